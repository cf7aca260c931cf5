/** Failures that were found once and shrunk: they still fail with their mistake, and not without it. */

import { readdirSync, readFileSync } from "node:fs";
import test from "ava";
import { bugs } from "../sim/systems/dynamodb/bugs.ts";
import { findScenario } from "./catalogue.ts";
import { replayScenario } from "./shrinking/replay-scenario.ts";
import { parseScenarioFile } from "./shrinking/scenario-file.ts";

const scenarios = new URL("../scenarios/", import.meta.url);
const folder = new URL("regressions/", scenarios);
const files = readdirSync(folder).filter((name) => name.endsWith(".json"));

test("the corpus has a file each for several mistakes, named after them", (t) => {
  t.true(files.length >= 8);
  for (const file of files) t.true(Object.hasOwn(bugs, file.replace(".json", "")), file);
});

for (const name of files) {
  const file = parseScenarioFile(readFileSync(new URL(name, folder), "utf8"), name);

  test(`${name}: ${file.breaks.property} breaks with the mistake, and not without it`, async (t) => {
    const scenario = await findScenario({ scenarios }, file.scenario);
    t.deepEqual(file.changes, { bug: name.replace(".json", "") });
    const again = replayScenario(scenario, file);
    t.true(again.reproduced, again.sentence);
    t.true(file.events < 1_000, "small enough to replay in milliseconds");
    const without = replayScenario(scenario, { ...file, changes: {} });
    t.false(without.reproduced, without.sentence);
  });
}
