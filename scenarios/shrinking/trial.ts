/** Tries scripts out: does the promise still break? */

import type { CaseResult, PropertyResult, RunRecording } from "../../properties/result.ts";
import { type RunOptions, runScenario } from "../run.ts";
import type { Case, Scenario } from "../scenario.ts";
import type { Script } from "./script.ts";
import { scriptedScenario } from "./scripted-scenario.ts";

/** What is to break, in which run. */
export interface Target {
  readonly scenario: Scenario;
  readonly chosen: Case;
  readonly property: string;
  readonly seed: number;
  readonly changes: Readonly<Record<string, string>>;
}

/** A script under which the promise breaks. */
export interface Breach {
  readonly script: Script;
  readonly found: PropertyResult;
  readonly result: CaseResult;
}

export interface Trials {
  /** The breach, if the script has it; undefined too when there are no trials left. */
  breach(script: Script): Breach | undefined;
  /** How many runs there have been. */
  readonly runs: number;
  /** Events handled in them: what trials cost, the same on every machine. */
  readonly events: number;
  /** They have cost all that they may. */
  readonly spent: boolean;
}

/** @param budget events; a trial that has begun is finished */
export function trialsOf(target: Target, budget: number): Trials {
  let runs = 0;
  let events = 0;
  return {
    breach(script) {
      if (events >= budget) return undefined;
      const result = tried(target, script)?.result.cases[0];
      runs += 1;
      events += result?.events ?? 0;
      const found = result?.properties.find((each) => isBreach(each, target.property));
      return result === undefined || found === undefined ? undefined : { script, found, result };
    },
    get runs() {
      return runs;
    },
    get events() {
      return events;
    },
    get spent() {
      return events >= budget;
    },
  };
}

export const isBreach = ({ name, expected, verdict }: PropertyResult, property: string): boolean =>
  name === property && expected === "holds" && verdict === "broken";

/** The script as a run of its own; undefined when there can be no such run. */
function tried(target: Target, script: Script): RunRecording | undefined {
  const { scenario, chosen, property } = target;
  try {
    return runScenario(
      scriptedScenario(scenario, chosen, script, property),
      scriptOptions(target, false),
    ).recording;
  } catch (error) {
    // Fewer machines than the system can be laid out on, or faults of machines that are gone.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

export const scriptOptions = (
  { seed, changes }: Pick<Target, "seed" | "changes">,
  record: boolean,
): RunOptions => ({ seed, changes, mode: "fast", record });
