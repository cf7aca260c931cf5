/**
 * Every deliberate mistake of a fleet that has grounds is caught by the property that it names, on the
 * seeds that the stored table says; with the mistake switched off the same grounds hold.
 * `npm run hunts fleet` makes the table.
 */

import { readFileSync } from "node:fs";
import test from "ava";
import { admissionBugs } from "../../sim/systems/dynamodb/admission/bugs.ts";
import { type FleetBug, fleetBugs } from "../../sim/systems/dynamodb/bugs.ts";
import { huntedInAFleet } from "./fleet-grounds.ts";
import { hunt } from "./hunt.ts";

const rows = new Map(
  readFileSync(new URL("../golden/fleet-hunts.tsv", import.meta.url), "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split("\t"))
    .map(([bug = "", caughtBy = "", , catches = ""]) => [bug, { caughtBy, catches }]),
);

test("the table has a row for every mistake that has grounds, none without a catch", (t) => {
  t.deepEqual([...rows.keys()], [...huntedInAFleet]);
  for (const [bug, { catches }] of rows) {
    t.is(catches.length, 20, bug);
    t.true(catches.includes("1"), `${bug} is never caught`);
  }
});

test("all mistakes of admission control have grounds", (t) => {
  for (const bug of Object.keys(admissionBugs)) t.true(huntedInAFleet.includes(bug as FleetBug));
});

for (const bug of huntedInAFleet) {
  const { mistake, caughtBy } = fleetBugs[bug];
  const row = rows.get(bug);
  const first = (row?.catches ?? "").indexOf("1") + 1;

  test(`${bug} is caught by ${caughtBy}: ${mistake}`, (t) => {
    t.is(row?.caughtBy, caughtBy);
    t.true(hunt(bug, first, true).caught, `seed ${first}`);
  });

  test(`without ${bug} the same grounds hold`, (t) => {
    t.deepEqual(hunt(bug, first, false), { caught: false, broken: [] });
  });
}
