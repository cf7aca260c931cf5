/**
 * Scrub: all storage replicas of a group are compared with each other (ATC '22, §5.3), so that a
 * mistake that no log shows, of hardware or of software, is found while there are others to copy
 * from. The comparison is of checksums as of one position of the log, where a record asks for them.
 *
 * The paper says what is compared, not what follows. Ours: what most of three have is right; who
 * differs is rebuilt by a full copy, and a leader that differs hands its leadership over first.
 */

import type { Address } from "../../../kernel/role.ts";
import type { LocalTime } from "../../../kernel/time.ts";
import type { Scrubbed } from "../messages/healing.ts";
import type { ReplicaEffects } from "../messages.ts";
import { sendCopy } from "./copying.ts";
import { onDrain } from "./hand-over.ts";
import { whyNotChange } from "./membership.ts";
import { logOrder } from "./orders.ts";
import type { ReplicaState } from "./state.ts";

export function armScrub({ setup }: ReplicaState, effects: ReplicaEffects): void {
  const { scrubPeriod } = setup.config;
  if (setup.kind !== "log") effects.setTimer("scrub", scrubPeriod, scrubPeriod);
}

export function onScrubTimer(state: ReplicaState, at: LocalTime, effects: ReplicaEffects): void {
  armScrub(state, effects);
  if (whyNotChange(state) !== undefined || state.successor !== undefined) return;
  effects.mark("scrub-begun");
  logOrder(state, { kind: "scrub" }, at, effects);
}

/** A member's checksum has come: with all of them, they are compared. */
export function onScrubbed(
  state: ReplicaState,
  from: Address,
  { lsn, sum }: Scrubbed,
  at: LocalTime,
  effects: ReplicaEffects,
): void {
  const { upkeep } = state;
  const scrub = upkeep?.scrub;
  if (state.role !== "leader" || upkeep === undefined || scrub?.lsn !== lsn) return;
  scrub.sums.set(from, sum);
  const wanted = state.members.filter((member) => !state.logMembers.includes(member));
  if (!wanted.every((member) => scrub.sums.has(member))) return;
  upkeep.scrub = undefined;
  const right = mostCommon([...scrub.sums.values()]);
  const wrong = wanted.filter((member) => scrub.sums.get(member) !== right);
  if (wrong.length === 0) return effects.mark("scrub-agrees");
  effects.mark("scrub-mismatch");
  if (wrong.includes(state.self)) {
    // The next leader's scrub finds it, and rebuilds it.
    onDrain(state, at, effects);
    state.draining = false;
    return;
  }
  for (const member of wrong) {
    effects.mark("replica-rebuilt");
    sendCopy(state, member, effects, true);
  }
}

/** The value that most have; of several the first. */
function mostCommon(sums: readonly number[]): number | undefined {
  let best: number | undefined;
  let most = 0;
  for (const sum of sums) {
    const count = sums.filter((other) => other === sum).length;
    if (count <= most) continue;
    most = count;
    best = sum;
  }
  return best;
}
