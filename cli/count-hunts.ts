/**
 * Counts for every deliberate mistake on how many seeds it is caught by the property that it names,
 * and prints the table that `scenarios/hunting/hunting.test.ts` holds the code to: `npm run hunts [SEEDS] [BUG ...]`.
 */

import { hunt } from "../scenarios/hunting/hunt.ts";
import { type GroupBug, groupBugs } from "../sim/systems/dynamodb/bugs.ts";

const [seeds = "200", ...only] = process.argv.slice(2);

/** The last column has a character a seed: 1 where the named property broke, 0 where it did not. */
console.log("bug\tcaught by\tseeds caught\tseed by seed");
for (const [name, { caughtBy }] of Object.entries(groupBugs)) {
  if (only.length > 0 && !only.includes(name)) continue;
  let catches = "";
  for (let seed = 1; seed <= Number(seeds); seed += 1) {
    catches += hunt(name as GroupBug, seed, true).caught ? "1" : "0";
  }
  const count = catches.replaceAll("0", "").length;
  console.log(`${name}\t${caughtBy}\t${count} of ${seeds}\t${catches}`);
}
