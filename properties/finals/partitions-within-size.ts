import { sizeOf } from "../../sim/systems/dynamodb/replication-group/partition-size.ts";
import { fleetGroups } from "../groups/fleet-groups.ts";
import type { FinalProperty } from "../property.ts";

/** Bytes that a partition holds at most (developer guide, quotas: 10 GB). */
const most = 10_000_000_000;

export const partitionsWithinSize: FinalProperty = {
  kind: "final",
  name: "partitions-within-size",
  statement: "In the end no partition holds more than 10 GB.",
  source: "developer guide, service quotas; claim W5",

  judge(world) {
    const led = fleetGroups(world).flatMap(({ leader }) => (leader === undefined ? [] : [leader]));
    const sizes = led.map(({ address, state }) => ({ address, bytes: sizeOf(state) }));
    const largest = sizes.sort((left, right) => right.bytes - left.bytes)[0];
    if (largest === undefined) {
      return { verdict: "unknown", checked: 0, reason: "no group is led by anybody" };
    }
    return {
      verdict: largest.bytes <= most ? "holds" : "broken",
      checked: sizes.length,
      reason: `the largest, of ${largest.address}, holds ${largest.bytes} bytes, expected at most ${most}`,
    };
  },
};
