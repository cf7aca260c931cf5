/** What Regions of global tables have of one another's writes: how late, how many merged or missing. */

import type { Observer } from "../../sim/kernel/observer.ts";
import type { SimTime } from "../../sim/kernel/time.ts";
import { recordAt } from "../../sim/parts/replicated-log.ts";
import { isNewer, type Version } from "../../sim/systems/dynamodb/global-tables/versions.ts";
import { replica } from "../../sim/systems/dynamodb/replication-group/replica.ts";
import type { ReplicaState } from "../../sim/systems/dynamodb/replication-group/state.ts";
import { quantile } from "../latencies.ts";
import type { Measure, Measures } from "../property.ts";

export interface ReplicationFigures {
  readonly observer: Observer;
  /** Empty where no table is global. */
  measures(): Measures;
}

/** A write of a global table, committed where it was made. */
interface Made {
  /** Table and key. */
  readonly item: string;
  readonly regions: readonly string[];
  readonly version: Version;
  readonly committed: SimTime;
}

interface Seen {
  /** Committed and looked at up to here, by partition. */
  readonly looked: Map<string, number>;
  /** By item and version. */
  readonly made: Map<string, Made>;
  /** By Region and item: the newest version committed there before the load ended. */
  readonly newest: Map<string, Version>;
  /** By destination: ms from commit to commit. */
  readonly lags: Map<string, number[]>;
  merged: number;
}

/**
 * "eu.replicationLagP50" and "P99": ms from the commit of a write where it was made until it is
 * committed in eu; of writes that came to be replaced before, there is none. "replicationMerged":
 * changes that were passed on within a later one of the same item. "eu.writesMissing": writes that
 * had been committed elsewhere when the load ended, of which eu had neither them nor newer ones.
 */
export function recordReplication(loadEnds: SimTime): ReplicationFigures {
  const seen: Seen = {
    looked: new Map(),
    made: new Map(),
    newest: new Map(),
    lags: new Map(),
    merged: 0,
  };
  return {
    observer: {
      onStep(step, { now }) {
        const state = step.by(replica)?.who.state;
        if (state?.setup.derived?.table.replica !== undefined) {
          noteCommitted(seen, state, now, now <= loadEnds);
        }
      },
      onMark(_from, name) {
        if (name === "change-merged") seen.merged += 1;
      },
    },
    measures: () => figuresOf(seen, loadEnds),
  };
}

/** Records that this replica is the first to commit. */
function noteCommitted(
  seen: Seen,
  { setup, log, committed }: Readonly<ReplicaState>,
  now: SimTime,
  isLoad: boolean,
): void {
  const { partition = "", derived } = setup;
  const { region, of, regions } = derived?.table.replica ?? { region: "", of: "", regions: [] };
  const from = seen.looked.get(partition) ?? setup.born ?? 0;
  for (let lsn = from + 1; lsn <= committed; lsn += 1) {
    const record = recordAt(log, lsn);
    const version = record?.extras?.global;
    if (record === undefined || version === undefined) continue;
    const item = `${of} ${record.key}`;
    if (isLoad) seen.newest.set(`${region} ${item}`, version);
    const name = `${item} ${version.stamp} ${version.region}`;
    if (version.region !== region) noteLag(seen, region, seen.made.get(name), now);
    else if (!seen.made.has(name)) seen.made.set(name, { item, regions, version, committed: now });
  }
  if (committed > from) seen.looked.set(partition, committed);
}

function noteLag({ lags }: Seen, region: string, made: Made | undefined, now: SimTime): void {
  if (made === undefined) return;
  const known = lags.get(region);
  if (known === undefined) lags.set(region, [now - made.committed]);
  else known.push(now - made.committed);
}

function figuresOf(seen: Seen, loadEnds: SimTime): Measures {
  if (seen.looked.size === 0) return {};
  const figures: Record<string, Measure> = {
    replicationMerged: { value: seen.merged, unit: "count" },
  };
  for (const [region, count] of missing(seen, loadEnds)) {
    figures[`${region}.writesMissing`] = { value: count, unit: "count" };
  }
  for (const [region, lags] of [...seen.lags].sort(byName)) {
    const sorted = [...lags].sort((left, right) => left - right);
    const at = (share: number): Measure => ({ value: quantile(sorted, share) / 1_000, unit: "ms" });
    figures[`${region}.replicationLagP50`] = at(0.5);
    figures[`${region}.replicationLagP99`] = at(0.99);
  }
  return figures;
}

const byName = ([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number =>
  left < right ? -1 : left > right ? 1 : 0;

/** By Region: writes of others that are not in it when the load ends. */
function missing({ made, newest }: Seen, loadEnds: SimTime): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { item, regions, version, committed } of made.values()) {
    for (const region of regions) {
      if (region === version.region) continue;
      const has = newest.get(`${region} ${item}`);
      const lacks = committed <= loadEnds && (has === undefined || isNewer(version, has));
      counts.set(region, (counts.get(region) ?? 0) + (lacks ? 1 : 0));
    }
  }
  return new Map([...counts].sort(byName));
}
