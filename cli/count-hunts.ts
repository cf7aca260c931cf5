/**
 * Counts for every deliberate mistake on how many seeds it is caught by the property that it names,
 * and prints the table that `scenarios/hunting/*.test.ts` hold the code to: `npm run hunts [SEEDS]
 * [BUG ...]` for those of a group, `npm run hunts fleet [SEEDS] [BUG ...]` for those of a fleet.
 */

import { huntedInAFleet } from "../scenarios/hunting/fleet-grounds.ts";
import { hunt } from "../scenarios/hunting/hunt.ts";
import { type Bug, bugs, type GroupBug, groupBugs } from "../sim/systems/dynamodb/bugs.ts";

const [first, ...rest] = process.argv.slice(2);
const inAFleet = first === "fleet";
const [seeds = inAFleet ? "20" : "200", ...only] =
  inAFleet || first === undefined ? rest : [first, ...rest];
const hunted: readonly Bug[] = inAFleet ? huntedInAFleet : (Object.keys(groupBugs) as GroupBug[]);

/** The last column has a character a seed: 1 where the named property broke, 0 where it did not. */
console.log("bug\tcaught by\tseeds caught\tseed by seed");
for (const bug of hunted) {
  if (only.length > 0 && !only.includes(bug)) continue;
  let catches = "";
  for (let seed = 1; seed <= Number(seeds); seed += 1) {
    catches += hunt(bug, seed, true).caught ? "1" : "0";
  }
  const count = catches.replaceAll("0", "").length;
  console.log(`${bug}\t${bugs[bug].caughtBy}\t${count} of ${seeds}\t${catches}`);
}
