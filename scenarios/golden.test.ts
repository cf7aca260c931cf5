/**
 * Stored fingerprints and numbers of every scenario, for a few seeds. `npm run golden` rewrites
 * them; a person reads the difference and says in the commit why it changed. A changed fingerprint
 * with the same numbers may be a refactoring; changed numbers need a reason.
 */

import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import test from "ava";
import type { CaseResult } from "../properties/result.ts";
import { runScenario } from "./run.ts";
import type { Scenario } from "./scenario.ts";

const here = new URL("./", import.meta.url);
const names = readdirSync(here)
  .filter((file) => file.endsWith(".ts") && !/^(run|scenario|claims)\.ts$|\.test\.ts$/.test(file))
  .map((file) => file.replace(".ts", ""));

/** A second seed only where the first has fewer events: the rest take their time elsewhere. */
const fewEvents = 300_000;

/** The numbers worth reading; the rest is in the fingerprint. */
const shown = [
  "acknowledged",
  "lost",
  "longestOutage",
  "elections",
  "writeLatencyP50",
  "writeLatencyP99",
  "strongReadLatencyP50",
];

function golden(scenario: Scenario): string {
  const first = goldenOf(scenario, 1);
  return first.events < fewEvents ? `${first.text}\n${goldenOf(scenario, 2).text}` : first.text;
}

function goldenOf(
  scenario: Scenario,
  seed: number,
): { readonly text: string; readonly events: number } {
  const { result } = runScenario(scenario, {
    seed,
    changes: {},
    mode: "fast",
    record: false,
  }).recording;
  const cases = result.cases.map((each) => caseLines(each, figuresOf(scenario)));
  const head = `seed ${seed}  ${result.verdict}  ${result.fingerprint}`;
  return { text: [head, ...cases].join("\n"), events: result.events };
}

const figuresOf = ({ figures = {} }: Scenario): readonly string[] => Object.values(figures).flat();

function caseLines(
  { name, verdict, measures, events }: CaseResult,
  figures: readonly string[],
): string {
  const numbers = [...new Set([...shown, ...figures])]
    .flatMap((key) => {
      const measure = measures[key];
      return measure === undefined ? [] : [`${key} ${measure.value} ${measure.unit}`];
    })
    .join(", ");
  return `  ${name}: ${verdict}, ${events} events, ${numbers}`;
}

for (const name of names) {
  test.serial(
    `${name} gives its stored fingerprints and numbers, and its name is its file's`,
    async (t) => {
      const module: { default: Scenario } = await import(`./${name}.ts`);
      const scenario = module.default;
      t.is(scenario.name, name);
      const text = `${golden(scenario)}\n`;
      const file = new URL(`./golden/${name}.txt`, here);
      if (process.env.UPDATE_GOLDEN === "1") writeFileSync(file, text);
      t.true(existsSync(file), "no golden yet: run `npm run golden`");
      t.is(text, readFileSync(file, "utf8"));
    },
  );
}
