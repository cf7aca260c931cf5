import test from "ava";
import type { Operation } from "../sim/client/history.ts";
import { readSample } from "./samples/read-sample.test-helper.ts";
import { staleness } from "./staleness.ts";

/** Operations with the versions that their answers carried. */
function versioned(...lines: readonly (readonly [string, number])[]): Operation[] {
  const text = ["# by hand", ...lines.map(([line]) => line)].join("\n");
  return readSample(text).history.operations.map((operation, index) => ({
    ...operation,
    version: lines[index]![1],
  }));
}

const writes = [
  ["client-1 put k=1 0..5 ok", 1],
  ["client-1 put k=2 6..10 ok", 2],
  ["client-1 put k=3 11..20 ok", 3],
] as const;

test("a read is as stale as the oldest acknowledged write that it missed", (t) => {
  const load = versioned(
    ...writes,
    ["client-2 get k -> 1 eventual 30..31 ok", 1],
    ["client-2 get k -> 3 eventual 32..33 ok", 3],
  );
  t.deepEqual(staleness(load), {
    staleShare: { value: 0.5, unit: "share of eventual reads" },
    stalenessP50: { value: 20, unit: "ms" },
    stalenessP99: { value: 20, unit: "ms" },
  });
});

test("a write acknowledged only after the read began was not missed", (t) => {
  const load = versioned(...writes, ["client-2 get k -> 2 eventual 15..25 ok", 2]);
  t.is(staleness(load).staleShare?.value, 0);
  t.is(staleness(load).stalenessP99?.value, 0);
});

test("acknowledgements out of order are put right by their versions", (t) => {
  const load = versioned(
    ["client-1 put k=1 0..9 ok", 1],
    ["client-2 put k=2 0..5 ok", 2],
    ["client-3 get k -> 2 eventual 12..13 ok", 2],
    ["client-3 get k -> 1 eventual 15..16 ok", 1],
  );
  t.is(staleness(load).staleShare?.value, 0.5);
  t.is(staleness(load).stalenessP50?.value, 10);
});

test("quantiles are taken over the stale reads alone", (t) => {
  const load = versioned(
    ...writes,
    ["client-2 get k -> nothing eventual 6..7 ok", 0],
    ["client-2 get k -> 2 eventual 22..23 ok", 2],
    ["client-2 get k -> 2 eventual 60..61 ok", 2],
    ["client-2 get k -> 3 eventual 62..63 ok", 3],
  );
  t.is(staleness(load).staleShare?.value, 0.75);
  t.is(staleness(load).stalenessP50?.value, 2);
  t.is(staleness(load).stalenessP99?.value, 40);
});

test("other keys, strong reads, and reads without an answer do not count", (t) => {
  const others = versioned(
    ...writes,
    ["client-2 get k -> 1 30..31 ok", 1],
    ["client-2 get k 30..31 info", 0],
  );
  t.deepEqual(staleness(others), {});
  const elsewhere = versioned(...writes, ["client-2 get j -> nothing eventual 30..31 ok", 0]);
  t.is(staleness(elsewhere).staleShare?.value, 0);
});
