/**
 * Every deliberate mistake is caught by the property that it names, on the seeds that the stored
 * table says; with the mistake switched off the same grounds hold. `npm run hunts` makes the table.
 */

import { readFileSync } from "node:fs";
import test from "ava";
import { type GroupBug, groupBugs } from "../../sim/systems/dynamodb/bugs.ts";
import { hunt } from "./hunt.ts";

/** Of the 200 seeds of the table, how many are run again here. */
const again = 3;

const rows = new Map(
  readFileSync(new URL("../golden/hunts.tsv", import.meta.url), "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split("\t"))
    .map(([bug = "", caughtBy = "", , catches = ""]) => [bug, { caughtBy, catches }]),
);

test("the table has a row for every mistake, none without a catch in 200 seeds", (t) => {
  t.deepEqual([...rows.keys()], Object.keys(groupBugs));
  for (const [bug, { catches }] of rows) {
    t.is(catches.length, 200, bug);
    t.true(catches.includes("1"), `${bug} is never caught`);
  }
});

for (const [name, { mistake, caughtBy }] of Object.entries(groupBugs)) {
  const bug = name as GroupBug;

  test(`${bug} is caught by ${caughtBy}: ${mistake}`, (t) => {
    const row = rows.get(bug);
    t.is(row?.caughtBy, caughtBy);
    const catches = row?.catches ?? "";
    const first = catches.indexOf("1") + 1;
    const seeds = new Set([first, ...Array.from({ length: again }, (_, index) => index + 1)]);
    for (const seed of seeds) {
      t.is(hunt(bug, seed, true).caught, catches[seed - 1] === "1", `seed ${seed}`);
    }
  });

  test(`without ${bug} the same grounds hold`, (t) => {
    const first = (rows.get(bug)?.catches ?? "").indexOf("1") + 1;
    t.deepEqual(hunt(bug, first, false), { caught: false, broken: [] });
  });
}
