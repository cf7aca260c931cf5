/**
 * Reads histories written down by hand: first `# what it shows`, then one line for each operation,
 *
 *     client-1  put k=2 if equals 1     6..9   ok
 *     client-2  get k -> 2 eventual     7..    info
 *     client-3  add 5 to k -> 7         8..11  ok
 *     audit     delete k if exists      9..10  fail
 *
 * that is: who, what, when in ms, and how it ended. Operations are numbered from 1.
 */

import type { History, Operation, Outcome } from "../../sim/client/history.ts";
import type { RequestId } from "../../sim/client/operation.ts";
import { assert } from "../../sim/kernel/assert.ts";
import { at, ms } from "../../sim/kernel/time.ts";
import type { Condition, Value } from "../../sim/parts/condition.ts";

export interface Sample {
  readonly shows: string;
  /** The key that has no legal order, where there is one. */
  readonly wrongKey: string | undefined;
  readonly history: History;
}

/** Fails with the line in question where the text is not as described above. */
export function readSample(text: string): Sample {
  const lines = text.split("\n").filter((line) => line !== "");
  const remarks = lines.filter((line) => line.startsWith("# "));
  const shows = remarks[0]?.slice(2);
  assert(shows !== undefined && lines[0] === remarks[0], "a sample begins with `# what it shows`");
  return {
    shows,
    wrongKey: /^# wrong key: (\S+)$/m.exec(text)?.[1],
    history: { operations: lines.filter((line) => !line.startsWith("# ")).map(readOperation) },
  };
}

const shape = /^(\S+)\s+(\S.*?)\s+(\d+)\.\.(\d*)\s+(ok|fail|info)$/;

function readOperation(line: string, index: number): Operation {
  const found = shape.exec(line);
  assert(found !== null, `expected "who what from..until outcome", got "${line}"`);
  const [process, what, from, until, outcome] = found.slice(1) as [
    string,
    string,
    string,
    string,
    Outcome,
  ];
  const asked = readAsked(what);
  assert(outcome === "info" || until !== "", `an answer without a time in "${line}"`);
  return {
    ...asked,
    request: (index + 1) as RequestId,
    client: process === "audit" ? 0 : Number(process.split("-")[1]),
    process,
    attempt: 0,
    retryOf: undefined,
    phase: process === "audit" ? "audit" : "load",
    invoked: at(ms(Number(from))),
    completed: until === "" ? undefined : at(ms(Number(until))),
    outcome,
    result: outcome === "ok" ? asked.result : undefined,
    version: 0,
    units: 0,
    error: errorOf(outcome, asked.condition),
  };
}

function errorOf(outcome: Outcome, condition: Condition | undefined): Operation["error"] {
  if (outcome === "ok") return undefined;
  if (outcome === "info") return "time-out";
  return condition === undefined ? "no-leader" : "condition-failed";
}

type Asked = Pick<Operation, "kind" | "key" | "consistency" | "argument" | "condition" | "result">;

const nothingElse = { consistency: undefined, condition: undefined, result: undefined };

/** What was asked, and what the answer was if there was one. */
function readAsked(what: string): Asked {
  const [, asked = "", condition, answer] =
    /^(.+?)(?: if (.+?))?(?: -> (\S+(?: eventual)?))?$/.exec(what) ?? [];
  const [result, eventual] = (answer ?? "nothing").split(" ");
  const rest = { ...nothingElse, condition: readCondition(condition), result: readValue(result!) };
  const [kind, ...words] = asked.split(" ");
  if (kind === "get" && words.length === 1) {
    const consistency = eventual === undefined ? "strong" : "eventual";
    return { ...rest, kind, key: words[0]!, argument: undefined, consistency };
  }
  if (kind === "put" && words.length === 1) {
    const [key, value] = words[0]!.split("=");
    const argument = readValue(value!);
    return { ...rest, kind, key: key!, argument, result: argument };
  }
  if (kind === "delete" && words.length === 1) {
    return { ...rest, kind, key: words[0]!, argument: undefined };
  }
  assert(kind === "add" && words[1] === "to", `expected get, put, add or delete, got "${what}"`);
  return { ...rest, kind: "update", key: words[2]!, argument: Number(words[0]) };
}

function readCondition(text: string | undefined): Condition | undefined {
  if (text === undefined) return undefined;
  const [kind, value] = text.split(" ");
  if (kind === "exists" || kind === "absent") return { kind };
  if (kind === "below") return { kind, value: Number(value) };
  const expected = readValue(value ?? "nothing");
  assert(kind === "equals" && expected !== undefined, `expected a condition, got "${text}"`);
  return { kind, value: expected };
}

/** Digits are a number, other words themselves. */
function readValue(word: string): Value | undefined {
  if (word === "nothing") return undefined;
  return /^-?\d+$/.test(word) ? Number(word) : word;
}
