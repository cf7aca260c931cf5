/** Commands on machines: disk, fetch, crash, wipe, restart. */

import type { RandomStream } from "../../sim/kernel/random.ts";
import type { AnyMessage } from "../../sim/kernel/role.ts";
import { words as inWords } from "../running/trace-printer.ts";
import { type Actor, happen, type Stage, say, start } from "./hand-kernel.ts";
import { loseAllTo } from "./traffic.ts";
import { actorNamed, countAtEnd, isCount, runningActor } from "./words.ts";

/** `disk a`, `disk a b`, `disk a 1`: the disk finishes what it was asked, in order. */
export function disk(stage: Stage, words: readonly string[]): void {
  const { names, count } = countAtEnd(words);
  for (const name of names) {
    const actor = runningActor(stage, name);
    if (actor.writing.length === 0) say(stage, `${name}  disk has nothing to write`);
    const due = Math.min(count, actor.writing.length);
    for (let index = 0; index < due; index += 1) finishOne(stage, actor);
  }
}

function finishOne(stage: Stage, actor: Actor): void {
  const record = actor.disk.flush(false) as AnyMessage;
  actor.writing.shift();
  say(stage, `${actor.address}  persisted ${inWords(record, stage.role)}`);
  happen(stage, actor, { kind: "persisted", record });
}

/** `fetch a`: the pages asked for come from disk. */
export function fetch(stage: Stage, words: readonly string[]): void {
  const actor = runningActor(stage, words[0]);
  if (actor.fetching.length === 0) say(stage, `${actor.address}  disk has no page to read`);
  for (const ticket of actor.fetching.splice(0)) {
    say(stage, `${actor.address}  fetched page for ticket ${ticket}`);
    happen(stage, actor, { kind: "fetched", ticket });
  }
}

/**
 * `crash a`, `crash a keep=1`, `crash a torn`, `crash a keep=1 torn`: of what the disk had not
 * finished it keeps nothing, or so many records; the next may be torn.
 */
export function crash(stage: Stage, [name, ...options]: readonly string[]): void {
  const actor = runningActor(stage, name);
  const { writing, disk: log, address } = actor;
  const torn = options.includes("torn");
  if (torn && writing.length === 0)
    throw new RangeError("nothing is being written: nothing to tear");
  const kept = keptOf(options, torn ? writing.length - 1 : writing.length);
  for (const [index, record] of writing.entries()) {
    const fate = index < kept ? "keeps" : index === kept && torn ? "tears" : "loses";
    say(stage, `${address}  ${fate} ${inWords(record, stage.role)}`);
  }
  log.crash(torn ? "torn" : "drawn", always(kept));
  loseAllTo(stage, address);
  actor.state = undefined;
  actor.writing = [];
  actor.fetching = [];
  actor.timers = new Map();
}

function keptOf(options: readonly string[], most: number): number {
  let kept = 0;
  for (const option of options) {
    if (option === "torn") continue;
    const count = option.replace(/^keep=/, "");
    if (!isCount(count)) throw new RangeError(`"${option}": expected keep=1 or torn`);
    kept = Number(count);
  }
  if (kept <= most) return kept;
  throw new RangeError(`cannot keep ${kept} records: expected at most ${most}`);
}

/** The disk draws how many records survive; here the script says it. */
const always = (count: number): RandomStream => ({ u32: () => count, below: () => count });

/** `wipe a`: the disk of a machine that is down is lost. */
export function wipe(stage: Stage, [name]: readonly string[]): void {
  const actor = actorNamed(stage, name);
  if (actor.state !== undefined) throw new RangeError(`${name} is up: crash it first`);
  actor.disk.wipe();
}

/** `restart a`: starts again from what the disk holds. */
export function restart(stage: Stage, [name]: readonly string[]): void {
  const actor = actorNamed(stage, name);
  if (actor.state !== undefined) throw new RangeError(`${name} is up: crash it first`);
  start(stage, actor);
}
