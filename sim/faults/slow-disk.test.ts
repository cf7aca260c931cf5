import test from "ava";
import { at, us } from "../kernel/time.ts";
import { noted, type PingRun, pingUnder, spell } from "./ping.test-helper.ts";
import { slowDisk } from "./slow-disk.ts";

/** How long the flush of the record took that was written at this instant, ms. */
const flushTime = (run: PingRun, machine: string, writtenAt: number): number => {
  const count = noted(run, machine, "ticked").findIndex((tick) => tick.at === writtenAt) + 1;
  const flushed = noted(run, machine, "flushed").find((note) => note.count === count);
  return (flushed!.at - writtenAt) / 1_000;
};

test("a slow disk takes its factor longer, until it is over", (t) => {
  const run = pingUnder([slowDisk({ machine: "storage-a", ...spell })]);
  t.is(flushTime(run, "storage-a", 300_000), 5);
  t.is(flushTime(run, "storage-a", 302_000), 50);
  t.is(flushTime(run, "storage-a", 600_000), 50);
  t.is(flushTime(run, "storage-a", 700_000), 5);
  t.is(flushTime(run, "storage-b", 400_000), 5);
});

test("slow disks that overlap multiply, and each takes its own factor away", (t) => {
  const run = pingUnder([
    slowDisk({ machine: "storage-a", factor: 4, ...spell }),
    slowDisk({ machine: "storage-a", factor: 2, from: us(400_500), until: us(700_500) }),
  ]);
  const times = [390_000, 500_000, 690_000, 800_000];
  t.deepEqual(
    times.map((time) => flushTime(run, "storage-a", time)),
    [20, 40, 10, 5],
  );
});

test("a disk is quick again when the run ends its faults early", (t) => {
  const run = pingUnder(
    [
      slowDisk({ machine: "storage-a", factor: 4, from: us(100_500), until: us(900_500) }),
      slowDisk({ machine: "storage-a", factor: 2, from: us(200_500), until: us(800_500) }),
    ],
    { until: us(300_500) },
  );
  run.simulation.endFaults();
  run.simulation.runUntil(at(us(1_000_000)));
  t.is(flushTime(run, "storage-a", 400_000), 5);
  t.is(flushTime(run, "storage-a", 900_000), 5);
});

test("two runs under one schedule do not meet", (t) => {
  const schedule = [
    slowDisk({ machine: "storage-a", factor: 4, from: us(100_500), until: us(900_500) }),
  ];
  pingUnder(schedule, { until: us(300_500) });
  t.is(flushTime(pingUnder(schedule), "storage-a", 400_000), 20);
});
