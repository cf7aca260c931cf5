/** How long groups that lost a member were without slack, and without their third copy. */

import type { SimTime } from "../../sim/kernel/time.ts";
import type { Measure, Measures } from "../property.ts";
import type { Gauge, ReplicaMove } from "./group-figures.ts";

/** A group that has begun to build a replica. */
interface Healing {
  /** The last crash of a machine before that. */
  readonly since: SimTime;
  /** When three disks with the recent log stood behind it again. */
  slack: SimTime | undefined;
  /** When three replicas held all of it again. */
  whole: SimTime | undefined;
}

/**
 * Seconds from a crash until the slowest of the groups that heal has what it lacked:
 * `slackRestoredAfter` (any disk of two-of-three to spare), `fullyReplicatedAfter` (a storage
 * replica); `groupsHealed` of `groupsHealing`. A time is missing while some group still waits.
 */
export function gaugeHealing(): Gauge {
  const groups = new Map<string, Healing>();
  let crashed: SimTime | undefined;
  return {
    after({ effects }, group, now) {
      if (crashed === undefined || effects.length === 0) return;
      for (const mark of marksOf(effects)) note(groups, group, mark, crashed, now);
    },
    onMachine(_machine, change, now) {
      if (change === "crash" || change === "wipe") crashed = now;
    },
    measures: () => figuresOf([...groups.values()]),
  };
}

function marksOf(effects: ReplicaMove["effects"]): string[] {
  return effects.flatMap((effect) => (effect.kind === "mark" ? [effect.name] : []));
}

function note(
  groups: Map<string, Healing>,
  group: string,
  mark: string,
  since: SimTime,
  now: SimTime,
): void {
  if (mark === "join-begun" && !groups.has(group)) {
    groups.set(group, { since, slack: undefined, whole: undefined });
  }
  const healing = groups.get(group);
  if (healing === undefined) return;
  if (mark === "log-replica-joined" || mark === "replica-healed") healing.slack ??= now;
  if (mark === "replica-healed") healing.whole ??= now;
}

function figuresOf(groups: readonly Healing[]): Measures {
  if (groups.length === 0) return {};
  const whole = groups.filter((group) => group.whole !== undefined).length;
  return {
    ...slowest(
      "slackRestoredAfter",
      groups.map(({ since, slack }) => (slack === undefined ? undefined : slack - since)),
    ),
    ...slowest(
      "fullyReplicatedAfter",
      groups.map((group) => (group.whole === undefined ? undefined : group.whole - group.since)),
    ),
    groupsHealing: { value: groups.length, unit: "count" },
    groupsHealed: { value: whole, unit: "count" },
  };
}

function slowest(name: string, waits: readonly (number | undefined)[]): Record<string, Measure> {
  const known = waits.filter((wait) => wait !== undefined);
  if (known.length < waits.length) return {};
  return { [name]: { value: Math.max(...known) / 1_000_000, unit: "s" } };
}
