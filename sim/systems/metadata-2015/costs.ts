/**
 * What the metadata service's work costs: the arithmetic of the incident. With the defaults:
 *
 * - a list has 200 x (1 + 4 indexes) = 1,000 partitions and takes 1,000 x 0.2 ms = 200 ms;
 *   before there were indexes, 200 partitions took 40 ms;
 * - four cores make 4 / 200 ms = 20 lists a second (before: 100);
 * - 120 servers that ask every 10 s want 12 lists a second, 60 % of that (before: 12 %);
 * - 120 servers that ask every second, since nothing comes in time, want 120: 600 % (before: 120 %).
 */

import { type Duration, toSeconds } from "../../kernel/time.ts";
import type { Config } from "./settings.ts";

export const partitionsPerServer = ({ tablePartitions, indexesPerTable }: Config): number =>
  tablePartitions * (1 + indexesPerTable);

/** Processor time of one whole membership list. */
export const listTime = (config: Config): Duration =>
  (partitionsPerServer(config) * config.partitionService) as Duration;

/** Processor time of one push of changes: the same whether there are any or not. */
export const pushTime = ({ pushChanges, partitionService }: Config): Duration =>
  (pushChanges * partitionService) as Duration;

/** Share of the service's capacity that a fleet in good order needs. */
export function ordinaryLoad(config: Config, servers: number): number {
  const { constantWork, pushInterval, renewal, metadataCores } = config;
  const work = constantWork ? pushTime(config) : listTime(config);
  const interval = constantWork ? pushInterval : renewal;
  return (servers * toSeconds(work)) / (toSeconds(interval) * metadataCores);
}
