/** Where mistakes of transactions show: items that many want at once, and coordinators that die. */

import { noItemIsPreparedForever } from "../../properties/finals/no-item-is-prepared-forever.ts";
import { linearizable } from "../../properties/histories/linearizable.ts";
import { sumsAreConstant } from "../../properties/histories/sums-are-constant.ts";
import { poisson } from "../../sim/client/arrivals.ts";
import { uniformKeys } from "../../sim/client/keys.ts";
import { type Load, openLoop } from "../../sim/client/workload.ts";
import { clockOffset } from "../../sim/faults/clock-offset.ts";
import { crash } from "../../sim/faults/crash.ts";
import { packetLoss } from "../../sim/faults/packet-loss.ts";
import { pause } from "../../sim/faults/pause.ts";
import { slowDisk } from "../../sim/faults/slow-disk.ts";
import { slowLink } from "../../sim/faults/slow-link.ts";
import { type Duration, ms, seconds } from "../../sim/kernel/time.ts";
import type { transactionBugs } from "../../sim/systems/dynamodb/transactions/bugs.ts";
import type { Tenant } from "../scenario.ts";
import type { Ground } from "./fleet-grounds.ts";

const zones = ["a", "b", "c"];

/** Stalled after a second, and found soon. */
const recovering = {
  transactions: true,
  stalledAfter: seconds(1),
  ledgerScan: seconds(1),
} as const;

/** Six accounts in three partitions: money moves, and somebody looks at all of them. */
const bank: Ground = {
  capacity: { mode: "on-demand" },
  table: { partitions: 3 },
  system: recovering,
  perSecond: 60,
  load: {
    mix: { transactWrite: 0.5, transactGet: 0.5 },
    transactions: { items: 6, writes: { accounts: 6, opening: 100, amount: 1 } },
  },
  lasts: 4,
  judged: [sumsAreConstant],
};

/** Every transaction wants one of four hot items, and others that nobody has written yet. */
const wanted: Ground = {
  capacity: { mode: "on-demand" },
  table: { partitions: 3 },
  system: recovering,
  perSecond: 80,
  load: {
    mix: { transactWrite: 0.7, put: 0.15, get: 0.15 },
    keys: uniformKeys({ keys: 4 }),
    transactions: { items: 3, hot: 1, others: uniformKeys({ keys: 100_000 }) },
  },
  lasts: 4,
};

/** Asks for so long, and then leaves time for recovery. */
const early = ({ load = {}, perSecond }: Ground): readonly Tenant[] => [
  {
    name: "early",
    workload: openLoop({
      arrivals: poisson({ perSecond }),
      keys: uniformKeys({ keys: 50 }),
      table: "orders",
      retries: false,
      ...(load as Partial<Load>),
    }),
    zones: { a: 2, b: 2, c: 2 },
    until: seconds(4),
  },
];

/** Each coordinator now and then. */
const often = (every: number, lasts: number, fault: typeof crash | typeof pause, until: number) =>
  zones.flatMap((zone, index) =>
    Array.from({ length: Math.floor((until - 500) / every) }, (_, time) => {
      const from = ms(500 + (every / 3) * index + every * time);
      const machine = `coordinator-${zone}-1`;
      return fault({ machine, from, until: (from + ms(lasts)) as Duration });
    }),
  );

/** The clock of one coordinator is behind: so are its transactions. */
const behind: Ground = {
  ...wanted,
  load: {
    mix: { transactWrite: 0.5, put: 0.25, delete: 0.25 },
    keys: uniformKeys({ keys: 8 }),
    transactions: { items: 2 },
  },
  faults: [
    clockOffset({
      machine: "coordinator-a-1",
      by: ms(-200),
      from: ms(500),
      until: seconds(4),
    }),
  ],
};

export const transactionGrounds: Readonly<Record<keyof typeof transactionBugs, Ground>> = {
  "commit-without-prepare": bank,
  "answers-before-commit": {
    ...wanted,
    load: {
      mix: { transactWrite: 0.3, get: 0.7 },
      keys: uniformKeys({ keys: 2 }),
      transactions: { items: 2 },
    },
    perSecond: 300,
    judged: [linearizable],
  },
  "decides-by-itself": {
    ...wanted,
    // What a paused coordinator was about to decide another one has decided since.
    system: { ...recovering, stalledAfter: ms(50), ledgerScan: ms(50) },
    faults: often(240, 150, pause, 4_000),
    perSecond: 200,
    load: {
      mix: { transactWrite: 1 },
      keys: uniformKeys({ keys: 2 }),
      transactions: { items: 2, hot: 1, others: uniformKeys({ keys: 100_000 }) },
    },
    lasts: 3,
  },
  "no-recovery": {
    ...wanted,
    tenants: early(wanted),
    faults: often(300, 60, crash, 4_000),
    lasts: 8,
    judged: [noItemIsPreparedForever],
  },
  "placeholder-outlives-cancel": {
    ...wanted,
    tenants: early(wanted),
    lasts: 8,
    judged: [noItemIsPreparedForever],
  },
  "stamp-not-checked": behind,
  "delete-stamp-not-checked": behind,
  "reads-once": {
    ...bank,
    // One read may come long after another: in between a transfer begins and ends.
    faults: [
      slowLink({
        delay: ms(12),
        jitter: ms(11),
        between: [["coordinator-a-1"], zones.map((zone) => `storage-${zone}-1`)],
        from: seconds(1),
        until: seconds(4),
      }),
    ],
  },
  "split-forgets-transactions": {
    ...wanted,
    table: { partitions: 4, bytes: 400_000_000 },
    system: {
      ...recovering,
      splitSize: 100_001_000,
      splitWatch: seconds(0.5),
      splitAtLeast: seconds(1),
      splitAtMost: seconds(2),
    },
    // Slow disks: many items wait for a transaction when the split comes.
    faults: zones.map((zone) =>
      slowDisk({ machine: `storage-${zone}-1`, factor: 60, from: seconds(1), until: seconds(4) }),
    ),
    perSecond: 60,
    load: {
      mix: { transactWrite: 1 },
      keys: uniformKeys({ keys: 1_000 }),
      transactions: { items: 3 },
    },
    lasts: 4,
  },
  "token-not-checked": {
    ...bank,
    faults: zones.map((zone) =>
      packetLoss({
        share: 0.15,
        between: [[`clients-${zone}`], [`balancer-${zone}`]],
        from: seconds(1),
        until: seconds(4),
      }),
    ),
    load: { ...bank.load, retries: true },
    judged: [linearizable],
  },
};
