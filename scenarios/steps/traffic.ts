/** Commands on messages: deliver, drop, copy, release. */

import { words as inWords } from "../running/trace-printer.ts";
import { type Flying, happen, type Stage, say } from "./hand-kernel.ts";
import { actorNamed, countAtEnd, runningActor } from "./words.ts";

/** `deliver b`, `deliver a b`, `deliver a b 1`: what flies to b, or from a to b; the oldest first. */
export function deliver(stage: Stage, words: readonly string[]): void {
  for (const flying of takeOff(stage, words)) arrive(stage, flying);
}

function arrive(stage: Stage, flying: Flying): void {
  const { from, to, message } = flying;
  say(stage, text(stage, flying));
  happen(stage, runningActor(stage, to), { kind: "message", from, message });
}

/** `drop a b`: the same messages, lost instead. */
export function drop(stage: Stage, words: readonly string[]): void {
  for (const flying of takeOff(stage, words)) say(stage, `${text(stage, flying)}: lost`);
}

/** `copy a b 1`: the same messages are doubled; the copies arrive when they are released. */
export function copy(stage: Stage, words: readonly string[]): void {
  for (const flying of chosen(stage, words)) {
    stage.copies.push(flying);
    say(stage, `${text(stage, flying)}: doubled`);
  }
}

/** `release`: all copies arrive. */
export function release(stage: Stage): void {
  const { copies } = stage;
  stage.copies = [];
  for (const flying of copies) arrive(stage, flying);
}

/** A machine that crashes loses its connections, and what was on its way to it. */
export function loseAllTo(stage: Stage, address: string): void {
  for (const flying of stage.flying) {
    if (flying.to === address) say(stage, `${text(stage, flying)}: lost`);
  }
  stage.flying = stage.flying.filter(({ to }) => to !== address);
  stage.copies = stage.copies.filter(({ to }) => to !== address);
}

function takeOff(stage: Stage, words: readonly string[]): readonly Flying[] {
  const taken = chosen(stage, words);
  stage.flying = stage.flying.filter((flying) => !taken.includes(flying));
  return taken;
}

function chosen(stage: Stage, words: readonly string[]): readonly Flying[] {
  const { names, count } = countAtEnd(words);
  for (const name of names) actorNamed(stage, name);
  if (names.length === 0 || names.length > 2) {
    throw new RangeError(`expected "to" or "from to", got "${words.join(" ")}"`);
  }
  const [to, from] = names.toReversed();
  const found = stage.flying.filter(
    (flying) => flying.to === to && (from === undefined || flying.from === from),
  );
  const source = from === undefined ? "" : ` from ${from}`;
  if (found.length === 0) say(stage, `no message to ${to}${source}`);
  return found.slice(0, count);
}

const text = ({ role }: Stage, { from, to, message }: Flying): string =>
  `${from} -> ${to}  ${inWords(message, role)}`;
