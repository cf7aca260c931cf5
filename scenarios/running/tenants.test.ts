import test from "ava";
import { acknowledgedWritesSurvive } from "../../properties/histories/acknowledged-writes-survive.ts";
import { linearizable } from "../../properties/histories/linearizable.ts";
import { queriesAgree } from "../../properties/histories/queries-agree.ts";
import { unitsAgree } from "../../properties/histories/units-agree.ts";
import { poisson } from "../../sim/client/arrivals.ts";
import type { Operation } from "../../sim/client/history.ts";
import { handedOut, hotSpot, uniformKeys } from "../../sim/client/keys.ts";
import { handedOutSorts, inSequence, randomIds, timeSortable } from "../../sim/client/sort-keys.ts";
import { type Load, openLoop } from "../../sim/client/workload.ts";
import { constant } from "../../sim/kernel/distribution.ts";
import { ms, seconds } from "../../sim/kernel/time.ts";
import { runScenario } from "../run.ts";
import { holds, type Scenario, type Tenant } from "../scenario.ts";
import { tableServer } from "./table-server.test-helper.ts";

const load = (about: Partial<Load>, perSecond = 40) =>
  openLoop({
    arrivals: poisson({ perSecond }),
    mix: { put: 1 },
    keys: uniformKeys({ keys: 4 }),
    ...about,
  });

const tenant = (name: string, about: Partial<Load>, rest: Partial<Tenant> = {}): Tenant => ({
  name,
  workload: load(about),
  zones: { a: 2, b: 1 },
  ...rest,
});

const base: Scenario = {
  name: "tenants",
  question: "Do clients of several tenants ask what they should?",
  source: "tests",
  claims: [],
  topology: {
    zones: [
      { name: "a", machines: 1 },
      { name: "b", machines: 0 },
    ],
    withinZone: constant(ms(1)),
    acrossZones: constant(ms(2)),
  },
  faults: [],
  duration: seconds(10),
  settle: seconds(1),
  seeds: { first: 1, count: 1 },
  cases: [{ system: tableServer(), expect: [] }],
};

function run(
  tenants: readonly Tenant[],
  { server = tableServer(), mode = "fast" as "fast" | "check" } = {},
) {
  const expect = [linearizable, queriesAgree, unitsAgree, acknowledgedWritesSurvive].map(holds);
  const scenario: Scenario = { ...base, tenants, cases: [{ system: server, expect }] };
  const run = { seed: 3, changes: {}, mode, record: true };
  const [recording] = runScenario(scenario, run).recording.cases;
  return { ...recording!, measures: recording!.result.measures };
}

const verdicts = ({ result }: ReturnType<typeof run>) =>
  Object.fromEntries(result.properties.map(({ name, verdict }) => [name, verdict]));

const of = (operations: readonly Operation[], name: string, phase: "load" | "audit" = "load") =>
  operations.filter((operation) => operation.tenant === name && operation.phase === phase);

test("queries of time-sortable and of random ids, and scans, agree with what was written", (t) => {
  const mix = { put: 0.6, get: 0.1, update: 0.05, query: 0.2, scan: 0.02 };
  const done = run([
    tenant("shop", { mix, sort: timeSortable, table: "orders" }),
    tenant("bank", {
      mix,
      sort: randomIds,
      table: "moves",
      queries: { wants: { kind: "all" }, backwards: true, limit: 2 },
    }),
    tenant("mill", { mix, sort: inSequence, queries: { wants: { kind: "up-to", count: 40 } } }),
  ]);
  const { "queries-agree": queries, linearizable: order, ...rest } = verdicts(done);
  t.is(queries, "holds");
  t.is(order, "holds");
  t.is(rest["units-counted-equal-units-computed"], "holds");
  t.is(rest["acknowledged-writes-survive"], "holds");
  t.true(done.measures.queryPagesEach!.value > 3, "long queries take several pages");
  t.is(done.measures.predictedUnits?.value, done.measures.units?.value);
  const later = done.operations.find(({ range }) => range?.pageOf !== undefined);
  const first = done.operations.find(({ request }) => request === later?.range?.pageOf);
  t.is(first?.kind, later?.kind);
  t.is(first?.range?.startAfter, undefined);
  t.true(of(done.operations, "shop", "audit").length > 10, "clients audit what they made");
});

test("made names, pages and tenants are plain data: check mode says nothing against them", (t) => {
  const mix = { put: 0.6, get: 0.1, conditionalPut: 0.1, query: 0.2 };
  const workload = load({ mix, sort: timeSortable }, 12);
  const few = tenant("shop", {}, { workload });
  t.deepEqual(run([few], { mode: "check" }).operations, run([few]).operations);
});

test("the newest orders, and those of the last second, are one short query", (t) => {
  const mix = { put: 0.7, query: 0.3 };
  const keys = uniformKeys({ keys: 1 });
  const done = run([
    tenant("new", {
      mix,
      keys,
      sort: timeSortable,
      queries: { wants: { kind: "newest", count: 2 } },
    }),
    tenant("last", {
      mix,
      keys,
      sort: timeSortable,
      table: "t",
      queries: { wants: { kind: "last", within: ms(200) } },
    }),
  ]);
  t.is(verdicts(done)["queries-agree"], "holds");
  const late = done.operations.filter(
    ({ kind, invoked }) => kind === "query" && invoked > 5_000_000,
  );
  for (const { page, tenant: who } of late) {
    if (who === "new") t.is(page?.items.length, 2);
  }
  const lasting = late.filter((query) => query.tenant === "last");
  t.true(lasting.length > 30);
  t.true(
    lasting.every(({ page }) => page!.items.length < 25),
    "of more than a hundred",
  );
});

test("clients have names, numbers and seats of their own; loads begin, end and change rate", (t) => {
  const rates = [
    { from: seconds(4), perSecond: 400 },
    { from: seconds(6), perSecond: 0 },
  ];
  const done = run([
    tenant("early", {}, { until: seconds(5) }),
    tenant("late", {}, { from: seconds(5), zones: { b: 1 } }),
    tenant("steps", {}, { rates }),
  ]);
  const { operations } = done;
  t.is(new Set(operations.map(({ request }) => request)).size, operations.length);
  t.deepEqual([...new Set(of(operations, "early").map(({ process }) => process))].sort(), [
    "client-early-a-1",
    "client-early-a-2",
    "client-early-b-1",
  ]);
  t.true(of(operations, "early").every(({ invoked }) => invoked < 5_000_000));
  t.true(of(operations, "late").every(({ invoked }) => invoked >= 5_000_000));
  t.true(Math.abs(of(operations, "late").length - 200) < 60);
  const steps = of(operations, "steps").map(({ invoked }) => invoked);
  const within = (from: number, until: number) =>
    steps.filter((time) => time >= from * 1e6 && time < until * 1e6).length;
  t.true(Math.abs(within(0, 4) - 160) < 45, `${within(0, 4)}`);
  t.true(Math.abs(within(4, 6) - 800) < 100, `${within(4, 6)}`);
  t.is(within(6, 10), 0);
  t.is(done.measures["late.attempts"]?.value, of(operations, "late").length);
});

test("numbers handed out by a counter are 1, 2, 3 ..., each written under once", (t) => {
  for (const [about, name] of [
    [{ keys: handedOut() }, ({ item, key }: Operation) => item?.key ?? key],
    [
      { sort: handedOutSorts({ counter: "ids" }), keys: uniformKeys({ keys: 1 }) },
      ({ item }: Operation) => `key-${item?.sort}`,
    ],
  ] as const) {
    const { operations } = run([tenant("shop", about)], { mode: "check" });
    const made = operations.filter(({ kind, outcome }) => kind === "put" && outcome === "ok");
    t.true(made.length > 200);
    const numbers = made.map(name).map((key) => Number(key.slice("key-".length)));
    t.deepEqual(
      [...numbers].sort((one, other) => one - other),
      made.map((_, index) => index + 1),
    );
    const handed = operations.filter(({ kind }) => kind === "update");
    t.is(new Set(handed.map(({ key }) => key)).size, 1);
    t.is(handed.length, made.length);
  }
});

test("throttled answers keep what was exceeded, and are counted by reason and tenant", (t) => {
  const keys = hotSpot({ share: 0.5, of: ["hot"], others: uniformKeys({ keys: 5 }) });
  const done = run([tenant("loud", { keys, table: "t" }, { client: { retries: false } })], {
    server: tableServer({ perSecond: 20 }),
    mode: "check",
  });
  const refused = done.operations.find(
    ({ error, phase }) => error === "throttled" && phase === "load",
  );
  t.is(refused?.throttle?.reason, "TableWriteKeyRangeThroughputExceeded");
  t.is(refused?.throttle?.resource, "t");
  const { throttled, throttledTableWriteKeyRangeThroughputExceeded: byReason } = done.measures;
  t.true(throttled!.value > 100);
  t.is(byReason?.value, throttled?.value);
  t.is(done.measures["loud.throttled"]?.value, throttled?.value);
  t.true(done.measures["loud.admittedPerSecond"]!.value <= 20);
  t.true(done.operations.every(({ attempt, phase }) => phase === "audit" || attempt === 0));
});

test("tenants that cannot be are refused by name", (t) => {
  const refused = (tenants: readonly Tenant[], message: RegExp) =>
    t.throws(() => run(tenants), { instanceOf: RangeError, message });
  refused([tenant("x", {}), tenant("x", {})], /x twice/);
  refused([tenant("x", {}, { zones: { nowhere: 1 } })], /x has clients in zone nowhere/);
  refused([tenant("x", {}, { from: seconds(3), until: seconds(2) })], /before it begins/);
});

test("clients without a load are refused, and so is one load in place of several", (t) => {
  const topology = { ...base.topology, zones: [{ name: "a", machines: 1, clients: 2 }] };
  const options = { seed: 1, changes: {}, mode: "fast", record: false } as const;
  t.throws(() => runScenario({ ...base, topology }, options), {
    instanceOf: RangeError,
    message: "expected a workload for the 2 clients of the zones, got none",
  });
  const tenants = [tenant("x", {})];
  t.throws(() => runScenario({ ...base, tenants }, { ...options, workload: load({}) }), {
    instanceOf: RangeError,
    message: /scenario tenants has 1 tenants with loads of their own/,
  });
});
