import test from "ava";
import { configure } from "../config.ts";
import { partsOf } from "./allocation.ts";
import { noteNewcomer, noteSplits, takeRates } from "./division.ts";
import { bucketsOf, evenShare, nodeAdmission } from "./partition-admission.ts";
import { at, provisioned, tablesOf } from "./world.test-helper.ts";

const nodeWith = (admission: "static" | "gac", partitions = 4) =>
  nodeAdmission(
    configure({ admission, burstSeconds: 10 }),
    tablesOf(provisioned(400, 800, partitions)),
    at(0),
  );

const toRates = (write: number, version = 1) =>
  ({
    kind: "rates-changed",
    table: "t",
    rates: { version, read: 400, write, partitions: 4 },
  }) as const;

test("a split halves what the parent had, again and again; together they have no more (§4)", (t) => {
  const spec = provisioned(400, 800, 4);
  // t-00001 was split three times, its first child once.
  const family = { "t-00001": 3, "t-00001.1": 1, "t-00001.1.1": 0, "t-00001.2": 0, "t-00001.3": 0 };
  const parts = Object.entries(family).map(([id, splits]) => partsOf(spec, id, splits));
  t.deepEqual(parts, [32, 16, 16, 16, 32]);
  t.is(
    parts.reduce((sum, count) => sum + 1 / count, 0),
    1 / 4,
  );
});

test("a table of one partition is told from its children, whatever its name", (t) => {
  const spec = { ...provisioned(400, 800), name: "orders.2024" };
  t.is(partsOf(spec, "orders.2024", 0), 1);
  t.is(partsOf(spec, "orders.2024.2", 0), 4);
});

test("a partition here that is split goes on with half, its child with the other half", (t) => {
  const node = nodeWith("static");
  t.is(bucketsOf(node, "t-00001", "t").write.allocated.rate, 200_000_000);
  noteSplits(node, "t-00001", "t", 1, at(1_000));
  noteNewcomer(node, "t-00001.1", "t", at(1_000));
  t.is(bucketsOf(node, "t-00001", "t").write.allocated.rate, 100_000_000);
  const child = bucketsOf(node, "t-00001.1", "t").write;
  t.is(child.allocated.rate, 100_000_000);
  t.is(child.burst.level, 0, "what it may burst with is counted from now");
});

test("what is bought is divided anew; an older word changes nothing", (t) => {
  const node = nodeWith("static");
  const rate = () => bucketsOf(node, "t-00002", "t").write.allocated.rate / 1_000_000;
  t.is(rate(), 200);
  t.true(takeRates(node, toRates(900, 2), at(1_000)));
  t.is(rate(), 225);
  t.false(takeRates(node, toRates(500, 1), at(2_000)));
  t.is(rate(), 225);
  t.is(evenShare(node, "t-00003", "t", "write"), 225, "also where nobody has asked yet");
});

test("under global admission control a partition has its limit, whatever is bought or split", (t) => {
  const node = nodeWith("gac");
  takeRates(node, toRates(100), at(1_000));
  noteSplits(node, "t-00001", "t", 2, at(1_000));
  t.is(bucketsOf(node, "t-00001", "t").write.allocated.rate, 1_000_000_000);
});
