import {
  type MultiRegisterCall,
  multiRegister,
  type RegisterStep,
} from "../../linearizability/models/multi-register.ts";
import { type Datum, datumText, isList } from "../datum.ts";
import { FormatError } from "../format-error.ts";
import { type Dialect, type ObjectHistory, objectHistory } from "../object-history.ts";
import type { StoredCall } from "../stored-call.ts";
import { registerValue, unknownTo } from "./registers.ts";

/**
 * Several registers that transactions read and write, `[[:read :x nil] [:write :y 2]]`.
 *
 * @throws FormatError for what is no such transaction
 */
export function multiRegistersOf(
  stored: readonly StoredCall[],
  dialect: Dialect,
): ObjectHistory<MultiRegisterCall> {
  const numbers = new Map<string, number>();
  const calls = stored.map((call) => ({ call, steps: stepsOf(call, numbers, dialect) }));
  const model = multiRegister(Array.from(numbers, () => dialect.initial));
  const byCall = new Map(calls.map(({ call, steps }) => [call, { steps }]));
  return objectHistory(model, stored, (call) =>
    call.outcome === "fail" ? undefined : byCall.get(call),
  );
}

function stepsOf(
  call: StoredCall,
  numbers: Map<string, number>,
  { nilIsAValue }: Dialect,
): readonly RegisterStep[] {
  const { f, asked, answer, outcome } = call;
  if (f !== "txn") throw unknownTo("multi-register", call, "txn");
  const value = outcome === "ok" ? answer : asked;
  if (!isList(value)) throw noSteps(call, value);
  return value.flatMap((datum) => {
    const [name, key, seen] = isList(datum) ? datum : [];
    const kind = kinds.get(name ?? null);
    if (kind === undefined || key === undefined || seen === undefined) throw noSteps(call, datum);
    const isUnknown = outcome !== "ok" || (seen === null && !nilIsAValue);
    if (kind === "read" && isUnknown) return [];
    return [{ kind, register: numberOf(numbers, datumText(key)), value: registerValue(seen) }];
  });
}

const kinds: ReadonlyMap<Datum, RegisterStep["kind"]> = new Map([
  ["read", "read"],
  ["r", "read"],
  ["write", "write"],
  ["w", "write"],
]);

const noSteps = ({ line }: StoredCall, datum: Datum): FormatError =>
  new FormatError(
    line,
    `found ${datumText(datum)}, expected a list of [:read KEY VALUE] and [:write KEY VALUE]`,
  );

/** The number of a name: names are numbered from 0 as they are met. */
export function numberOf(numbers: Map<string, number>, name: string): number {
  const known = numbers.get(name);
  if (known !== undefined) return known;
  numbers.set(name, numbers.size);
  return numbers.size - 1;
}
