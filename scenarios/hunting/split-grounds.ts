/** Where mistakes of splitting show: partitions that split within seconds, under load. */

import { splitsHelp } from "../../properties/figures/splits-help.ts";
import { groupsAreWhole } from "../../properties/finals/groups-are-whole.ts";
import { linearizable } from "../../properties/histories/linearizable.ts";
import { poisson } from "../../sim/client/arrivals.ts";
import { uniformKeys } from "../../sim/client/keys.ts";
import { drawnSorts } from "../../sim/client/sort-keys.ts";
import { openLoop } from "../../sim/client/workload.ts";
import { cut } from "../../sim/faults/cut.ts";
import { slowDisk } from "../../sim/faults/slow-disk.ts";
import { wipe } from "../../sim/faults/wipe.ts";
import { ms, seconds } from "../../sim/kernel/time.ts";
import type { splitBugs } from "../../sim/systems/dynamodb/control-plane/split-bugs.ts";
import type { Tenant } from "../scenario.ts";
import type { Ground } from "./fleet-grounds.ts";

/** Four partitions just above the size at which they split; nothing is copied, so that is quick. */
const splitting: Ground = {
  capacity: { mode: "on-demand" },
  table: { partitions: 4, bytes: 400_000_000 },
  system: {
    splitSize: 100_001_000,
    splitWatch: seconds(0.5),
    splitAtLeast: seconds(1),
    splitAtMost: seconds(2),
  },
  perSecond: 150,
  load: { writes: 0.6, keys: uniformKeys({ keys: 60 }) },
  lasts: 6,
  judged: [linearizable, groupsAreWhole],
};

/** Slow disks: much is logged that is not yet committed when the split comes. */
const slowly: Ground = {
  ...splitting,
  faults: ["a", "b", "c"].map((zone) =>
    slowDisk({ machine: `storage-${zone}-1`, factor: 300, from: seconds(1), until: seconds(5) }),
  ),
  perSecond: 300,
  load: { writes: 0.6, keys: uniformKeys({ keys: 24 }) },
};

/** Twice as much as a small partition may, all of one partition key. */
const perSecond = 200;
const hot = (name: string, from: number, until: number): Tenant => ({
  name,
  workload: openLoop({
    arrivals: poisson({ perSecond }),
    writes: 1,
    keys: uniformKeys({ keys: 1 }),
    sort: drawnSorts({ of: 2_000 }),
    table: "orders",
    retries: false,
  }),
  zones: { a: 2, b: 2, c: 2 },
  from: seconds(from),
  until: seconds(until),
});

export const splitGrounds: Readonly<Record<keyof typeof splitBugs, Ground>> = {
  "parent-serves-moved-keys": splitting,
  "split-without-committing": slowly,
  "child-forgets-writes-during-split": slowly,
  "copy-goes-past-a-split": {
    ...splitting,
    // A member is away while all split, and comes back with an empty disk.
    faults: [
      cut({
        groups: [["storage-c-1"], ["storage-a-1", "storage-b-1"]],
        from: ms(200),
        until: seconds(5),
      }),
      wipe({ machine: "storage-c-1", from: seconds(4), until: ms(4_200) }),
    ],
    lasts: 8,
  },
  "split-in-the-middle-of-the-range": {
    capacity: { mode: "on-demand" },
    table: { sorted: true },
    system: {
      partitionWriteLimit: 100,
      consumptionWindow: 2,
      splitAfter: seconds(2),
      splitAtLeast: seconds(2),
      splitAtMost: seconds(3),
      splitWatch: seconds(0.5),
    },
    perSecond,
    // The bucket begins full, so the first seconds do not count.
    tenants: [
      hot("first", 0, 1.5),
      hot("before", 1.5, 4),
      hot("between", 4, 9),
      hot("after", 9, 11.5),
    ],
    lasts: 11.5,
    judged: [splitsHelp],
  },
};
