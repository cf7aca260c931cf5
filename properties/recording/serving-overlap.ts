/** For how long two replicas of a group would both have served, by the simulation's clock. */

import type { RoleView } from "../../sim/kernel/observer.ts";
import type { Address } from "../../sim/kernel/role.ts";
import type { LocalTime, SimTime } from "../../sim/kernel/time.ts";
import type { ReplicaState } from "../../sim/systems/dynamodb/replication-group/state.ts";
import type { Gauge } from "./group-figures.ts";

/** A replica that took itself for the leader at its last step. */
interface Leader {
  readonly who: RoleView<ReplicaState, unknown>;
  readonly ballot: number;
  readonly leaseEnd: LocalTime;
  /** What its machine's clock said when the group was looked at last. */
  clock: LocalTime;
}

interface Group {
  readonly leaders: Map<Address, Leader>;
  seen: SimTime;
}

/**
 * `leaderships`: how often a replica began to serve. `servingOverlap`, µs: the time in which a
 * second one would have served too, from its first step inside a lease until that lease ends by the
 * clock of its machine, which may be off.
 */
export function gaugeServing(): Gauge {
  const groups = new Map<string, Group>();
  let leaderships = 0;
  let overlap = 0;
  const settle = (group: Group, now: SimTime): void => {
    overlap += overlapSince(group, now);
    group.seen = now;
    if (group.leaders.size < 2) return;
    for (const leader of group.leaders.values()) leader.clock = leader.who.clock;
  };
  return {
    after({ who }, name, now) {
      const { address, state } = who;
      const group = groups.get(name) ?? { leaders: new Map(), seen: now };
      groups.set(name, group);
      settle(group, now);
      if (state.role !== "leader") {
        group.leaders.delete(address);
        return;
      }
      const { promised: ballot, leaseEnd } = state;
      if (group.leaders.get(address)?.ballot !== ballot) leaderships += 1;
      group.leaders.set(address, { who, ballot, leaseEnd, clock: who.clock });
      for (const leader of group.leaders.values()) leader.clock = leader.who.clock;
    },
    onMachine(machine, change, now) {
      if (change !== "crash" && change !== "wipe") return;
      for (const group of groups.values()) {
        settle(group, now);
        for (const [address, { who }] of group.leaders) {
          if (who.machine === machine) group.leaders.delete(address);
        }
      }
    },
    measures: () =>
      groups.size === 0
        ? {}
        : {
            leaderships: { value: leaderships, unit: "count" },
            servingOverlap: { value: Math.round(overlap), unit: "µs" },
          },
  };
}

/** Since the last look, in µs: as long as the second longest of the leases lasted. */
function overlapSince({ leaders, seen }: Group, now: SimTime): number {
  if (leaders.size < 2 || now === seen) return 0;
  const served = [...leaders.values()].map((leader) => servedSince(leader, now - seen));
  served.sort((left, right) => right - left);
  return served[1] ?? 0;
}

/** Its clock goes evenly between two looks, at whatever rate. */
function servedSince({ who, leaseEnd, clock }: Leader, elapsed: number): number {
  const passed = who.clock - clock;
  const left = leaseEnd - clock;
  if (left <= 0 || passed <= 0) return left <= 0 ? 0 : elapsed;
  return elapsed * Math.min(1, left / passed);
}
