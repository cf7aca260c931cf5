import type { Model } from "../../linearizability/model.ts";
import { type CasRegisterCall, casRegister } from "../../linearizability/models/cas-register.ts";
import type { RegisterValue } from "../../linearizability/models/register.ts";
import { type Datum, datumText, isList } from "../datum.ts";
import { FormatError } from "../format-error.ts";
import { type Dialect, type ObjectHistory, objectHistory } from "../object-history.ts";
import type { StoredCall } from "../stored-call.ts";

/**
 * Registers that are read, written and, if `withComparison`, set on condition. Values are those
 * themselves, or Jepsen's pairs of a key and a value where there are several registers.
 *
 * @throws FormatError for operations that a register does not know
 */
export function registersOf(
  stored: readonly StoredCall[],
  dialect: Dialect,
  withComparison: boolean,
): ObjectHistory<CasRegisterCall> {
  const areKeyed = stored.every(isKeyed);
  const calls = areKeyed ? stored.map(unkeyed) : stored;
  // Jepsen's independent tests begin with keys that do not exist.
  const initial = areKeyed ? undefined : dialect.initial;
  const model: Model<RegisterValue, CasRegisterCall> = { ...casRegister, initial };
  return objectHistory(model, calls, (call) => {
    if (call.f === "cas" && !withComparison) throw unknownTo("register", call, "read or write");
    return registerCall(call, dialect);
  });
}

/** Whether the value is a pair of a key and a value, as Jepsen's independent tests have. */
const isKeyed = ({ f, asked }: StoredCall): boolean =>
  isList(asked) && asked.length === 2 && (f !== "cas" || isList(asked[1]));

function unkeyed(call: StoredCall): StoredCall {
  const { asked, answer } = call;
  const [key = null, value = null] = asked as readonly Datum[];
  const answered = isList(answer) && answer.length === 2 ? (answer[1] ?? null) : answer;
  return { ...call, key: datumText(key), asked: value, answer: answered };
}

function registerCall(call: StoredCall, dialect: Dialect): CasRegisterCall | undefined {
  const { f, asked, answer, outcome } = call;
  switch (f) {
    case "read":
      if (outcome !== "ok" || (answer === null && !dialect.nilIsAValue)) return undefined;
      return { kind: "read", value: registerValue(answer) };
    case "write":
      return outcome === "fail" ? undefined : { kind: "write", value: registerValue(asked) };
    case "cas":
      return outcome === "fail" && !dialect.failuresTell ? undefined : comparison(call);
    default:
      throw unknownTo("register", call, "read, write or cas");
  }
}

function comparison({ asked, outcome, line }: StoredCall): CasRegisterCall {
  if (!isList(asked) || asked.length !== 2) {
    throw new FormatError(line, `cas has the value ${datumText(asked)}, expected [FROM TO]`);
  }
  const [from, to] = asked.map(registerValue);
  const answer = ({ ok: "done", fail: "refused", info: undefined } as const)[outcome];
  return { kind: "compare-and-set", from, to, answer };
}

/** Lists and the like are as good as their text. */
export const registerValue = (datum: Datum): RegisterValue => {
  if (datum === null) return undefined;
  return typeof datum === "number" || typeof datum === "string" ? datum : datumText(datum);
};

/** @throws FormatError always, to be thrown where it is called */
export const unknownTo = (model: string, { f, line }: StoredCall, known: string): FormatError =>
  new FormatError(line, `a ${model} does not know "${f}": expected ${known}`);
