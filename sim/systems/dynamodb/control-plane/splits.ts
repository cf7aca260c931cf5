/**
 * The control plane sees splits through (ATC '22, §4.4). Storage nodes ask for them, again and again
 * while they see a reason to. A split works in the background for minutes; only then is the leader
 * told to cut over, where the node by then wants it. One at a time for a partition.
 *
 * What goes on is in memory alone: after a crash nodes ask anew, and the minutes begin again.
 */

import type { Address } from "../../../kernel/role.ts";
import { after, type LocalTime } from "../../../kernel/time.ts";
import type { Config } from "../config.ts";
import type { SplitWanted } from "../messages/nodes.ts";
import type { ControlEffects, ControlState } from "./control-state.ts";

/** A split that is being worked on. */
export interface PendingSplit {
  /** As last asked for. */
  at: string;
  leader: Address;
  wanted: LocalTime;
}

const timerOf = (partition: string): string => `split/${partition}`;

export function onSplitWanted(
  state: ControlState,
  { partition, leader, at: key }: SplitWanted,
  config: Config,
  at: LocalTime,
  effects: ControlEffects,
): void {
  const pending = state.splits.get(partition);
  if (pending !== undefined) {
    pending.at = key;
    pending.leader = leader;
    pending.wanted = at;
    return;
  }
  effects.mark("split-started");
  state.splits.set(partition, { at: key, leader, wanted: at });
  effects.setTimer(timerOf(partition), config.splitAtLeast, config.splitAtMost);
}

/** Whether the timer is that of a split, which is then cut over, if it is still asked for. */
export function onSplitTimer(
  state: ControlState,
  timer: string,
  config: Config,
  at: LocalTime,
  effects: ControlEffects,
): boolean {
  for (const [partition, { at: key, leader, wanted }] of state.splits) {
    if (timerOf(partition) !== timer) continue;
    state.splits.delete(partition);
    // A node looks every `splitWatch`: two looks in vain, and the reason is gone.
    if (at > after(after(wanted, config.splitWatch), config.splitWatch)) {
      effects.mark("split-dropped");
    } else effects.send(leader, { kind: "split-at", at: key });
    return true;
  }
  return false;
}
