import { growSet, membersOf, type SetCall } from "../../linearizability/models/grow-set.ts";
import { callInWords } from "../call-in-words.ts";
import { type Datum, datumText, isList } from "../datum.ts";
import { FormatError } from "../format-error.ts";
import { type Contradiction, type ObjectHistory, objectHistory } from "../object-history.ts";
import type { StoredCall } from "../stored-call.ts";
import { numberOf } from "./multi-registers.ts";
import { unknownTo } from "./registers.ts";

/**
 * A set that elements are added to and that is read as a whole.
 *
 * @throws FormatError for anything else
 */
export function setOf(stored: readonly StoredCall[]): ObjectHistory<SetCall> {
  const numbers = new Map<string, number>();
  const reads = stored.filter(isAnsweredRead).map((call) => readOf(call, numbers));
  const adds = stored.filter(isAdd).map((call) => addOf(call, numbers));
  const seen = firstSeen(adds, reads);
  const model = growSet(numbers.size);
  const bySource = new Map<StoredCall, SetCall>([
    ...adds.map(({ call, element }) => [call, { kind: "add", element }] as const),
    ...reads.map(({ call, elements }) => {
      return [call, { kind: "read", members: membersOf(elements, numbers.size) }] as const;
    }),
  ]);
  const elementOf = new Map(adds.map(({ call, element }) => [call, element]));
  return {
    ...objectHistory(
      model,
      stored.filter((call) => isOfUse(call, elementOf, seen)),
      (call) => bySource.get(call),
      (call) => returnAsSeen(call, adds, elementOf, seen),
    ),
    contradiction: contradictionOf(adds, reads, seen, [...numbers.keys()]),
  };
}

interface Add {
  readonly call: StoredCall;
  readonly element: number;
}

interface Read {
  readonly call: StoredCall;
  readonly elements: readonly number[];
}

const isAnsweredRead = ({ f, outcome, answer }: StoredCall): boolean =>
  f === "read" && outcome === "ok" && answer !== null;

function isAdd(call: StoredCall): boolean {
  if (call.f !== "add" && call.f !== "read") throw unknownTo("set", call, "add or read");
  return call.f === "add" && call.outcome !== "fail";
}

function readOf(call: StoredCall, numbers: Map<string, number>): Read {
  const { answer, lastLine } = call;
  if (!isList(answer)) {
    throw new FormatError(lastLine, `a set was read as ${datumText(answer)}, expected a list`);
  }
  return { call, elements: answer.map((datum: Datum) => numberOf(numbers, datumText(datum))) };
}

const addOf = (call: StoredCall, numbers: Map<string, number>): Add => ({
  call,
  element: numberOf(numbers, datumText(call.asked)),
});

/** What shows an element to be in, and since when at the latest. */
interface Sight {
  readonly by: StoredCall;
  readonly at: number;
}

function firstSeen(adds: readonly Add[], reads: readonly Read[]): ReadonlyMap<number, Sight> {
  const seen = new Map<number, Sight>();
  const see = (element: number, by: StoredCall): void => {
    const before = seen.get(element);
    if (before === undefined || by.returned < before.at) seen.set(element, { by, at: by.returned });
  };
  for (const { element, call } of adds) if (call.outcome === "ok") see(element, call);
  for (const { elements, call } of reads) for (const element of elements) see(element, call);
  return seen;
}

/** An unfinished add of what nobody has seen leaves no trace. */
const isOfUse = (
  call: StoredCall,
  elementOf: ReadonlyMap<StoredCall, number>,
  seen: ReadonlyMap<number, Sight>,
): boolean => call.outcome !== "info" || seen.has(elementOf.get(call) ?? -1);

/** An unfinished add of what has been seen must have taken effect by then, if it is the only one. */
function returnAsSeen(
  call: StoredCall,
  adds: readonly Add[],
  elementOf: ReadonlyMap<StoredCall, number>,
  seen: ReadonlyMap<number, Sight>,
): number {
  if (call.outcome !== "info" || call.f !== "add") return call.returned;
  const element = elementOf.get(call)!;
  const isOnly = adds.every((other) => other.element !== element || other.call === call);
  return isOnly ? Math.max(call.invoked, seen.get(element)!.at) : call.returned;
}

/** An element that a read has and nobody had added, or that was in before and the read lacks. */
function contradictionOf(
  adds: readonly Add[],
  reads: readonly Read[],
  seen: ReadonlyMap<number, Sight>,
  names: readonly string[],
): Contradiction | undefined {
  const begun = new Map<number, number>();
  for (const { element, call } of adds) {
    begun.set(element, Math.min(call.invoked, begun.get(element) ?? Infinity));
  }
  for (const { call, elements } of reads) {
    const unexpected = elements.find((element) => !(begun.get(element)! <= call.returned));
    if (unexpected !== undefined) {
      const because = `a read has ${names[unexpected]}, which nobody had added`;
      return { because, operations: [callInWords(call)] };
    }
    const has = new Set(elements);
    for (const [element, { by, at }] of seen) {
      if (at >= call.invoked || has.has(element)) continue;
      const because = `a read lacks ${names[element]}, which was in the set before`;
      return { because, operations: [callInWords(by), callInWords(call)] };
    }
  }
  return undefined;
}
