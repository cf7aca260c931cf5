/** How the words of a command are read. All throw a RangeError whose message is a sentence. */

import type { Duration } from "../../sim/kernel/time.ts";
import { parseDuration } from "../../sim/parts/duration-text.ts";
import type { Actor, Stage } from "./hand-kernel.ts";

export function actorNamed(stage: Stage, name: string | undefined): Actor {
  const actor = stage.actors.find(({ address }) => address === name);
  if (actor !== undefined) return actor;
  const names = stage.actors.map(({ address }) => address).join(", ");
  const known = names === "" ? "a group to be set up first" : `one of ${names}`;
  throw new RangeError(`no replica "${name ?? ""}": expected ${known}`);
}

/** The same, of a replica that is up. */
export function runningActor(stage: Stage, name: string | undefined): Actor {
  const actor = actorNamed(stage, name);
  if (actor.state === undefined) throw new RangeError(`${name} is down: restart it first`);
  return actor;
}

export function lengthOf(text: string | undefined): Duration {
  const length = parseDuration(text ?? "");
  if (length !== undefined) return length;
  throw new RangeError(`"${text ?? ""}" is no length of time: expected one such as 250ms`);
}

export const isCount = (text: string | undefined): boolean => /^\d+$/.test(text ?? "");

/** Splits a last word that is a count off the others; without one the count is all there is. */
export function countAtEnd(words: readonly string[]): { names: readonly string[]; count: number } {
  const last = words.at(-1);
  if (!isCount(last)) return { names: words, count: Number.POSITIVE_INFINITY };
  return { names: words.slice(0, -1), count: Number(last) };
}

/** Whole microseconds as milliseconds: "1001 ms". */
export const timeText = (time: number): string => `${time / 1_000} ms`;
