/**
 * Healing, as the group's leader sees to it (ATC '22, §5.1, §6.1): when a member is unresponsive a
 * log replica takes its place within seconds, so that a quorum has slack again; a storage replica
 * takes the log replica's place within minutes.
 *
 * The leader asks the control plane for what its group lacks until it has it, takes in who is ready,
 * and lets go who is in excess: one change at a time, each waiting for the one before it to commit
 * (`membership.ts`). Adding comes before removing, so that the quorum never rests on fewer disks.
 */

import type { Address } from "../../../kernel/role.ts";
import { between, type LocalTime } from "../../../kernel/time.ts";
import type { Join } from "../messages/healing.ts";
import type { ReplicaEffects } from "../messages.ts";
import { renewCover } from "./delegation.ts";
import { givePart } from "./giving.ts";
import { whyNotChange } from "./membership.ts";
import { movingNow, surplusOf } from "./moving.ts";
import { logOrder } from "./orders.ts";
import { sendBatch } from "./sending.ts";
import type { MemberKind } from "./setup.ts";
import { buggy, isLeading, type ReplicaState } from "./state.ts";

/** Replicas of a group that is whole (ATC '22, §3). */
const whole = 3;

/** Ballots tell so many members apart, of all that a group has ever had (`parts/ballot.ts`). */
const mostEver = 64;

/** Cheap: whether there may be anything to heal. */
export const mayLack = (state: ReplicaState): boolean =>
  state.role === "leader" &&
  state.setup.control !== undefined &&
  (state.logMembers.length > 0 ||
    state.members.length !== whole ||
    state.upkeep?.moving !== undefined ||
    state.covered.length < state.peers.length);

/** Looks again soon. */
export function armHealing(state: ReplicaState, effects: ReplicaEffects): void {
  const { upkeep } = state;
  if (upkeep === undefined || upkeep.healing || !mayLack(state)) return;
  upkeep.healing = true;
  const { healRetry } = state.setup.config;
  effects.setTimer("heal", healRetry, healRetry);
}

export function onHealTimer(state: ReplicaState, at: LocalTime, effects: ReplicaEffects): void {
  if (state.upkeep !== undefined) state.upkeep.healing = false;
  if (state.role !== "leader" || state.successor !== undefined) return;
  const excess = inExcess(state, at);
  if (excess !== undefined) return letGo(state, excess, at, effects);
  const lack = lackOf(state, at);
  const { control, partition, table = "" } = state.setup;
  if (lack === undefined || control === undefined || partition === undefined) return;
  const { members, range } = state;
  effects.send(control, { kind: "ask-replica", partition, table, range, members, ...lack });
}

/** Members that have not answered for too long, and are not covered by their nodes' beats. */
export function unresponsive(state: ReplicaState, at: LocalTime): Address[] {
  const { detection } = state.setup.config;
  return state.peers.filter((peer) => {
    const answered = state.upkeep?.answered.get(peer);
    if (answered === undefined || state.covered.includes(peer)) return false;
    return between(answered, at) > detection;
  });
}

/** Members that are there, of a kind. */
function countOf(state: ReplicaState, silent: readonly Address[], kind: MemberKind): number {
  const there = state.members.filter((member) => !silent.includes(member));
  if (kind === "log") return there.length;
  return there.filter((member) => !state.logMembers.includes(member)).length;
}

/** First of all a quorum with slack, and then three that hold the items. */
function lackOf(
  state: ReplicaState,
  at: LocalTime,
): { readonly wanted: MemberKind; readonly inPlaceOf: Address } | undefined {
  const silent = unresponsive(state, at);
  const [first] = silent;
  if (first !== undefined && countOf(state, silent, "log") < whole) {
    const { logReplicas } = state.setup.config;
    return { wanted: logReplicas ? "log" : "storage", inPlaceOf: first };
  }
  const [log] = state.logMembers;
  if (log !== undefined && countOf(state, silent, "storage") < whole) {
    return { wanted: "storage", inPlaceOf: log };
  }
  const moving = movingNow(state, at);
  if (moving === undefined || state.members.includes(moving.to)) return undefined;
  return { wanted: "storage", inPlaceOf: moving.from };
}

/** More than three: the silent one goes, or the log replica that is not needed any more. */
function inExcess(state: ReplicaState, at: LocalTime): Address | undefined {
  if (state.members.length <= whole) return undefined;
  const silent = unresponsive(state, at);
  if (silent[0] !== undefined) return silent[0];
  if (countOf(state, silent, "storage") < whole) return undefined;
  return state.logMembers[0] ?? surplusOf(state, at);
}

/** One that is being built asks for a part of the copy, or to be taken in. */
export function onJoin(
  state: ReplicaState,
  from: Address,
  message: Join,
  at: LocalTime,
  effects: ReplicaEffects,
): void {
  if (state.role !== "leader" || state.committed < state.ownFrom) return;
  if (state.members.includes(from)) return;
  const isMoved = movingNow(state, at)?.to === from;
  if (!isMoved && countOf(state, unresponsive(state, at), message.wanted) >= whole) {
    return effects.send(from, { kind: "called-off" });
  }
  if (!message.ready) return givePart(state, from, message, effects);
  takeIn(state, from, message.wanted, at, effects);
}

function takeIn(
  state: ReplicaState,
  newcomer: Address,
  kind: MemberKind,
  at: LocalTime,
  effects: ReplicaEffects,
): void {
  if (whyNotChange(state) !== undefined || state.successor !== undefined) return;
  if (state.leaving !== undefined || state.members.length > whole) return;
  const { members, roster, logMembers } = state;
  const isNew = kind === "storage" && !roster.includes(newcomer);
  if (isNew && roster.length === mostEver) return effects.mark("roster-full");
  effects.mark(kind === "log" ? "log-replica-added" : "storage-replica-added");
  change(
    state,
    {
      members: [...members, newcomer],
      roster: isNew ? [...roster, newcomer] : roster,
      logMembers: kind === "log" ? [...logMembers, newcomer] : logMembers,
    },
    at,
    effects,
  );
  // Until it has what was logged while it asked, nothing is committed.
  sendBatch(state, newcomer, effects);
  const excess = buggy(state, "two-changes-at-once") ? inExcess(state, at) : undefined;
  if (excess !== undefined) letGo(state, excess, at, effects);
}

function letGo(state: ReplicaState, gone: Address, at: LocalTime, effects: ReplicaEffects): void {
  if (whyNotChange(state) !== undefined || state.leaving !== undefined) return;
  effects.mark(state.logMembers.includes(gone) ? "log-replica-removed" : "replica-removed");
  const others = (addresses: readonly Address[]) => addresses.filter((one) => one !== gone);
  const { members, roster, logMembers } = state;
  const next = { members: others(members), roster, logMembers: others(logMembers) };
  change(state, next, at, effects);
}

function change(
  state: ReplicaState,
  membership: {
    readonly members: readonly Address[];
    readonly roster: readonly Address[];
    readonly logMembers: readonly Address[];
  },
  at: LocalTime,
  effects: ReplicaEffects,
): void {
  logOrder(state, { kind: "membership", ...membership }, at, effects);
  if (isLeading(state)) renewCover(state, effects);
}
