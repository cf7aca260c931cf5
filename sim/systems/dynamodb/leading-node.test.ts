import test from "ava";
import { keyHash } from "../../parts/key-hash.ts";
import { leadingNode } from "./leading-node.ts";

const zones = ["a", "b", "c"].map((name) => ({ name, machines: 2 }));
const capacity = { mode: "on-demand" } as const;

test("the node that leads a key's partition leads the part of the hash space that its hash is in", (t) => {
  const tables = [{ name: "t", capacity, partitions: 2 }];
  const keys = Array.from({ length: 20 }, (_, index) => `key-${index}`);
  const [lower, upper] = [true, false].map((half) =>
    keys.filter((key) => keyHash(key) < "8" === half),
  );
  const nodesOf = (some: readonly string[]) =>
    new Set(some.map((key) => leadingNode(zones, tables, { table: "t", key })));
  const [one, other] = [[...nodesOf(lower!)], [...nodesOf(upper!)]];
  t.is(one.length, 1);
  t.is(other.length, 1);
  t.not(one[0], other[0]);
});

test("a table that is not there is an error that names it", (t) => {
  const error = t.throws(() => leadingNode(zones, [], { table: "t", key: "k" }), {
    instanceOf: RangeError,
  });
  t.regex(error.message, /called t,/);
});
