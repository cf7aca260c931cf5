import test from "ava";
import { streamsOf } from "../kernel/random.ts";
import type { LocalTime } from "../kernel/time.ts";
import { writeUnits } from "../parts/capacity-units.ts";
import { firstKeyState } from "./keys.ts";
import { nextCall } from "./next-call.ts";
import { preset, presets } from "./presets.ts";
import type { DrawnWorkload } from "./workload.ts";

function calls(workload: DrawnWorkload, count: number) {
  const stream = streamsOf(1)("presets.test");
  const u32 = (): number => stream.u32();
  const keys = firstKeyState(workload.keys, 0, 1);
  return Array.from({ length: count }, () => nextCall(workload, keys, u32, 0 as LocalTime));
}

test("there are five YCSB workloads and eleven Twitter clusters, each with its source", (t) => {
  const names = presets.map(({ name }) => name);
  t.is(new Set(names).size, 16);
  t.deepEqual(names.slice(0, 5), ["ycsb-a", "ycsb-b", "ycsb-c", "ycsb-d", "ycsb-f"]);
  t.is(names.filter((name) => /^cluster\d+$/.test(name)).length, 11);
  for (const { source } of presets) t.regex(source, /SoCC 2010|OSDI 2020/);
});

test("every preset makes requests", (t) => {
  for (const { name, workload } of presets) {
    t.is(calls(workload({ keys: 50 }), 20).length, 20, name);
  }
});

test("a preset has the published rate, sizes and mix", (t) => {
  const workload = preset("cluster14").workload();
  t.deepEqual(workload.arrivals, { kind: "open", perSecond: 5_810 });
  t.is(workload.keyBytes, 96);
  t.is(workload.valueBytes, 414);
  const drawn = calls(workload, 20_000);
  const share = (wanted: string) => drawn.filter(({ kind }) => kind === wanted).length / 20_000;
  t.true(Math.abs(share("get") - 0.65) < 0.012);
  t.true(Math.abs(share("delete") - 0.22) < 0.012);
});

test("the scale multiplies the rate; keys and reads can be chosen", (t) => {
  const workload = preset("cluster18").workload({ scale: 0.1, keys: 10, reads: "eventual" });
  t.like(workload.arrivals, { perSecond: 2_640 });
  t.like(workload.keys, { keys: 10, exponent: 2.0994 });
  t.is(workload.reads, "eventual");
});

test("a write of cluster8 costs ten write units", (t) => {
  const put = calls(preset("cluster8").workload(), 50).find(({ kind }) => kind === "put");
  t.is(writeUnits(0, put?.bytes ?? 0), 10);
});

test("YCSB's D inserts new keys, its F changes counters if they are unchanged", (t) => {
  const inserted = calls(preset("ycsb-d").workload(), 200).filter(({ kind }) => kind === "put");
  t.is(inserted[0]?.key, "key-1000");
  const changed = calls(preset("ycsb-f").workload(), 50).find(({ kind }) => kind === "update");
  t.like(changed, { condition: "unchanged", add: 1 });
});

test("a name that does not exist is answered with the nearest that does", (t) => {
  t.throws(() => preset("ycbs-a"), {
    instanceOf: RangeError,
    message: 'there is no workload "ycbs-a"; the nearest is "ycsb-a"',
  });
  t.throws(() => preset("cluster-18"), { message: /the nearest is "cluster18"/ });
});
