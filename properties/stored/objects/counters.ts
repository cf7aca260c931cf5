import { type CounterCall, counter } from "../../linearizability/models/counter.ts";
import { callInWords } from "../call-in-words.ts";
import { datumText } from "../datum.ts";
import { FormatError } from "../format-error.ts";
import { type Contradiction, type ObjectHistory, objectHistory } from "../object-history.ts";
import type { StoredCall } from "../stored-call.ts";
import { unknownTo } from "./registers.ts";

/**
 * A counter that is added to and read, 0 at first.
 *
 * @throws FormatError for anything else
 */
export function counterOf(stored: readonly StoredCall[]): ObjectHistory<CounterCall> {
  const history = objectHistory(counter, stored, callOf);
  return { ...history, contradiction: contradictionOf(stored) };
}

function callOf(call: StoredCall): CounterCall | undefined {
  const { f, asked, answer, outcome } = call;
  if (f === "add") {
    return outcome === "fail" ? undefined : { kind: "add", amount: numberIn(asked, call.line) };
  }
  if (f !== "read") throw unknownTo("counter", call, "add or read");
  if (outcome !== "ok" || answer === null) return undefined;
  return { kind: "read", sum: numberIn(answer, call.lastLine) };
}

function numberIn(datum: StoredCall["asked"], line: number): number {
  if (typeof datum === "number") return datum;
  throw new FormatError(line, `a counter has the value ${datumText(datum)}, expected a number`);
}

interface Step {
  readonly time: number;
  readonly low: number;
  readonly high: number;
}

/** A read outside the least and the greatest that the adds around it can have summed up to. */
function contradictionOf(stored: readonly StoredCall[]): Contradiction | undefined {
  const reads = stored.flatMap((call) => {
    const read = callOf(call);
    return read?.kind === "read" ? [{ call, sum: read.sum }] : [];
  });
  const bounds = boundsOf(stored);
  for (const { call, sum } of reads) {
    const { least, greatest } = bounds(call);
    if (sum >= least && sum <= greatest) continue;
    const because = `a read is ${sum}, where the adds until then make ${least} to ${greatest}`;
    return { because, operations: [callInWords(call)] };
  }
  return undefined;
}

/** What is certain by the time that a read begins, and what is possible by the time it returns. */
function boundsOf(stored: readonly StoredCall[]) {
  const steps: Step[] = [];
  for (const call of stored) {
    const add = callOf(call);
    if (add?.kind !== "add") continue;
    const { amount } = add;
    const [up, down] = [Math.max(0, amount), Math.min(0, amount)];
    steps.push({ time: call.invoked, low: down, high: up });
    if (call.outcome === "ok") steps.push({ time: call.returned, low: up, high: down });
  }
  const sums = summed(steps);
  return ({ invoked, returned }: StoredCall) => {
    const before = sums((time) => time < invoked);
    const after = sums((time) => time <= returned);
    return { least: before.certain + after.risked, greatest: before.surelyLess + after.possible };
  };
}

/** Sums of the steps whose times are early enough, by their kind. */
function summed(steps: readonly Step[]) {
  const sorted = [...steps].sort((one, two) => one.time - two.time);
  const sums = [{ certain: 0, risked: 0, possible: 0, surelyLess: 0 }];
  for (const { low, high } of sorted) {
    const last = sums.at(-1)!;
    sums.push({
      certain: last.certain + Math.max(0, low),
      risked: last.risked + Math.min(0, low),
      possible: last.possible + Math.max(0, high),
      surelyLess: last.surelyLess + Math.min(0, high),
    });
  }
  return (isEarly: (time: number) => boolean) => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isEarly(sorted[middle]!.time)) low = middle + 1;
      else high = middle;
    }
    return sums[low]!;
  };
}
