import { check } from "../linearizability/check.ts";
import { explain } from "../linearizability/explain.ts";
import type { Verdict } from "../property.ts";
import type { ObjectHistory } from "./object-history.ts";

/** What became of a history of objects. */
export interface ObjectVerdict {
  readonly verdict: Verdict;
  readonly sentence: string;
  /** How many operations were judged. */
  readonly operations: number;
  /** The first operation that cannot go next, in words; where a search found it. */
  readonly impossible?: string;
  /** Operations that contradict one another, and none of which could be left out. */
  readonly contradiction?: readonly string[];
  /** How many operations have a legal order before it. */
  readonly ordered?: number;
}

/** Whether each object's operations have taken effect one at a time, between call and answer. */
export function judgedObject(history: ObjectHistory): ObjectVerdict {
  const { parts, contradiction, model } = history;
  const operations = parts.reduce((sum, { calls }) => sum + calls.length, 0);
  if (operations === 0) {
    return {
      verdict: "holds",
      operations,
      sentence: "linearizable: no operation in it says anything",
    };
  }
  if (contradiction !== undefined) {
    const { because, operations: words } = contradiction;
    return { verdict: "broken", operations, sentence: because, contradiction: words };
  }
  const answer = check(parts, model);
  switch (answer.verdict) {
    case "holds":
      return {
        verdict: "holds",
        operations,
        sentence: `linearizable: ${found(history, operations)}`,
      };
    case "unknown": {
      const open = answer.open.length;
      const sentence = `undecided within the budget: ${open} of ${counted(parts.length, "object")}`;
      return { verdict: "unknown", operations, sentence };
    }
    case "broken":
      return brokenOf(history, answer.broken, operations);
  }
}

const found = ({ parts }: ObjectHistory, operations: number): string =>
  `a legal order of ${counted(operations, "operation")}${parts.length > 1 ? ` on ${parts.length} objects` : ""} was found`;

function brokenOf(
  { parts, model, wordsOf }: ObjectHistory,
  broken: readonly number[],
  operations: number,
): ObjectVerdict {
  const { part, breach } = explain(
    broken.map((index) => parts[index]!),
    model,
  );
  const of = parts.length > 1 ? ` on ${part.name}` : "";
  return {
    verdict: "broken",
    operations,
    sentence: `not linearizable: the operations${of} have no legal order`,
    impossible: wordsOf(part.calls[breach.stuck]!),
    contradiction: breach.core.map((index) => wordsOf(part.calls[index]!)),
    ordered: breach.order.length,
  };
}

const counted = (count: number, name: string): string =>
  `${count} ${name}${count === 1 ? "" : "s"}`;
