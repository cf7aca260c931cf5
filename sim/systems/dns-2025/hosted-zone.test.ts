import test from "ava";
import type { Address } from "../../kernel/role.ts";
import {
  addressesOf,
  type HostedZone,
  newZone,
  point,
  remove,
  restore,
  store,
} from "./hosted-zone.ts";

const [one, two] = ["one", "two"] as Address[] as [Address, Address];

/** Two endpoints at plan 0; plans 1 to 9 are in store. */
function zoneOfTen(): HostedZone {
  const zone = newZone(2, [one]);
  for (let generation = 1; generation < 10; generation += 1) {
    store(zone, { kind: "store", generation, addresses: [one, two] });
  }
  return zone;
}

const at = (endpoint: number, generation: number, expected?: number) =>
  ({ kind: "point", number: 1, endpoint, generation, expected }) as const;

test("a record has the addresses of the plan it refers to", (t) => {
  const zone = zoneOfTen();
  t.deepEqual(addressesOf(zone, 0), [one]);
  t.is(point(zone, at(0, 3)), "done");
  t.deepEqual(addressesOf(zone, 0), [one, two]);
  t.deepEqual(addressesOf(zone, 1), [one]);
});

test("without an expectation an older plan replaces a newer one", (t) => {
  const zone = zoneOfTen();
  point(zone, at(0, 9));
  t.is(point(zone, at(0, 3)), "done");
  t.is(zone.records[0], 3);
});

test("compare-and-set changes nothing where another generation is than was expected", (t) => {
  const zone = zoneOfTen();
  point(zone, at(0, 9, 0));
  t.is(point(zone, at(0, 3, 0)), "overtaken");
  t.is(zone.records[0], 9);
  t.is(point(zone, at(0, 9, 0)), "done", "an act that is repeated has been done");
});

test("a deleted plan leaves its records empty, and nothing can take its place but by hand", (t) => {
  const zone = zoneOfTen();
  point(zone, at(0, 3));
  remove(zone, [0, 1, 2, 3], false);
  t.deepEqual([addressesOf(zone, 0), addressesOf(zone, 1)], [[], []]);
  t.is(point(zone, at(0, 9)), "inconsistent");
  t.is(point(zone, at(0, 2)), "no-such-plan");
  restore(zone);
  t.deepEqual(zone.records, [9, 9]);
  t.deepEqual(addressesOf(zone, 0), [one, two]);
});

test("what is referenced is kept on demand, the newest plan always", (t) => {
  const zone = zoneOfTen();
  point(zone, at(0, 3));
  remove(zone, [...zone.plans.keys()], true);
  t.deepEqual([...zone.plans.keys()], [0, 3, 9]);
  remove(zone, [...zone.plans.keys()], false);
  t.deepEqual([...zone.plans.keys()], [9]);
});

test("a plan that comes late is not stored", (t) => {
  const zone = zoneOfTen();
  remove(zone, [4], false);
  store(zone, { kind: "store", generation: 4, addresses: [] });
  t.false(zone.plans.has(4));
  t.is(zone.newest, 9);
});
