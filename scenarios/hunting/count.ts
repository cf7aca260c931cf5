/**
 * Counts for every deliberate mistake on how many of 200 seeds it is caught by the property that it
 * names, and writes the table that `hunting.test.ts` holds the code to. `npm run hunts`.
 */

import { writeFileSync } from "node:fs";
import { type Bug, bugs } from "../../sim/systems/dynamodb/bugs.ts";
import { hunt } from "./hunt.ts";

const seeds = Number(process.argv[2] ?? 200);
const only = process.argv[3];

const table = new URL("../golden/hunts.tsv", import.meta.url);

/** "catches" has a character a seed: 1 where the named property broke, 0 where it did not. */
const lines = ["bug\tcaught by\tseeds caught\tcatches, seed by seed"];
for (const [name, { caughtBy }] of Object.entries(bugs)) {
  if (only !== undefined && only !== name) continue;
  let catches = "";
  for (let seed = 1; seed <= seeds; seed += 1) {
    catches += hunt(name as Bug, seed, true).caught ? "1" : "0";
  }
  const count = catches.replaceAll("0", "").length;
  lines.push(`${name}\t${caughtBy}\t${count} of ${seeds}\t${catches}`);
  console.log(`${name}: ${caughtBy} broke on ${count} of ${seeds} seeds`);
}
if (only === undefined && seeds === 200) writeFileSync(table, `${lines.join("\n")}\n`);
