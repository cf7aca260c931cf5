/** Commands that only look: state, leases. */

import { type Ballot, ballotText, noBallot } from "../../sim/parts/ballot.ts";
import { entriesOf } from "../../sim/parts/bucket-map.ts";
import { recordsBetween } from "../../sim/parts/replicated-log.ts";
import type { LogRecord } from "../../sim/systems/dynamodb/messages/records.ts";
import type { ReplicaState } from "../../sim/systems/dynamodb/replication-group/state.ts";
import { type Actor, type Stage, say } from "./hand-kernel.ts";
import { actorNamed, runningActor, timeText } from "./words.ts";

/** `state a`, `state a b`: role and ballot, how far it is, its log and its items. */
export function showState(stage: Stage, names: readonly string[]): void {
  for (const name of names) {
    const actor = actorNamed(stage, name);
    if (actor.state === undefined) say(stage, `${name}  down`);
    else for (const line of linesOf(stateOf(actor))) say(stage, `${name}  ${line}`);
  }
}

const stateOf = (actor: Actor): ReplicaState => actor.state as ReplicaState;

function linesOf(state: ReplicaState): string[] {
  const { committed, durable, log } = state;
  const records = recordsBetween(log, log.first, log.last).map(recordText);
  const items = entriesOf(state.items).map(([key, { value }]) => `${key}=${value}`);
  return [
    `${standing(state)}; items: ${items.join(", ") || "none"}`,
    `log: ${records.join(", ") || "empty"}; committed ${committed}, on disk ${durable}`,
  ];
}

/** "leader of 1.a until 1950 ms", "follower of a, promised 1.a". */
function standing({ role, promised, leader, leaseEnd }: ReplicaState): string {
  const ballot = ballotText(promised);
  if (role === "leader") return `leader of ${ballot} until ${timeText(leaseEnd)}`;
  if (role === "waiting" || role === "candidate") return `${role}, ballot ${ballot}`;
  return `${role}${leader === undefined ? "" : ` of ${leader}`}, promised ${ballot}`;
}

/** "2 k=v1 (1.a)"; a leader's own record: "1 own (1.a)". */
function recordText({ lsn, ballot, key, value }: LogRecord): string {
  const what = key === "" ? "own" : `${key}=${value ?? "none"}`;
  return `${lsn} ${what} (${ballotText(ballot)})`;
}

/** `leases b`: what it has granted and still runs. */
export function showLeases(stage: Stage, [name]: readonly string[]): void {
  const { grants } = stateOf(runningActor(stage, name));
  const running = grants.filter(({ until }) => until > stage.now);
  for (const { ballot, until } of running) {
    say(stage, `${name}  lease granted to ${holderText(ballot)} until ${timeText(until)}`);
  }
  if (running.length === 0) say(stage, `${name}  no lease granted that still runs`);
}

const holderText = (ballot: Ballot): string =>
  ballot === noBallot ? "whom it may have been" : ballotText(ballot);
