import type { PropertyResult, RunResult } from "../../properties/result.ts";
import type { Scenario } from "../scenario.ts";
import { BrokenPromise, brokenIn } from "./broken-promise.ts";
import { inWeather, type SimulateOptions, simulate } from "./simulate.ts";

export interface SeedOptions extends Omit<SimulateOptions, "seed"> {
  /** How many, from the scenario's first on; or which ones. Default 10. */
  readonly seeds?: number | readonly number[];
  /** How many events shrinking may take; 0: none. Default 5 million, some ten seconds. */
  readonly shrinkBudget?: number;
}

export const usualShrinkBudget = 5_000_000;

/**
 * Every promise of a scenario holds on every seed, and what it says must break does on one of them.
 * Throws a `BrokenPromise`, whose message has the least that breaks it and how to see it again; or an
 * Error that says what no seed could show. Gives what the runs came to.
 */
export function everySeedHolds(
  scenario: Scenario,
  options: SeedOptions = {},
): readonly RunResult[] {
  const { shrinkBudget: budget = usualShrinkBudget, changes = {} } = options;
  const asked = inWeather(scenario, options);
  const results = seedsOf(scenario, options).map((seed) => {
    const result = simulate(scenario, { ...options, seed });
    const broken = brokenIn(asked, result);
    if (broken === undefined) return result;
    const replay = replayOf(scenario, seed, options);
    throw new BrokenPromise({ scenario: asked, seed, changes, result, replay, budget }, broken);
  });
  refuseWhatShowsNothing(scenario, results);
  return results;
}

function seedsOf({ name, seeds: own }: Scenario, { seeds = 10 }: SeedOptions): readonly number[] {
  const chosen =
    typeof seeds === "number"
      ? Array.from({ length: seeds }, (_, index) => own.first + index)
      : seeds;
  if (chosen.length > 0) return chosen;
  throw new RangeError(`expected at least one seed for ${name}, got 0`);
}

/** In a test; and from a shell, if it is one of the scenarios that come with the package. */
function replayOf(
  { name }: Scenario,
  seed: number,
  { changes = {}, weather }: SeedOptions,
): readonly string[] {
  const given = [
    `seeds: [${seed}]`,
    ...(Object.keys(changes).length === 0 ? [] : [`changes: ${JSON.stringify(changes)}`]),
    ...(weather === undefined ? [] : [`weather: ${weather}`]),
  ];
  const sets = Object.entries(changes).map(([setting, text]) => ` --set ${setting}=${text}`);
  const inWeather = weather === undefined ? "" : ` --weather ${weather}`;
  return [
    `everySeedHolds(scenario, { ${given.join(", ")} })`,
    `npx quorate run ${name} --seed ${seed}${inWeather}${sets.join("")} (a scenario of quorate's own)`,
  ];
}

/** A promise that no run could judge, or a counter-run that never broke. */
function refuseWhatShowsNothing({ name }: Scenario, results: readonly RunResult[]): void {
  const rows = results.flatMap(({ seed, cases }) =>
    cases.flatMap((each) => each.properties.map((row) => ({ seed, inCase: each.name, row }))),
  );
  const unknown = rows.find(({ row }) => row.expected === "holds" && row.verdict === "unknown");
  if (unknown !== undefined) {
    const { seed, inCase, row } = unknown;
    throw new Error(
      `${row.name} is unknown on seed ${seed} of ${name} (${inCase}): ${row.reason}.`,
    );
  }
  const id = (inCase: string, row: PropertyResult): string => `${row.name} (${inCase})`;
  const broke = new Set(
    rows.filter(({ row }) => row.verdict === "broken").map(({ inCase, row }) => id(inCase, row)),
  );
  const calm = rows.find(
    ({ inCase, row }) => row.expected === "broken" && !broke.has(id(inCase, row)),
  );
  if (calm === undefined) return;
  throw new Error(
    `${id(calm.inCase, calm.row)} of ${name} was to break on one of ${results.length} seeds and did not.`,
  );
}
