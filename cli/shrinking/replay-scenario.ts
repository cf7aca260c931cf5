import { runScenario } from "../../scenarios/run.ts";
import { prepare } from "../../scenarios/running/prepare.ts";
import type { Case, Scenario } from "../../scenarios/scenario.ts";
import { scriptedScenario } from "../../scenarios/shrinking/scripted-scenario.ts";
import { isBreach, scriptOptions } from "../../scenarios/shrinking/trial.ts";
import { UsageError } from "../usage-error.ts";
import { type ScenarioFile, scriptOf } from "./scenario-file.ts";

/** What a shrunk scenario came to when it was run again: what `replay --json` prints. */
export interface ScenarioReplay {
  /** The promise broke again. */
  readonly reproduced: boolean;
  /** And every event was the same. */
  readonly identical: boolean;
  readonly sentence: string;
  readonly scenario: string;
  readonly case: string;
  readonly seed: number;
  readonly property: string;
  /** Fingerprints. */
  readonly recorded: string;
  readonly now: string;
}

/** @throws UsageError for a file of a case that is no more, or of machines and clients that cannot be */
export function replayScenario(scenario: Scenario, file: ScenarioFile): ScenarioReplay {
  const { seed, breaks, fingerprint: recorded } = file;
  const { property } = breaks;
  const chosen = caseNamed(scenario, file);
  const result = runAgain(scenario, chosen, file);
  const found = result.properties.find((each) => isBreach(each, property));
  const now = result.fingerprint;
  const same = now === recorded ? "by the same events" : "though by other events";
  return {
    reproduced: found !== undefined,
    identical: found !== undefined && now === recorded,
    sentence:
      found === undefined
        ? `${property} does not break any more.`
        : `${property} breaks again, ${same}: ${found.reason}.`,
    scenario: scenario.name,
    case: file.case,
    seed,
    property,
    recorded,
    now,
  };
}

function runAgain(scenario: Scenario, chosen: Case, file: ScenarioFile) {
  const scripted = scriptedScenario(scenario, chosen, scriptOf(file), file.breaks.property);
  try {
    return runScenario(scripted, scriptOptions(file, false)).recording.result.cases[0]!;
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(error.message);
    throw error;
  }
}

/** The case of this name, as results have it. */
export function caseNamed(
  scenario: Scenario,
  { case: name, seed, changes }: Pick<ScenarioFile, "case" | "seed" | "changes">,
): Case {
  const prepared = prepare(scenario, { seed, changes });
  const found = prepared.find((each) => each.name === name || each.chosen.name === name);
  if (found !== undefined) return found.chosen;
  const names = prepared.map((each) => `"${each.name}"`).join(", ");
  throw new UsageError(`${scenario.name} has no case "${name}": expected one of ${names}`);
}
