/** What consumers of streams have applied: how late, how often again, and whether in order. */

import type { Observer } from "../../sim/kernel/observer.ts";
import type { Address, AnyMessage } from "../../sim/kernel/role.ts";
import type { SimTime } from "../../sim/kernel/time.ts";
import { replica } from "../../sim/systems/dynamodb/replication-group/replica.ts";
import type { StreamApplied } from "../../sim/systems/dynamodb/streams/facts.ts";
import { partitionOf } from "../../sim/systems/dynamodb/streams/homes.ts";
import { quantile } from "../latencies.ts";
import type { Measure, Measures } from "../property.ts";

export interface StreamFigures {
  readonly observer: Observer;
  /** Empty where nobody read a stream. */
  measures(): Measures;
}

/** One consumer, as observers saw it. */
interface Seen {
  /** "<partition> <sequence>" of what it has applied. */
  readonly applied: Set<string>;
  /** By item: the newest change that it has applied. */
  readonly newest: Map<string, number>;
}

/**
 * `streamLagP50` and `P99`: ms from the commit of a change until a consumer has applied it, once for
 * each consumer. `streamReplayed`: applied again. `streamMisordered`: applied for the first time
 * behind a later change of the same item.
 */
export function recordStreams(): StreamFigures {
  const commits = new Map<string, CommitTimes>();
  const consumers = new Map<Address, Seen>();
  const lags: number[] = [];
  const counts = { applied: 0, replayed: 0, misordered: 0, refused: 0 };
  const apply = (from: Address, { shard, records }: StreamApplied, now: SimTime): void => {
    const seen = consumers.get(from) ?? { applied: new Set(), newest: new Map() };
    consumers.set(from, seen);
    const partition = partitionOf(shard);
    for (const { sequence, key } of records) {
      counts.applied += 1;
      const name = `${partition} ${sequence}`;
      if (seen.applied.has(name)) {
        counts.replayed += 1;
        continue;
      }
      seen.applied.add(name);
      const newest = seen.newest.get(key) ?? 0;
      if (sequence < newest) counts.misordered += 1;
      else seen.newest.set(key, sequence);
      const committed = commits.get(partition)?.times[sequence - 1];
      if (committed !== undefined) lags.push(now - committed);
    }
  };
  return {
    observer: {
      onStep(step, { now }) {
        const move = step.by(replica);
        if (move?.who.state.setup.derived?.table.stream === undefined) return;
        noteCommits(commits, move.who.state.setup.partition ?? "", move.who.state.committed, now);
      },
      onNote(from, fact: AnyMessage, now) {
        if (fact.kind === "stream-applied") apply(from, fact as StreamApplied, now);
        else if (fact.kind === "stream-read-refused") counts.refused += 1;
      },
    },
    measures: () => figuresOf(counts, lags),
  };
}

/** When each position of a partition's log was first committed anywhere. */
interface CommitTimes {
  readonly times: SimTime[];
}

function noteCommits(
  commits: Map<string, CommitTimes>,
  partition: string,
  committed: number,
  now: SimTime,
): void {
  const known = commits.get(partition) ?? { times: [] };
  commits.set(partition, known);
  while (known.times.length < committed) known.times.push(now);
}

function figuresOf(
  { applied, replayed, misordered, refused }: Readonly<Record<string, number>>,
  lags: readonly number[],
): Measures {
  if (!applied && !refused) return {};
  const count = (value = 0): Measure => ({ value, unit: "count" });
  const sorted = [...lags].sort((left, right) => left - right);
  const at = (share: number): Measure => ({ value: quantile(sorted, share) / 1_000, unit: "ms" });
  return {
    streamApplied: count(applied),
    streamReplayed: count(replayed),
    streamMisordered: count(misordered),
    streamReadsRefused: count(refused),
    ...(lags.length === 0 ? {} : { streamLagP50: at(0.5), streamLagP99: at(0.99) }),
  };
}
