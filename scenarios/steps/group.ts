/** Commands on the group as a whole: group, settle. */

import type { Address } from "../../sim/kernel/role.ts";
import { configure } from "../../sim/systems/dynamodb/config.ts";
import type { ReplicaSetup } from "../../sim/systems/dynamodb/replication-group/setup.ts";
import { changed } from "../../sim/systems/dynamodb/settings.ts";
import { timer } from "./clock.ts";
import { type Actor, addActor, type Stage, start } from "./hand-kernel.ts";
import { disk, fetch } from "./machines.ts";
import { deliver } from "./traffic.ts";
import { runningActor } from "./words.ts";

/**
 * `group a b c leader=a`: a new group, silently brought to where a serves and everybody knows it;
 * without `leader=` nobody has stood yet. Any other option is a setting of the system
 * (`detection=2s`), or a mistake to switch on (`bug=no-lease-wait`).
 */
export function group(stage: Stage, words: readonly string[]): void {
  if (stage.actors.length > 0) throw new RangeError("expected one group in a script, not two");
  const members = words.filter((word) => !word.includes("=")) as Address[];
  const { leader, ...changes } = optionsOf(words.filter((word) => word.includes("=")));
  if (leader !== undefined && !members.includes(leader as Address)) {
    throw new RangeError(`leader=${leader}: expected one of ${members.join(", ")}`);
  }
  const printed = stage.lines.length;
  const firstLeader = leader as Address | undefined;
  const setup: ReplicaSetup = {
    members,
    config: configure(changed(configure(), changes)),
    firstLeader,
  };
  for (const member of members) addActor(stage, member, setup, [{ kind: "formatted" }]);
  // The first leader stands at once: the others must be there to hear it.
  const isLast = ({ address }: Actor): boolean => address === leader;
  for (const actor of stage.actors) if (!isLast(actor)) start(stage, actor);
  for (const actor of stage.actors) if (isLast(actor)) start(stage, actor);
  settle(stage);
  if (leader !== undefined) announceFirstCommit(stage, leader);
  stage.lines.length = printed;
}

/** So that followers know the first leader's own record to be committed. */
function announceFirstCommit(stage: Stage, leader: string): void {
  timer(stage, [leader, "commit-notice"]);
  settle(stage);
}

const optionsOf = (texts: readonly string[]): Record<string, string> =>
  Object.fromEntries(texts.map((text) => text.split("=") as [string, string]));

/**
 * `settle`, `settle b c`: disks finish and messages arrive, of these replicas and between them (or of
 * all), until nothing moves any more. No timer fires.
 */
export function settle(stage: Stage, names: readonly string[] = []): void {
  const chosen = stage.actors.filter(
    ({ address }) => names.length === 0 || names.includes(address),
  );
  for (const name of names) runningActor(stage, name);
  for (let moves = 0; moveOn(stage, chosen); moves += 1) {
    if (moves === patience) throw new RangeError(`still not settled after ${patience} moves`);
  }
}

/** Two replicas that answer one another for ever are a bug of theirs, and no reason to hang. */
const patience = 10_000;

/** One disk, or else one message; false when there is nothing left. */
function moveOn(stage: Stage, actors: readonly Actor[]): boolean {
  const addresses = actors.map(({ address }) => address);
  const running = actors.filter(({ state }) => state !== undefined);
  const writing = running.find((actor) => actor.writing.length > 0);
  const reading = running.find((actor) => actor.fetching.length > 0);
  const flying = stage.flying.find(
    ({ from, to }) => addresses.includes(from) && addresses.includes(to),
  );
  if (writing !== undefined) disk(stage, [writing.address]);
  else if (reading !== undefined) fetch(stage, [reading.address]);
  else if (flying !== undefined) deliver(stage, [flying.from, flying.to, "1"]);
  else return false;
  return true;
}
