import test from "ava";
import { whyNotCovering } from "../../parts/key-range.ts";
import { layOut } from "./layout.ts";
import { doorOf, type TableSpec } from "./tables.ts";

const zones = (machines: number) => ["a", "b", "c"].map((name) => ({ name, machines }));
const table = (partitions: number): TableSpec => ({
  name: "orders",
  capacity: { mode: "on-demand" },
  partitions,
});
const zoneOf = (node: string): string => node.split("-")[1]!;

test("every partition has a replica in each of three zones, and a leader among them", (t) => {
  for (const { members, leader } of layOut(zones(4), [table(50)]).routes) {
    t.is(new Set(members.map((member) => zoneOf(doorOf(member)))).size, 3);
    t.true(members.some((member) => member === leader));
  }
});

test("partitions cover a table's keys without hole or overlap", (t) => {
  const { routes } = layOut(zones(2), [table(7), { ...table(1), name: "users" }]);
  const ranges = (of: string) =>
    routes.filter((route) => route.table === of).map(({ range }) => range);
  t.is(whyNotCovering(ranges("orders")), undefined);
  t.is(whyNotCovering(ranges("users")), undefined);
});

test("nodes carry equally many replicas, and zones lead equally many groups", (t) => {
  const { routes } = layOut(zones(5), [table(300)]);
  const replicas = new Map<string, number>();
  const leaders = new Map<string, number>();
  const count = (into: Map<string, number>, name: string) =>
    into.set(name, (into.get(name) ?? 0) + 1);
  for (const { members, leader } of routes) {
    for (const member of members) count(replicas, doorOf(member));
    count(leaders, zoneOf(doorOf(leader!)));
  }
  t.deepEqual(new Set(replicas.values()), new Set([60]));
  t.deepEqual(new Set(leaders.values()), new Set([100]));
});

test("what a table weighs is shared out over its partitions, as a number", (t) => {
  const { ballast } = layOut(zones(1), [{ ...table(100), bytes: 1e12 }]);
  t.is(ballast.get("orders"), 1e10);
});

test("two zones are too few", (t) => {
  const two = zones(1).slice(0, 2);
  t.throws(() => layOut(two, [table(1)]), { message: /three zones or more, got 2/ });
});
