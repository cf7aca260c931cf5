import test from "ava";
import { fleet } from "../fleet.ts";
import type { TableSpec } from "../tables.ts";
import { regionsOf, withReplicas } from "./regions.ts";

const orders: TableSpec = {
  name: "orders",
  capacity: { mode: "on-demand" },
  stream: { view: "new-and-old-images" },
  regions: ["us", "eu"],
};

const zones = (...names: readonly string[]) => names.map((name) => ({ name, machines: 1 }));
const two = zones("us-a", "us-b", "us-c", "eu-a", "eu-b", "eu-c");

test("a global table is a table in each of its Regions", (t) => {
  const tables = withReplicas([orders]);
  t.deepEqual(
    tables.map(({ name }) => name),
    ["us:orders", "eu:orders"],
  );
  t.deepEqual(tables[1]?.replica, { region: "eu", of: "orders", regions: ["us", "eu"] });
});

test("zones belong to the Region that their names begin with", (t) => {
  const found = regionsOf(two, withReplicas([orders]));
  t.deepEqual(
    found.map(({ name, zones: own }) => [name, own.map((zone) => zone.name)]),
    [
      ["us", ["us-a", "us-b", "us-c"]],
      ["eu", ["eu-a", "eu-b", "eu-c"]],
    ],
  );
});

test("without global tables all zones are one deployment, whatever they are called", (t) => {
  t.deepEqual(regionsOf(two, []), [{ name: undefined, zones: two }]);
});

test("a global table needs a stream with images, and two Regions, each once", (t) => {
  const { stream: _, ...bare } = orders;
  t.throws(() => withReplicas([bare]), {
    message:
      "expected a stream of new and old images for orders, which is replicated by it, got none",
  });
  t.throws(() => withReplicas([{ ...orders, regions: ["us", "us"] }]), {
    message: "expected two Regions or more for orders, each once, got us, us",
  });
});

test("beside global tables there are no others, and no transactions", (t) => {
  const other: TableSpec = { name: "books", capacity: { mode: "on-demand" } };
  t.throws(() => withReplicas([orders, other]), {
    message: "expected Regions for table books, as others have them, got none",
  });
  t.throws(() => fleet({ tables: [orders], transactions: true }), {
    message: "expected no transactions beside global tables, got us:orders",
  });
});

test("a Region that the plan has no zones in, and a zone without a Region, are named", (t) => {
  const system = fleet({ tables: [{ ...orders, regions: ["us", "ap"] }] });
  t.throws(() => system.deploy({ zones: two, clients: 1 }), {
    message: 'expected Regions of the plan, which has us, eu, got "ap"',
  });
  t.throws(() => system.deploy({ zones: zones("a", "b", "c"), clients: 1 }), {
    message: 'expected zones called "<Region>-<zone>", got "a"',
  });
});

test("each Region has a control plane, an archive and a replicator to each other one", (t) => {
  const { machines, entry } = fleet({ tables: [orders] }).deploy({ zones: two, clients: 1 });
  const names = new Set(machines.map(({ name }) => name));
  for (const name of ["control-us", "archive-eu", "replicator-orders-us-eu", "storage-eu-c-1"]) {
    t.true(names.has(name), name);
  }
  t.is(names.size, machines.length);
  t.deepEqual(
    Object.keys(entry),
    two.map(({ name }) => name),
  );
});
