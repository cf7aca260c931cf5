/** The way of requests through a fleet, and which partitions they came to. */

import type { PathTraffic } from "./recording/path-recorder.ts";
import type { Measure } from "./result.ts";

/** Empty where no request went to a partition, as in a system of one replication group. */
export function requestPath(
  path: PathTraffic | undefined,
  marks: ReadonlyMap<string, number>,
): Record<string, Measure> {
  if (path === undefined || path.attempts === 0) return {};
  const hits = marks.get("cache-hit") ?? 0;
  const misses = marks.get("cache-miss") ?? 0;
  if (hits + misses === 0) return {};
  const each = (count: number, unit: string): Measure => ({ value: count / path.attempts, unit });
  return {
    hopsEach: each(path.forwards, "hops"),
    secondHopShare: each(path.secondHops, "share"),
    pathMessagesEach: each(path.messages, "messages"),
    lookUpsEach: each(path.lookUps, "look-ups"),
    ...(path.seconds > 0
      ? { lookUpsPerSecond: { value: path.lookUps / path.seconds, unit: "1/s" } }
      : {}),
    cacheHitShare: { value: hits / (hits + misses), unit: "share" },
    ...spread(path),
  };
}

/** Where writes went, as their routers saw it, and what each had the members say to one another. */
function spread({ writes, replication }: PathTraffic): Record<string, Measure> {
  if (writes.size === 0) return {};
  const counts = [...writes.values()];
  const all = counts.reduce((sum, count) => sum + count, 0);
  return {
    replicationMessagesEach: { value: replication / all, unit: "messages a write" },
    writePartitions: { value: writes.size, unit: "partitions" },
    busiestPartition: { value: Math.max(...counts) / all, unit: "share of writes" },
  };
}
