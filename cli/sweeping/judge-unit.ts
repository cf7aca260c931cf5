import { runScenario } from "../../scenarios/run.ts";
import { findScenario } from "../catalogue.ts";
import { replayCommand } from "../replay-command.ts";
import { optionsFor } from "../run-request.ts";
import { scenarioAsked } from "../scenario-asked.ts";
import type { Manner, Unit } from "./plan.ts";
import { crashLine, type SeedLine, seedLine } from "./seed-line.ts";

/** One run of a sweep, as it is handed to a worker. */
export interface Task extends Unit {
  readonly manner: Manner;
  /** URL of the folder that holds the scenarios. */
  readonly scenarios: string;
}

/** Runs one unit. What goes wrong within is a line too: one crash must not cost the other runs. */
export async function judgeUnit({ scenarios, manner, ...unit }: Task): Promise<SeedLine> {
  const asked = askedFor(unit, manner);
  const found = await findScenario({ scenarios: new URL(scenarios) }, unit.scenario);
  const scenario = scenarioAsked(found, asked);
  const { options } = optionsFor({ asked, input: undefined }, unit.seed, false);
  try {
    return seedLine(runScenario(scenario, options).recording.result);
  } catch (error) {
    return crashLine(unit, error);
  }
}

/** The one line that runs this unit again. */
export const replayOf = (unit: Unit, manner: Manner): string =>
  replayCommand(askedFor(unit, manner));

const askedFor = ({ scenario, seed }: Unit, manner: Manner) => ({
  scenario,
  seed,
  mode: "fast" as const,
  ...manner,
});
