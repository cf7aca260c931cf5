/**
 * `results.jsonl`: what a sweep came to, a line for its plan and a line for every run, in the order of
 * scenario and seed. The same plan gives the same bytes, however often the sweep was interrupted, on
 * however many workers it ran, and in whatever parts.
 */

import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { systemReason, UsageError } from "../usage-error.ts";
import { readVersion } from "../version.ts";
import type { Plan } from "./plan.ts";
import { parseLine, type SeedLine } from "./seed-line.ts";

/** The first line. */
export interface Head extends Plan {
  readonly tool: "quorate";
  readonly is: "sweep";
  readonly version: string;
  readonly commit?: string;
}

export interface Results {
  readonly head: Head;
  readonly lines: readonly SeedLine[];
}

/** @throws Error of the system when the disk refuses */
export function headOf({ scenarios, seeds, manner, shard }: Plan): Head {
  const { number, commit } = readVersion();
  return {
    tool: "quorate",
    is: "sweep",
    version: number,
    ...(commit === undefined ? {} : { commit }),
    scenarios,
    seeds,
    manner,
    ...(shard === undefined ? {} : { shard }),
  };
}

/** Into place in one step: a file of this name is whole. */
export function writeResults(path: string, { head, lines }: Results): void {
  const texts = [head, ...inOrder(lines)].map((part) => `${JSON.stringify(part)}\n`);
  writeFileSync(`${path}.new`, texts.join(""));
  renameSync(`${path}.new`, path);
}

export const inOrder = (lines: readonly SeedLine[]): readonly SeedLine[] =>
  [...lines].sort(
    (one, other) => compare(one.scenario, other.scenario) || compare(one.seed, other.seed),
  );

function compare<T extends string | number>(one: T, other: T): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** @throws UsageError for a file that is no sweep's, or is damaged */
export function readResults(path: string, name: string): Results {
  const texts = textOf(path, name).split("\n");
  const head = parseHead(texts[0] ?? "");
  if (head === undefined) {
    throw new UsageError(`${name} is not the results of a sweep: expected a results.jsonl`);
  }
  const lines = texts.slice(1, -1).map((text, index) => {
    const line = parseLine(text);
    if (line !== undefined) return line;
    throw new UsageError(`${name} is damaged: line ${index + 2} is no result of a run`);
  });
  if (texts.at(-1) === "") return { head, lines };
  throw new UsageError(`${name} is damaged: its last line has no end`);
}

function textOf(path: string, name: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new UsageError(
      `cannot read ${name}: ${systemReason(error)}; expected the results.jsonl of a sweep`,
    );
  }
}

function parseHead(text: string): Head | undefined {
  try {
    const head = JSON.parse(text) as Partial<Head>;
    return head.tool === "quorate" && head.is === "sweep" ? (head as Head) : undefined;
  } catch {
    return undefined;
  }
}
