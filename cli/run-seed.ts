import type { RunRecording, RunResult } from "../properties/result.ts";
import { countText } from "../reports/number-text.ts";
import { type RunOutput, runScenario } from "../scenarios/run.ts";
import { findDifference } from "./determinism.ts";
import { OwnCrash } from "./own-crash.ts";
import { optionsFor, type RunRequest } from "./run-request.ts";

export interface SeedRun {
  readonly seed: number;
  /** Keep what a report and a folder need. */
  readonly record: boolean;
  /** Told, as often as convenient, how far the run is: "dynamodb: 1.0 s of 2.5 s, 900 events". */
  onProgress?(text: () => string): void;
}

export interface Ran {
  readonly output: RunOutput;
  /** What to type to see the same again; the result has it too. */
  readonly replay: string;
}

/**
 * One seed of what was asked for, twice under `--check-determinism`.
 *
 * @throws OwnCrash, which knows the replay, for whatever goes wrong within the run
 */
export function runSeed(request: RunRequest, { seed, record, onProgress }: SeedRun): Ran {
  const { scenario, flags } = request;
  const { options, replay } = optionsFor(request, seed, record);
  try {
    const output = runScenario(scenario, {
      ...options,
      onProgress: ({ caseName, virtualTime, until, events }) =>
        onProgress?.(() => `${caseName}: ${progressText(virtualTime, until, events)}`),
    });
    const difference = flags.checkDeterminism
      ? findDifference(scenario, options, output)
      : undefined;
    return { output: withResult(output, { replay, ...brokenBy(difference) }), replay };
  } catch (error) {
    throw new OwnCrash(error, replay);
  }
}

const progressText = (virtualTime: number, until: number, events: number): string =>
  `${(virtualTime / 1e6).toFixed(1)} s of ${(until / 1e6).toFixed(1)} s, ${countText(events)} events`;

const brokenBy = (difference: string | undefined): Partial<RunResult> =>
  difference === undefined
    ? {}
    : { verdict: "broken", sentence: `Not deterministic: ${difference}.` };

function withResult(output: RunOutput, changes: Partial<RunResult>): RunOutput {
  const { recording } = output;
  const changed: RunRecording = { ...recording, result: { ...recording.result, ...changes } };
  return { ...output, recording: changed };
}
