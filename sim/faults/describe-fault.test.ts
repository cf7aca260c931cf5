import test from "ava";
import { us } from "../kernel/time.ts";
import { clockOffset } from "./clock-offset.ts";
import { describeFault } from "./describe-fault.ts";
import { everyKind } from "./every-kind.test-helper.ts";
import { packetLoss } from "./packet-loss.ts";
import { restart } from "./restart.ts";

test("every kind of fault can be told in plain words", (t) => {
  t.deepEqual(everyKind.map(describeFault), [
    "storage-a down from 40 ms to 140 ms",
    "storage-b restarted at 60 ms",
    "storage-a paused from 80 ms to 180 ms",
    "storage-c loses its disk at 100 ms, back empty at 200 ms",
    "zone a dark from 120 ms to 220 ms",
    "a | b, c cut apart from 140 ms to 240 ms",
    "nothing from storage-a reaches b, c from 160 ms to 260 ms",
    "a | b cut apart, c hearing both, from 180 ms to 280 ms",
    "20 % of messages lost from 200 ms to 300 ms",
    "20 % of messages between a and b, c arrive twice from 220 ms to 320 ms",
    "12.5 % of messages held back up to 7 ms and overtaken from 240 ms to 340 ms",
    "messages between a and b, c held back from 260 ms to 360 ms, then released",
    "messages between a and b, c 20 ms ± 10 ms later from 280 ms to 380 ms",
    "the disk of storage-a 2.5 times slower from 300 ms to 400 ms",
    "a crash of storage-a loses what is not flushed, and what the disk said was, from 320 ms to 420 ms",
    "a crash of storage-a tears the record being written from 340 ms to 440 ms",
    "the clock of storage-a 20 ms behind from 360 ms to 460 ms",
    "the clock of storage-a 0.5 % slow from 380 ms to 480 ms",
    "the clock of storage-a jumps +1.5 ms at 400 ms",
  ]);
});

test("times are told in the largest unit that gives at least one", (t) => {
  const machine = "storage-a";
  const told = (from: number, until: number) =>
    describeFault(restart({ machine, from: us(from), until: us(until) }));
  t.is(told(0, 999), "storage-a restarted, down from 0 s to 999 µs");
  t.is(told(1_001, 90_000_000), "storage-a restarted, down from 1.001 ms to 90 s");
});

test("a clock that is ahead is told apart from one that is behind", (t) => {
  const spec = clockOffset({ machine: "storage-a", by: us(250), from: us(0), until: us(1_000) });
  t.is(describeFault(spec), "the clock of storage-a 250 µs ahead from 0 s to 1 ms");
});

test("shares are told without the noise of binary fractions", (t) => {
  const spec = packetLoss({ share: 0.07, from: us(0), until: us(1_000) });
  t.is(describeFault(spec), "7 % of messages lost from 0 s to 1 ms");
});
