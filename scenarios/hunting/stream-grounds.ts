/** Where mistakes of streams show: leaders and servers of shards die, partitions split. */

import { consumersAgreeWithTables } from "../../properties/finals/consumers-agree-with-tables.ts";
import { uniformKeys } from "../../sim/client/keys.ts";
import { crash } from "../../sim/faults/crash.ts";
import { cut } from "../../sim/faults/cut.ts";
import { ms, seconds } from "../../sim/kernel/time.ts";
import type { streamBugs } from "../../sim/systems/dynamodb/streams/bugs.ts";
import type { ConsumerSpec } from "../../sim/systems/dynamodb/streams/consumer/spec.ts";
import type { Ground } from "./fleet-grounds.ts";

const reader = (name: string, zone: string): ConsumerSpec => ({
  name,
  table: "orders",
  zone,
  kind: "aggregate",
});

const followed: Ground = {
  capacity: { mode: "on-demand" },
  table: { partitions: 3, stream: { view: "new-and-old-images" } },
  system: { consumers: [reader("totals", "a")] },
  perSecond: 150,
  load: { mix: { put: 0.5, update: 0.2, delete: 0.3 }, keys: uniformKeys({ keys: 60 }) },
  lasts: 8,
};

const perishing: Ground = {
  ...followed,
  faults: ["a", "b", "c"].map((zone, index) =>
    crash({
      machine: `storage-${zone}-1`,
      from: seconds(1 + 2 * index),
      until: seconds(2.5 + 2 * index),
    }),
  ),
};

export const streamGrounds: Readonly<Record<keyof typeof streamBugs, Ground>> = {
  "stream-shows-uncommitted": perishing,
  "stream-shows-what-changed-nothing": followed,
  "stream-takes-batches-twice": {
    ...followed,
    // Confirmations are lost, and the leader sends again.
    faults: [
      cut({ groups: [["streams-a"], ["a", "b", "c"]], from: seconds(2), until: seconds(4) }),
    ],
    system: { ...followed.system, streamResend: ms(2) },
  },
  "stream-followed-when-sent": {
    ...perishing,
    // The server of a shard is away while its leader goes, too.
    system: { ...followed.system, followInterval: ms(50) },
    faults: [
      ...(perishing.faults ?? []),
      ...["a", "b", "c"].map((zone, index) =>
        crash({
          machine: `streams-${zone}`,
          from: ms(500 + 2_000 * index),
          until: ms(1_500 + 2_000 * index),
        }),
      ),
    ],
  },
  "closed-shard-ends-early": {
    ...followed,
    table: { ...followed.table, partitions: 3, bytes: 300_000_000 },
    system: {
      ...followed.system,
      splitSize: 100_001_000,
      splitWatch: seconds(0.5),
      splitAtLeast: seconds(1),
      splitAtMost: seconds(2),
    },
    judged: [consumersAgreeWithTables],
  },
  "shard-serves-any-number": {
    ...followed,
    system: { consumers: [reader("one", "a"), reader("two", "b"), reader("three", "c")] },
  },
};
