/** How long after its commit a record is applied by the last storage replica of its group. */

import type { Address } from "../../sim/kernel/role.ts";
import type { ReplicaState } from "../../sim/systems/dynamodb/replication-group/state.ts";
import { quantile } from "../latencies.ts";
import type { Measure, Measures } from "../property.ts";
import type { Gauge } from "./group-figures.ts";

interface Group {
  /** By storage replica: up to where it has applied. */
  readonly applied: Map<Address, number>;
  /** When each record that some replica still lacks was committed; the first one is of `next`. */
  waiting: number[];
  next: number;
}

const emptyGroup = (): Group => ({ applied: new Map(), waiting: [], next: 1 });

/**
 * `replicaLagP50`, `P99` and `Max`, ms a record. The first replica that applies a record is the
 * leader that committed it. A replica that is down is behind for as long as it is; records that
 * somebody lacks when the run ends do not count.
 */
export function gaugeReplicaLag(): Gauge & { readonly lags: readonly number[] } {
  const groups = new Map<string, Group>();
  const lags: number[] = [];
  return {
    lags,
    after({ who: { address, state } }, name, now) {
      if (state.setup.kind === "log") return;
      const group = groups.get(name) ?? emptyGroup();
      groups.set(name, group);
      if (group.applied.get(address) === state.committed) return;
      group.applied.set(address, state.committed);
      while (group.next + group.waiting.length <= state.committed) group.waiting.push(now);
      const everywhere = appliedByAll(group, state) - group.next + 1;
      if (everywhere <= 0) return;
      for (const committed of group.waiting.slice(0, everywhere)) lags.push(now - committed);
      group.waiting = group.waiting.slice(everywhere);
      group.next += everywhere;
    },
    measures: () => figuresOf(lags),
  };
}

function appliedByAll({ applied }: Group, { members, logMembers }: Readonly<ReplicaState>): number {
  let least = Number.POSITIVE_INFINITY;
  for (const member of members) {
    if (!logMembers.includes(member)) least = Math.min(least, applied.get(member) ?? 0);
  }
  return least;
}

function figuresOf(lags: readonly number[]): Measures {
  if (lags.length === 0) return {};
  const sorted = [...lags].sort((left, right) => left - right);
  const at = (share: number): Measure => ({ value: quantile(sorted, share) / 1_000, unit: "ms" });
  return { replicaLagP50: at(0.5), replicaLagP99: at(0.99), replicaLagMax: at(1) };
}
