/**
 * Reads histories of transactions written down by hand. A line for each, T1 first:
 *
 *     p0  1..4  ok    ax1 ry12 r-z
 *     p1  2..   info  wx3@2 rx1@1 ry
 *
 * that is: process, when, how it ended, and what it asked for: `ax1` appends 1 to x, `ry12` reads y
 * and sees the list 1 2, or in a history of registers the value 12; `ry` sees nothing, and of `r-z`
 * nobody knows what it saw. `wx3@2` writes 3 to x as version 2 of it.
 */

import { assert } from "../../sim/kernel/assert.ts";
import type {
  ListHistory,
  ListOperation,
  RegisterHistory,
  RegisterOperation,
  Transaction,
} from "./transaction-history.ts";

export const readLists = (text: string): ListHistory => ({
  transactions: linesOf(text).map((line) => readTransaction(line, readListOperation)),
});

export const readRegisters = (text: string): RegisterHistory => ({
  transactions: linesOf(text).map((line) => readTransaction(line, readRegisterOperation)),
});

const linesOf = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));

function readTransaction<Operation>(
  line: string,
  readOperation: (word: string) => Operation,
): Transaction<Operation> {
  const found = /^(\w+)\s+(\d+)\.\.(\d*)\s+(ok|fail|info)\s+(.*)$/.exec(line);
  assert(found !== null, `expected "process from..until status operations", got "${line}"`);
  const [process, from, until, status, words] = found.slice(1) as [
    string,
    string,
    string,
    "ok" | "fail" | "info",
    string,
  ];
  return {
    process,
    invoked: Number(from),
    completed: until === "" ? Number.POSITIVE_INFINITY : Number(until),
    status,
    operations: words.split(/\s+/).map(readOperation),
  };
}

function readListOperation(word: string): ListOperation {
  const [kind, isUnknown, key, value] = partsOf(word);
  if (kind === "a") return { kind: "append", key, value: Number(value) };
  assert(kind === "r", `expected an append or a read, got "${word}"`);
  return { kind: "read", key, value: isUnknown ? undefined : [...value].map(Number) };
}

function readRegisterOperation(word: string): RegisterOperation {
  const [kind, isUnknown, key, shown] = partsOf(word);
  const [text, at] = shown.split("@");
  const version = at === undefined ? undefined : Number(at);
  const value = text === "" ? null : Number(text);
  if (kind === "r") return { kind: "read", key, value: isUnknown ? undefined : value, version };
  assert(kind === "w" && value !== null, `expected a write or a read, got "${word}"`);
  return { kind: "write", key, value, version };
}

function partsOf(word: string): [string, boolean, string, string] {
  const found = /^([arw])(-?)([a-z])([\d@]*)$/.exec(word);
  assert(found !== null, `expected an operation like "ax1" or "ry", got "${word}"`);
  return [found[1]!, found[2] === "-", found[3]!, found[4]!];
}
