/** Where mistakes of secondary indexes show: items that move between entries, while leaders change. */

import { collectionsWithinLimit } from "../../properties/finals/collections-within-limit.ts";
import { indexesConverge } from "../../properties/finals/indexes-converge.ts";
import { poisson } from "../../sim/client/arrivals.ts";
import { prefixed, uniformKeys } from "../../sim/client/keys.ts";
import { drawnSorts } from "../../sim/client/sort-keys.ts";
import { type Load, openLoop } from "../../sim/client/workload.ts";
import { crash } from "../../sim/faults/crash.ts";
import { cut } from "../../sim/faults/cut.ts";
import { pause } from "../../sim/faults/pause.ts";
import { ms, seconds } from "../../sim/kernel/time.ts";
import type { indexBugs } from "../../sim/systems/dynamodb/index-propagation/bugs.ts";
import type { IndexSpec } from "../../sim/systems/dynamodb/tables.ts";
import type { Tenant } from "../scenario.ts";
import type { Ground } from "./fleet-grounds.ts";

/** They stop early enough for queues to drain. */
const writers = (load: Partial<Load> = {}, perSecond = 60): readonly Tenant[] => [
  {
    name: "writers",
    workload: openLoop({
      arrivals: poisson({ perSecond }),
      mix: { put: 0.85, delete: 0.15 },
      keys: uniformKeys({ keys: 40 }),
      table: "orders",
      attributes: [
        {
          name: "customer",
          values: prefixed({ prefix: "customer-", keys: uniformKeys({ keys: 8 }) }),
          absent: 0.15,
        },
      ],
      retries: false,
      ...load,
    }),
    zones: { a: 1, b: 1, c: 1 },
    until: seconds(6),
  },
];

const byCustomer: IndexSpec = { name: "by-customer", key: "customer" };

const plain: Ground = {
  capacity: { mode: "on-demand" },
  table: { partitions: 2, indexes: [byCustomer] },
  machines: 2,
  tenants: writers(),
  perSecond: 0,
  lasts: 10,
  judged: [indexesConverge],
};

/** Much is on its way to the index when the leaders die. */
const leadersDie: Ground = {
  ...plain,
  system: { indexDelay: ms(200), indexDelaySlow: ms(400), followInterval: ms(100) },
  faults: [
    crash({ machine: "storage-a-1", from: seconds(2), until: seconds(4) }),
    crash({ machine: "storage-b-1", from: seconds(5), until: seconds(7) }),
  ],
};

const local: Ground = {
  ...plain,
  table: { sorted: true, indexes: [{ name: "by-total", kind: "local", sort: "total" }] },
  tenants: writers(
    {
      mix: { put: 1 },
      keys: uniformKeys({ keys: 2 }),
      sort: drawnSorts({ of: 200 }),
      attributes: [{ name: "total", values: { kind: "numbers", below: 100 } }],
    },
    30,
  ),
};

export const indexGrounds: Readonly<Record<keyof typeof indexBugs, Ground>> = {
  "removed-entry-comes-back": {
    ...plain,
    // Who wakes has work in hand that a successor has done since, and much more.
    faults: [pause({ machine: "storage-a-1", from: seconds(1), until: seconds(5) })],
    system: { indexDelay: ms(50), indexDelaySlow: ms(400) },
    tenants: writers({ keys: uniformKeys({ keys: 20 }) }, 100),
  },
  "old-entry-stays": plain,
  "index-shows-uncommitted": {
    ...plain,
    system: { indexFeeding: "synchronous" },
    faults: [
      // The leader hears clients, and none of its followers.
      cut({
        from: seconds(2),
        until: seconds(5),
        groups: [["storage-a-1"], ["storage-b-1", "storage-b-2", "storage-c-1", "storage-c-2"]],
      }),
    ],
  },
  "index-followed-when-sent": leadersDie,
  "index-followed-from-the-end": leadersDie,
  "index-queue-not-counted": {
    ...plain,
    table: {
      indexes: [{ ...byCustomer, capacity: { mode: "provisioned", read: 20, write: 20 } }],
    },
    system: { burstSeconds: 0, tokenCredit: 2, indexBacklogLeast: 40 },
    judged: [],
  },
  "sparse-items-in-the-index": plain,
  "backfill-forgets-what-it-had": {
    ...plain,
    table: { partitions: 2, indexes: [{ ...byCustomer, from: seconds(2) }] },
  },
  "collection-grows-on": {
    ...local,
    system: { collectionLimit: 20_000 },
    judged: [collectionsWithinLimit],
  },
  "split-inside-a-collection": {
    ...local,
    system: {
      splitSize: 30_000,
      splitWatch: seconds(0.5),
      splitAtLeast: seconds(1),
      splitAtMost: seconds(2),
    },
    judged: [],
  },
};
