/** The gallery has every switch there is; mistakes of the incidents are caught, and only they. */

import { readFileSync } from "node:fs";
import test from "ava";
import { bugs as dnsBugs } from "../../sim/systems/dns-2025/bugs.ts";
import { bugs as dynamoBugs } from "../../sim/systems/dynamodb/bugs.ts";
import { bugs as metadataBugs } from "../../sim/systems/metadata-2015/bugs.ts";
import { canary, gallery } from "./gallery.ts";
import { huntOn } from "./hunt.ts";
import { searches } from "./search.ts";

test("the gallery has a room for every switch there is", (t) => {
  const switches = [
    ...Object.keys(dynamoBugs),
    ...Object.keys(dnsBugs).map((name) => `dns-2025/${name}`),
    ...Object.keys(metadataBugs).map((name) => `metadata-2015/${name}`),
  ];
  const names = gallery.map(({ name }) => name);
  t.deepEqual(
    switches.filter((name) => !names.includes(name)),
    [],
  );
  t.is(names.length, switches.length);
});

test("the canary is caught on every seed of the stored table", (t) => {
  const table = readFileSync(new URL("../golden/hunts.tsv", import.meta.url), "utf8");
  const [, caughtBy, count] =
    table
      .split("\n")
      .map((line) => line.split("\t"))
      .find(([bug]) => bug === canary.name) ?? [];
  t.deepEqual([caughtBy, count], [canary.caughtBy, "200 of 200"]);
});

for (const { name, where, caughtBy, mistake, ground } of gallery) {
  if (where !== "dns-2025" && where !== "metadata-2015") continue;
  test(`${name} is caught by ${caughtBy}: ${mistake}`, (t) => {
    const { caught, at, events } = huntOn(ground(true), caughtBy, 1);
    t.true(caught);
    t.true(events > 0 && (at ?? 0) >= 0);
    t.deepEqual(huntOn(ground(false), caughtBy, 1).broken, []);
  });
}

test("searches from several places give medians; one that finds nothing ends them", (t) => {
  const { ground, caughtBy } = canary;
  const found = searches(ground(true), caughtBy, { count: 3, most: 2 });
  t.is(found.seeds, 1);
  t.is(found.found?.seed, 1);
  t.deepEqual(found.broken, [caughtBy]);
  const brief = { ...ground(false), duration: 1 as never };
  const nothing = searches(brief, caughtBy, { count: 3, most: 2 });
  t.deepEqual(nothing, { seeds: undefined, events: undefined, found: undefined, broken: [] });
});
