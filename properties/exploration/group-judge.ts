/**
 * The invariants of one replication group, as functions of a step and of what little must be
 * remembered: a search goes on from a state along many paths, so it cannot let watchers keep what
 * they have seen. Each has the name of the invariant, or of the history property, that it restates.
 */

import type { SearchStep } from "../../sim/kernel/search/environment.ts";
import { type Ballot, ballotText } from "../../sim/parts/ballot.ts";
import { majority } from "../../sim/parts/quorum.ts";
import { recordAt } from "../../sim/parts/replicated-log.ts";
import type { DiskRecord, LogRecord } from "../../sim/systems/dynamodb/messages/records.ts";
import type { DynamoMessage } from "../../sim/systems/dynamodb/messages.ts";
import {
  isLeading,
  type ReplicaState,
} from "../../sim/systems/dynamodb/replication-group/state.ts";
import type { GroupMemory } from "./group-memory.ts";

/** What a check sees of a step: who moved and how, everybody's state after it, and the past. */
export interface GroupStep {
  readonly step: SearchStep;
  readonly before: ReplicaState | undefined;
  readonly state: ReplicaState;
  readonly players: number;
  readonly memory: GroupMemory;
}

interface Check {
  /** Of the invariant. */
  readonly name: string;
  readonly wrongWith: (seen: GroupStep) => string | undefined;
}

export const checks: readonly Check[] = [
  { name: "one-leader-per-ballot", wrongWith: twoOfOneBallot },
  { name: "lease-exclusion", wrongWith: twoServe },
  { name: "logs-agree", wrongWith: anotherRecord },
  { name: "committed-never-regresses", wrongWith: goesBack },
  { name: "leader-has-all-committed", wrongWith: lacksCommitted },
  { name: "acknowledged-is-durable", wrongWith: notDurable },
  { name: "promises-are-kept", wrongWith: promiseBroken },
];

function twoOfOneBallot({ step, state, players }: GroupStep): string | undefined {
  if (!isLeading(state)) return undefined;
  for (let player = 0; player < players; player++) {
    const other = player === step.who ? undefined : (step.stateOf(player) as ReplicaState);
    if (other === undefined || !isLeading(other) || other.promised !== state.promised) continue;
    return `${state.self} and ${other.self} both lead by ballot ${ballotText(state.promised)}`;
  }
  return undefined;
}

function twoServe({ step, state, players }: GroupStep): string | undefined {
  if (!serves(state, step.now)) return undefined;
  for (let player = 0; player < players; player++) {
    const other = player === step.who ? undefined : (step.stateOf(player) as ReplicaState);
    if (other === undefined || !serves(other, step.now)) continue;
    return `${leaseOf(state, step.now)} and ${leaseOf(other, step.now)} serve at the same time`;
  }
  return undefined;
}

const serves = ({ role, leaseEnd }: ReplicaState, now: number): boolean =>
  role === "leader" && now < leaseEnd;

const leaseOf = ({ self, promised, leaseEnd }: ReplicaState, now: number): string =>
  `${self} (ballot ${ballotText(promised)}, lease for another ${(leaseEnd - now) / 1000} ms)`;

function anotherRecord({ before, state, memory }: GroupStep): string | undefined {
  if (before?.committed === state.committed) return undefined;
  for (let lsn = state.log.first as number; lsn <= state.committed; lsn += 1) {
    const known = memory.committed[lsn - 1];
    const own = textAt(state, lsn);
    if (known === undefined || own === undefined || known === own) continue;
    return `${state.self} commits ${own} at ${lsn}, where ${known} was committed`;
  }
  return undefined;
}

function goesBack({ before, state }: GroupStep): string | undefined {
  const { self, committed, log } = state;
  if (log.last < committed) {
    return `${self} has committed ${committed}, but its log ends at ${log.last}`;
  }
  if (before === undefined || before.committed <= committed) return undefined;
  return `${self} had committed ${before.committed} and goes back to ${committed}`;
}

function lacksCommitted({ before, state, memory }: GroupStep): string | undefined {
  const began = state.role === "leader" && before?.role !== "leader";
  if (!began || state.committed >= memory.served) return undefined;
  return `${state.self} begins to serve at ${state.committed}, though ${memory.served} was committed and served`;
}

function notDurable({ step, state }: GroupStep): string | undefined {
  for (const effect of step.effects) {
    if (effect.kind !== "send") continue;
    const message = effect.message as DynamoMessage;
    if (message.kind !== "done") continue;
    const record = recordAt(state.log, message.version);
    if (record?.request !== message.request) continue;
    const { members } = state;
    const holders = members.filter((_, player) => holds(step.diskOf(player), record));
    if (holders.length >= majority(members.length)) continue;
    const where = holders.join(", ") || "nowhere";
    return `${state.self} acknowledged r${record.request} at ${record.lsn}, on disk only at ${where}`;
  }
  return undefined;
}

function promiseBroken({ step, state, memory }: GroupStep): string | undefined {
  const given = memory.given[step.who] as Ballot;
  if (state.role === "recovering" || state.promised >= given) return undefined;
  return `${state.self} had promised ${ballotText(given)} and is back at ${ballotText(state.promised)}`;
}

/** The committed record at a position, in words; undefined where the log does not reach. */
export function textAt({ log }: ReplicaState, lsn: number): string | undefined {
  const record = recordAt(log, lsn);
  if (record === undefined) return undefined;
  const { request, key, value } = record;
  return key === "" ? "a leader's own record" : `r${request} ${key}=${value ?? "none"}`;
}

/** Whether a disk, read back from its beginning, holds the record at its place. */
function holds(disk: readonly unknown[], wanted: LogRecord): boolean {
  let found: LogRecord | undefined;
  for (const entry of disk as readonly DiskRecord[]) {
    if (entry.kind === "checkpoint" && entry.upTo >= wanted.lsn) return true;
    if (entry.kind !== "records" && entry.kind !== "checkpoint") continue;
    for (const record of entry.records) {
      if (record.lsn === wanted.lsn) found = record;
      // Behind a leader's own record nothing older counts.
      else if (record.key === "" && record.lsn < wanted.lsn) found = undefined;
    }
  }
  return found !== undefined && found.request === wanted.request && found.value === wanted.value;
}
