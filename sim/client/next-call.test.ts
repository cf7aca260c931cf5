import test from "ava";
import { streamsOf } from "../kernel/random.ts";
import type { LocalTime } from "../kernel/time.ts";
import { poisson } from "./arrivals.ts";
import type { Call } from "./call.ts";
import { firstPlace } from "./choose-item.ts";
import { autoIncrement, latest, uniformKeys, zipf } from "./keys.ts";
import { nextCall } from "./next-call.ts";
import { drawnSorts, timeSortable } from "./sort-keys.ts";
import { type DrawnWorkload, type Load, openLoop } from "./workload.ts";

const workload = (load: Load): DrawnWorkload =>
  openLoop({ arrivals: poisson({ perSecond: 100 }), ...load });

function calls(from: DrawnWorkload, count: number, seed = 1): Call[] {
  const stream = streamsOf(seed)("next-call.test");
  const u32 = (): number => stream.u32();
  const keys = firstPlace(from, 0, 1);
  const at = (index: number) => (index * 10_000) as LocalTime;
  return Array.from({ length: count }, (_, index) => nextCall(from, keys, u32, at(index)));
}

const share = (all: readonly Call[], wanted: (call: Call) => boolean): number =>
  all.filter(wanted).length / all.length;

const keys = uniformKeys({ keys: 10 });

test("a share of writes gives that many puts, and gets for the rest", (t) => {
  const all = calls(workload({ writes: 0.3, keys }), 20_000);
  t.true(Math.abs(share(all, ({ kind }) => kind === "put") - 0.3) < 0.012);
  t.true(all.every(({ kind }) => kind === "put" || kind === "get"));
});

test("reads are strong, eventual, or strong in a share of cases", (t) => {
  const strong = (reads: Load["reads"] & {}) =>
    share(
      calls(workload({ writes: 0, reads, keys }), 10_000),
      (call) => call.kind === "get" && call.consistency === "strong",
    );
  t.is(strong("strong"), 1);
  t.is(strong("eventual"), 0);
  t.is(strong({ strong: 1 }), 1);
  t.true(Math.abs(strong({ strong: 0.25 }) - 0.25) < 0.015);
});

test("sizes count key and value; a get sends its key alone", (t) => {
  const plain = calls(workload({ mix: { get: 1, put: 1 }, keys, valueBytes: 100 }), 50);
  for (const call of plain) {
    t.is(call.bytes, call.kind === "get" ? call.key.length : call.key.length + 100);
  }
  const sized = workload({ mix: { update: 1, delete: 1 }, keys, valueBytes: 4, keyBytes: 54 });
  for (const call of calls(sized, 50)) t.is(call.bytes, call.kind === "delete" ? 54 : 58);
});

test("each kind of the mix becomes its request with its condition", (t) => {
  const only = (mix: Load["mix"] & {}) => calls(workload({ mix, keys, keyBytes: 8 }), 1)[0];
  t.like(only({ putIfAbsent: 1 }), { kind: "put", condition: { kind: "absent" } });
  t.like(only({ conditionalPut: 1 }), { kind: "put", condition: "unchanged" });
  t.like(only({ update: 1 }), { kind: "update", add: 1, condition: undefined });
  t.like(only({ conditionalUpdate: 1 }), { kind: "update", add: 1, condition: "unchanged" });
  t.like(only({ delete: 1 }), { kind: "delete", condition: undefined });
  t.like(only({ increment: 1 }), { kind: "put", adds: 1, condition: undefined });
  t.like(only({ conditionalIncrement: 1 }), { kind: "put", adds: 1, condition: "unchanged" });
  t.like(only({ put: 1 }), { kind: "put", condition: undefined, bytes: 908 });
});

test("no key is both put and counted, and reads go to both sorts", (t) => {
  const all = calls(
    workload({ mix: { get: 0.72, update: 0.18, put: 0.1, delete: 0.1 }, keys }),
    20_000,
  );
  const counted = ({ key }: Call) => key.startsWith("counter-");
  t.true(all.every((call) => call.kind !== "put" || !counted(call)));
  t.true(all.every((call) => call.kind !== "update" || counted(call)));
  const reads = all.filter(({ kind }) => kind === "get");
  t.true(Math.abs(share(reads, counted) - 0.18 / 0.28) < 0.02, `${share(reads, counted)}`);
});

test("with latest keys, puts make new items and gets ask for what exists", (t) => {
  const all = calls(workload({ writes: 0.05, keys: latest({ keys: 50, exponent: 0.99 }) }), 2_000);
  const puts = all.filter(({ kind }) => kind === "put").map(({ key }) => key);
  t.deepEqual(puts.slice(0, 3), ["key-50", "key-51", "key-52"]);
  t.is(new Set(puts).size, puts.length);
});

test("puts make ids that rise with time; reads go to what was made, queries to the partition", (t) => {
  const mix = { put: 0.5, get: 0.3, query: 0.2 };
  const all = calls(workload({ mix, keys, sort: timeSortable, table: "orders", keyBytes: 5 }), 400);
  const puts = all.filter(({ kind }) => kind === "put");
  const ids = puts.map(({ sort }) => sort as string);
  t.deepEqual(ids, [...ids].sort());
  t.is(puts[0]?.bytes, 5 + 26 + 900);
  const made = new Set(puts.map(({ key, sort }) => `${key} ${sort}`));
  const gets = all.slice(50).filter(({ kind }) => kind === "get");
  t.true(gets.every(({ key, sort }) => made.has(`${key} ${sort}`)));
  t.true(all.every(({ table }) => table === "orders"));
  const queries = all.filter(({ kind }) => kind === "query");
  t.true(queries.length > 40);
  t.true(queries.every((query) => query.kind === "query" && query.wanted.kind === "all"));
  t.true(queries.every((query) => !("sort" in query)));
});

test("updates of made counters add to one that is there, never to what was put", (t) => {
  const all = calls(workload({ mix: { put: 0.5, update: 0.5 }, keys, sort: timeSortable }), 400);
  const name = ({ key, sort }: Call) => `${key} ${sort}`;
  const updated = all.filter(({ kind }) => kind === "update").map(name);
  const put = new Set(all.filter(({ kind }) => kind === "put").map(name));
  t.false(updated.some((item) => put.has(item)));
  t.true(new Set(updated).size < updated.length);
});

test("drawn sort keys are found again by all requests; scans ask for no key", (t) => {
  const mix = { put: 1, get: 1, query: 1, scan: 1 };
  const queries = { wants: { kind: "equals" }, limit: 5, follow: false } as const;
  const all = calls(workload({ mix, keys, sort: drawnSorts({ of: 3 }), queries }), 400);
  const sorts = all.filter(({ kind }) => kind === "get").map(({ sort }) => sort);
  t.deepEqual([...new Set(sorts)].sort(), [0, 1, 2]);
  const query = all.find(({ kind }) => kind === "query");
  t.like(query, { wanted: { kind: "equals" }, limit: 5, follow: false, startAfter: undefined });
  const scan = all.find(({ kind }) => kind === "scan");
  t.like(scan, { key: "", limit: undefined, follow: true, consistency: "strong" });
});

test("auto-increment: puts move the front, reads stay behind it", (t) => {
  const all = calls(workload({ writes: 0.5, keys: autoIncrement }), 200);
  const puts = all.filter(({ kind }) => kind === "put").map(({ key }) => key);
  t.deepEqual(puts.slice(0, 3), ["key-1", "key-2", "key-3"]);
  t.is(new Set(puts).size, puts.length);
  const first = all.findIndex(({ kind }) => kind === "put");
  const gets = all.slice(first).filter(({ kind }) => kind === "get");
  t.true(gets.every(({ key }) => puts.includes(key)));
});

test("first calls of a seed do not change", (t) => {
  const mixed = workload({
    mix: { get: 0.5, put: 0.2, conditionalPut: 0.1, update: 0.1, delete: 0.1 },
    reads: { strong: 0.5 },
    keys: zipf({ keys: 100, exponent: 0.99 }),
  });
  const text = (call: Call) =>
    `${call.kind} ${call.key}${call.kind === "get" ? ` ${call.consistency}` : ""}`;
  t.deepEqual(calls(mixed, 8, 42).map(text), [
    "get key-3 eventual",
    "update counter-0",
    "delete counter-1",
    "put key-0",
    "put key-37",
    "update counter-8",
    "put key-64",
    "put key-0",
  ]);
});
