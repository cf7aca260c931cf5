import { mostValues, type QueueCall, queue } from "../../linearizability/models/queue.ts";
import { callInWords } from "../call-in-words.ts";
import { type Datum, datumText, isList } from "../datum.ts";
import { FormatError } from "../format-error.ts";
import { type Contradiction, type ObjectHistory, objectHistory } from "../object-history.ts";
import type { StoredCall } from "../stored-call.ts";
import { numberOf } from "./multi-registers.ts";
import { unknownTo } from "./registers.ts";

/**
 * A first-in first-out queue. A dequeue that came back with nil found it empty; a drain is as many
 * dequeues as it has values, at the same time.
 *
 * @throws FormatError for anything else
 */
export function queueOf(stored: readonly StoredCall[]): ObjectHistory<QueueCall> {
  const numbers = new Map<string, number>();
  const single = stored.flatMap(undrained);
  const history = objectHistory(queue, single, (call) => callOf(call, numbers));
  if (numbers.size > mostValues) {
    throw new FormatError(1, `${numbers.size} different values are too many for a queue`);
  }
  return { ...history, contradiction: contradictionOf(single) };
}

function undrained(call: StoredCall): readonly StoredCall[] {
  if (call.f !== "drain") return [call];
  const values = call.outcome === "ok" && isList(call.answer) ? call.answer : [];
  return values.map((answer) => ({ ...call, f: "dequeue", asked: null, answer }));
}

function callOf(call: StoredCall, numbers: Map<string, number>): QueueCall | undefined {
  const { f, asked, answer, outcome } = call;
  if (f !== "enqueue" && f !== "dequeue") {
    throw unknownTo("queue", call, "enqueue, dequeue or drain");
  }
  if (outcome === "fail") return undefined;
  if (f === "enqueue") return { kind: f, value: numberOf(numbers, datumText(asked)) };
  if (outcome === "info") return { kind: f, value: "unknown" };
  return { kind: f, value: answer === null ? "empty" : numberOf(numbers, datumText(answer)) };
}

/** What one value went through: when it may have come, and who took it. */
interface Passage {
  readonly name: string;
  readonly enqueues: readonly StoredCall[];
  readonly dequeues: readonly StoredCall[];
}

/**
 * A value out of nowhere, or taken twice, or overtaken. Where all values are different and there
 * are no dequeues of an empty queue, a history with none of these is linearizable (Henzinger, Sezgin
 * and Vafeiadis, CONCUR 2013).
 */
function contradictionOf(calls: readonly StoredCall[]): Contradiction | undefined {
  const passages = passagesOf(calls);
  for (const { name, enqueues, dequeues } of passages) {
    const [taken] = dequeues;
    if (taken !== undefined && !enqueues.some(({ invoked }) => invoked <= taken.returned)) {
      return shown(`${name} was dequeued, and nobody had enqueued it`, [taken]);
    }
    if (dequeues.length > enqueues.length) {
      return shown(`${name} was dequeued more often than enqueued`, [...enqueues, ...dequeues]);
    }
  }
  return overtaking(passages, calls);
}

function passagesOf(calls: readonly StoredCall[]): readonly Passage[] {
  const byValue = new Map<string, { enqueues: StoredCall[]; dequeues: StoredCall[] }>();
  for (const call of calls) {
    const value: Datum = call.f === "enqueue" ? call.asked : call.answer;
    const isTaken = call.f === "dequeue" && call.outcome === "ok" && value !== null;
    if (!isTaken && (call.f !== "enqueue" || call.outcome === "fail")) continue;
    const name = datumText(value);
    const passage = byValue.get(name) ?? { enqueues: [], dequeues: [] };
    byValue.set(name, passage);
    passage[isTaken ? "dequeues" : "enqueues"].push(call);
  }
  return [...byValue].map(([name, passage]) => ({ name, ...passage }));
}

/** A value that came surely before another, and was taken surely after it or never. */
function overtaking(
  passages: readonly Passage[],
  calls: readonly StoredCall[],
): Contradiction | undefined {
  const isOpen = calls.some(({ f, outcome }) => f === "dequeue" && outcome === "info");
  const single = passages.filter(({ enqueues }) => enqueues.length === 1);
  const came = [...single].sort(
    (one, two) => one.enqueues[0]!.returned - two.enqueues[0]!.returned,
  );
  const begun = [...single].sort((one, two) => one.enqueues[0]!.invoked - two.enqueues[0]!.invoked);
  let next = 0;
  let slowest: Passage | undefined;
  for (const passage of begun) {
    const { invoked } = passage.enqueues[0]!;
    for (; came[next] !== undefined && came[next]!.enqueues[0]!.returned < invoked; next += 1) {
      const taken = takenFrom(came[next]!, isOpen);
      if (slowest === undefined || taken > takenFrom(slowest, isOpen)) slowest = came[next];
    }
    const [taken] = passage.dequeues;
    if (taken === undefined || slowest === undefined) continue;
    if (!(takenFrom(slowest, isOpen) > taken.returned)) continue;
    const because = `${passage.name} was dequeued before ${slowest.name}, which had come first`;
    return shown(because, [slowest.enqueues[0]!, passage.enqueues[0]!, taken, ...slowest.dequeues]);
  }
  return undefined;
}

/** When a value can have been taken at the earliest; -1 where an unanswered dequeue may have. */
function takenFrom({ dequeues }: Passage, isOpen: boolean): number {
  return dequeues[0]?.invoked ?? (isOpen ? -1 : Infinity);
}

const shown = (because: string, calls: readonly StoredCall[]): Contradiction => ({
  because,
  operations: calls.map(callInWords),
});
