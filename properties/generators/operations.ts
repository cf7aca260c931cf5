import fc from "fast-check";
import type { Call } from "../../sim/client/call.ts";
import type { ItemKey } from "../../sim/client/item-key.ts";
import type { MixKind } from "../../sim/client/mix.ts";
import type { Consistency } from "../../sim/client/operation.ts";

/** Kinds of requests, by the names that a workload's mix has for them. */
export type OperationClass = Exclude<
  MixKind,
  "increment" | "conditionalIncrement" | "move" | "query"
>;

/** Requests for one item each: what every system answers. */
export const singleItemClasses = [
  "get",
  "put",
  "delete",
  "update",
  "putIfAbsent",
  "conditionalPut",
  "conditionalUpdate",
] as const satisfies readonly OperationClass[];

export interface OperationOptions {
  /** Default: `singleItemClasses`. */
  readonly classes?: readonly OperationClass[];
  /** How many items there are of each kind, texts and counters. Few make histories telling. Default 3. */
  readonly keys?: number;
  /** Size of an item. Default 100 bytes. */
  readonly bytes?: number;
  /** Of a system that has several tables. */
  readonly table?: string;
}

/**
 * Requests before they are sent; values and request numbers are the client's to add. The smallest is a
 * request of the first class for the first item. Throws a RangeError for no class or no key.
 */
export function operations(options: OperationOptions = {}): fc.Arbitrary<Call> {
  const { classes = singleItemClasses, keys = 3 } = options;
  if (classes.length === 0)
    throw new RangeError("expected at least one class of operations, got 0");
  if (!(Number.isInteger(keys) && keys >= 1)) {
    throw new RangeError(`expected a whole number of keys from 1, got ${keys}`);
  }
  return fc.oneof(...classes.map((kind) => operationOf(kind, { ...options, keys })));
}

type Options = OperationOptions & { readonly keys: number };

function operationOf(kind: OperationClass, options: Options): fc.Arbitrary<Call> {
  const { bytes = 100 } = options;
  const text = named("key", options);
  switch (kind) {
    case "get":
      // Counters are read as often as texts.
      return fc
        .tuple(fc.oneof(text, named("counter", options)), consistencies)
        .map(([item, consistency]) => ({ kind: "get", ...item, bytes: 10, consistency }));
    case "put":
      return text.map((item) => ({ kind: "put", ...item, bytes, condition: undefined }));
    case "putIfAbsent":
      return text.map((item) => ({ kind: "put", ...item, bytes, condition: { kind: "absent" } }));
    case "conditionalPut":
      return text.map((item) => ({ kind: "put", ...item, bytes, condition: "unchanged" }));
    case "delete":
      return text.map((item) => ({ kind: "delete", ...item, bytes: 10, condition: undefined }));
    case "update":
    case "conditionalUpdate":
      return named("counter", options).map((item) => ({
        kind: "update",
        ...item,
        bytes,
        add: 1,
        condition: kind === "update" ? undefined : "unchanged",
      }));
    case "scan":
      return scans(options);
    case "transactWrite":
    case "transactGet":
      return transactions(kind, options);
    default:
      return refused(kind);
  }
}

/** Tests in JavaScript have no compiler to tell them. */
function refused(kind: never): never {
  throw new RangeError(`expected a class of operations such as "put", got "${kind}"`);
}

const consistencies = fc.constantFrom<Consistency[]>("strong", "eventual");

const tableOf = ({ table }: OperationOptions) => (table === undefined ? {} : { table });

/** "key-0", or "counter-0": a number cannot be added to a text. */
const named = (name: "key" | "counter", options: Options): fc.Arbitrary<ItemKey> =>
  fc.nat(options.keys - 1).map((number) => ({ key: `${name}-${number}`, ...tableOf(options) }));

const scans = (options: Options): fc.Arbitrary<Call> =>
  consistencies.map((consistency) => ({
    kind: "scan",
    key: "",
    ...tableOf(options),
    bytes: 0,
    consistency,
    limit: undefined,
    startAfter: undefined,
    follow: true,
  }));

function transactions(kind: "transactWrite" | "transactGet", options: Options): fc.Arbitrary<Call> {
  const { bytes = 100, keys } = options;
  const items = fc.uniqueArray(named("key", options), {
    selector: ({ key }) => key,
    minLength: 1,
    maxLength: Math.min(keys, 4),
    size: "max",
  });
  if (kind === "transactGet") {
    return items.map((of) => ({ kind: "transact-get", key: "", bytes: 0, items: of }));
  }
  return items.map((of) => ({
    kind: "transact-write",
    key: "",
    bytes: bytes * of.length,
    actions: of.map((item) => ({ kind: "put", ...item, bytes, condition: undefined })),
    token: true,
  }));
}
