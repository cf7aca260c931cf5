/** Commands on messages: deliver, drop, copy, hold, release. */

import { words as inWords } from "../running/trace-printer.ts";
import { type Flying, happen, type Stage, say } from "./hand-kernel.ts";
import { actorNamed, countAtEnd } from "./words.ts";

/** `deliver b`, `deliver a b`, `deliver a b 1`: what flies to b, or from a to b; the oldest first. */
export function deliver(stage: Stage, words: readonly string[]): void {
  for (const flying of takeOff(stage, words)) arrive(stage, flying);
}

function arrive(stage: Stage, flying: Flying): void {
  const { from, to, message } = flying;
  const actor = actorNamed(stage, to);
  if (actor.state === undefined) return say(stage, `${text(stage, flying)}: lost, ${to} is down`);
  say(stage, text(stage, flying));
  happen(stage, actor, { kind: "message", from, message });
}

/** `drop a b`: the same messages, lost instead. */
export function drop(stage: Stage, words: readonly string[]): void {
  for (const flying of takeOff(stage, words)) say(stage, `${text(stage, flying)}: lost`);
}

/** `hold b a 1`: the same messages, kept back until they are released. */
export function hold(stage: Stage, words: readonly string[]): void {
  for (const flying of takeOff(stage, words)) {
    stage.held.push(flying);
    say(stage, `${text(stage, flying)}: held back`);
  }
}

/** `copy b a 1`: as `hold`, but the messages fly on, and a copy of each is kept back. */
export function copy(stage: Stage, words: readonly string[]): void {
  for (const flying of chosen(stage, words)) {
    stage.held.push(flying);
    say(stage, `${text(stage, flying)}: a copy held back`);
  }
}

/** `release`: everything that was held back arrives. */
export function release(stage: Stage): void {
  const { held } = stage;
  stage.held = [];
  for (const flying of held) arrive(stage, flying);
}

function takeOff(stage: Stage, words: readonly string[]): readonly Flying[] {
  const taken = chosen(stage, words);
  stage.flying = stage.flying.filter((flying) => !taken.includes(flying));
  return taken;
}

function chosen(stage: Stage, words: readonly string[]): readonly Flying[] {
  const { names, count } = countAtEnd(words);
  const [from, to] = names.length === 2 ? names : [undefined, names[0]];
  if (names.length > 2) throw new RangeError(`expected one or two names, not ${names.join(", ")}`);
  for (const name of names) actorNamed(stage, name);
  const found = stage.flying.filter(
    (flying) =>
      flying.to === actorNamed(stage, to).address && (from ?? flying.from) === flying.from,
  );
  if (found.length === 0)
    say(stage, `no message to ${to}${from === undefined ? "" : ` from ${from}`}`);
  return found.slice(0, count);
}

const text = ({ role }: Stage, { from, to, message }: Flying): string =>
  `${from} -> ${to}  ${inWords(message, role)}`;
