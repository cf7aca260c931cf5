import type { Walk } from "./cycle-search.ts";
import { type Digraph, process, realtime, rw, through, wr, ww } from "./dependency-graph.ts";
import type {
  CycleStep,
  DependencyKind,
  Key,
  ListOperation,
  RegisterOperation,
  Transaction,
  Written,
} from "./transaction-history.ts";

/** Whom and what sentences are about. */
export interface Subjects {
  readonly transactions: readonly Transaction[];
  readonly keys: readonly {
    readonly key: Key;
    /** By version; empty where the order of versions is not known. */
    readonly values: readonly (Written | null | undefined)[];
  }[];
  nameOf(transaction: number): string;
}

type Operation = ListOperation | RegisterOperation;

export const nameIn =
  (transactions: readonly Transaction[]) =>
  (transaction: number): string =>
    transactions[transaction]!.name ?? `T${transaction + 1}`;

const kinds: ReadonlyMap<number, DependencyKind> = new Map([
  [ww, "ww"],
  [wr, "wr"],
  [rw, "rw"],
  [process, "process"],
  [realtime, "realtime"],
]);

/** A closed walk as steps from one transaction to the next, relays left out. */
export function stepsOf(graph: Digraph, walk: Walk, subjects: Subjects): CycleStep[] {
  const edges = walk.filter((edge) => graph.kind[edge] !== through);
  return edges.map((edge, step) => {
    const next = edges[(step + 1) % edges.length]!;
    return stepOf(graph, edge, graph.origin[graph.source[next]!]!, subjects);
  });
}

/** One edge as a step to a transaction: the one it leads to, or one past a relay. */
export function stepOf(graph: Digraph, edge: number, to: number, subjects: Subjects): CycleStep {
  const from = graph.origin[graph.source[edge]!]!;
  const kind = kinds.get(graph.kind[edge]!)!;
  const number = graph.key[edge]!;
  const key = number < 0 ? undefined : subjects.keys[number]!.key;
  return {
    from,
    to,
    kind,
    key,
    because: becauseOf(subjects, kind, from, to, number, graph.at[edge]!),
  };
}

/** Why a transaction comes before another; `at`: the version of the key that this is about. */
export function becauseOf(
  subjects: Subjects,
  kind: DependencyKind,
  from: number,
  to: number,
  number: number,
  at: number,
): string {
  const [first, second] = [subjects.nameOf(from), subjects.nameOf(to)];
  const { transactions } = subjects;
  if (kind === "process") {
    return `process ${transactions[from]!.process} had ${first} before ${second}`;
  }
  if (kind === "realtime") return `${first} had ended when ${second} began`;
  const { key, values } = subjects.keys[number]!;
  const [earlier, later] = [transactions[from]!.operations, transactions[to]!.operations];
  if (kind === "wr") {
    const read = readIn(later, key, (each) => showsWriteOf(each, earlier));
    return `${second} ${told(read)}, which ${first} ${isListRead(read) ? "appended to" : "wrote"}`;
  }
  const write = writeIn(later, key, values[at]);
  if (kind === "rw") {
    const read = readIn(earlier, key, (each) => !showsWriteOf(each, later));
    return `${first} ${told(read)}, without what came next: ${second} ${told(write)}`;
  }
  const isOwn = (value: Written | null | undefined) => earlier.some((each) => each.value === value);
  const before = writeIn(earlier, key, values.slice(0, at).findLast(isOwn));
  return `${first} ${told(before)}, and after that ${second} ${told(write)}`;
}

/** The first read of the key that is as wanted, or else its first read. */
function readIn(
  operations: readonly Operation[],
  key: Key,
  isWanted: (read: Operation) => boolean,
): Operation {
  const reads = operations.filter((each) => each.kind === "read" && each.key === key);
  return reads.find(isWanted) ?? reads[0]!;
}

const isListRead = ({ value }: Operation): boolean => Array.isArray(value);

/** Whether a read shows what one of the operations wrote: of a list, its end. */
function showsWriteOf(read: Operation, operations: readonly Operation[]): boolean {
  const shown = Array.isArray(read.value) ? read.value.at(-1) : read.value;
  const version = versionOf(read);
  return operations.some(
    (each) =>
      each.kind !== "read" &&
      each.key === read.key &&
      (version === undefined ? each.value === shown : versionOf(each) === version),
  );
}

const versionOf = (operation: Operation): number | undefined =>
  "version" in operation ? operation.version : undefined;

/** The write of this value, or else the last write to the key. */
function writeIn(
  operations: readonly Operation[],
  key: Key,
  value: Written | null | undefined,
): Operation {
  const writes = operations.filter((each) => each.kind !== "read" && each.key === key);
  return writes.find((each) => each.value === value) ?? writes.at(-1)!;
}

/** "read x = [1 2]", "appended 3 to x", "wrote x = 3" */
export function told(operation: Operation): string {
  const { kind, key, value } = operation;
  if (kind === "append") return `appended ${value} to ${key}`;
  if (kind === "write") return value === null ? `removed ${key}` : `wrote ${key} = ${value}`;
  if (Array.isArray(value)) return `read ${key} = ${listed(value)}`;
  if (value === undefined) return `read ${key} in version ${versionOf(operation)}`;
  return `read ${key} = ${value ?? "nothing"}`;
}

const shownAtMost = 8;

/** A list in square brackets, of a long one the end. */
export function listed(values: readonly Written[]): string {
  const left = values.length > shownAtMost ? "… " : "";
  return `[${left}${values.slice(-shownAtMost).join(" ")}]`;
}
