import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { type RunOutput, runScenario } from "../scenarios/run.ts";
import type { Scenario } from "../scenarios/scenario.ts";
import type { Trace } from "../sim/kernel/trace.ts";
import { type Parting, partingInWords, partingOf } from "./difference.ts";
import type { Io } from "./io.ts";
import { OwnCrash } from "./own-crash.ts";
import { progressOn } from "./progress.ts";
import { replayCommand } from "./replay-command.ts";
import type { ReadRunFile, RunFile } from "./run-file.ts";
import { optionsFor } from "./run-request.ts";
import { checkChanges } from "./settings.ts";
import { decodeTraceFile, type NamedTraces } from "./trace-file.ts";
import { readVersion } from "./version.ts";
import { chooseWorkload, type WorkloadInput } from "./workload-input.ts";

/** What a recorded run came to when it was run again. */
export interface Rerun {
  readonly output: RunOutput;
  readonly input: WorkloadInput | undefined;
}

/** How a run and its repetition compare: what `replay --json` prints. */
export interface ReplayOutcome {
  readonly identical: boolean;
  readonly sentence: string;
  readonly scenario: string;
  readonly seed: number;
  /** Fingerprints. */
  readonly recorded: string;
  readonly now: string;
  /** The first event that differs, where the recorded trace tells. */
  readonly difference: Parting | null;
  /** What may explain it: an edited file, another version, a changed workload. */
  readonly remarks: readonly string[];
}

/**
 * Runs what a run file says.
 *
 * @param folder the run file's, where its workload may lie too
 * @throws UsageError for settings and workloads that do not exist
 */
export function runAgain(
  io: Io,
  scenario: Scenario,
  run: RunFile,
  folder: string,
  watched: boolean,
): Rerun {
  checkChanges(scenario, run.changes);
  const input =
    run.workload && chooseWorkload(io, pathOf(io, run.workload.from, folder), run.workload.scale);
  const { options } = optionsFor({ asked: run, input }, run.seed, true);
  const progress = progressOn(io, watched);
  try {
    const output = runScenario(scenario, {
      ...options,
      onProgress: ({ caseName, virtualTime, until }) =>
        progress.show(() => `${caseName}: ${((100 * virtualTime) / until).toFixed(0)} %`),
    });
    return { output, input };
  } catch (error) {
    throw new OwnCrash(error, replayCommand(run));
  } finally {
    progress.done();
  }
}

/** A workload's path is taken from where the user is, or else from where the run file is. */
function pathOf(io: Io, from: string, folder: string): string {
  const beside = resolve(folder, from);
  return !existsSync(resolve(io.directory, from)) && existsSync(beside) ? beside : from;
}

/** @param file path of the run file: the recorded trace lies beside it */
export function compareWith(file: string, read: ReadRunFile, rerun: Rerun): ReplayOutcome {
  const { run } = read;
  const { fingerprint } = rerun.output.recording.result;
  const identical = fingerprint === run.fingerprint && sameCases(run, rerun.output);
  const comparison = identical
    ? { sentence: sameSentence(rerun) }
    : compareTraces(file, read, rerun);
  return {
    identical,
    sentence: comparison.sentence,
    scenario: run.scenario,
    seed: run.seed,
    recorded: run.fingerprint,
    now: fingerprint,
    difference: comparison.difference ?? null,
    remarks: remarksOn(read, rerun),
  };
}

const sameCases = ({ cases }: RunFile, { recording }: RunOutput): boolean =>
  cases.length === recording.cases.length &&
  recording.cases.every(({ result }, index) => {
    const { name, fingerprint, events } = cases[index]!;
    return name === result.name && fingerprint === result.fingerprint && events === result.events;
  });

const sameSentence = ({ output }: Rerun): string =>
  `${output.recording.result.events} events gave the recorded fingerprint ${output.recording.result.fingerprint}.`;

interface Comparison {
  readonly sentence: string;
  readonly difference?: Parting;
}

function compareTraces(file: string, read: ReadRunFile, { output }: Rerun): Comparison {
  const recorded = recordedTraces(join(dirname(file), "trace.bin"));
  if (typeof recorded === "string") {
    return { sentence: `The fingerprints differ; at which event cannot be said: ${recorded}.` };
  }
  const now = output.recording.cases.map(({ result }, index) => ({
    name: result.name,
    trace: output.traces[index]!,
  }));
  for (const { name, trace } of now) {
    const before = recorded.find((each) => each.name === name)?.trace;
    if (before === undefined) return { sentence: `The recorded run has no case "${name}".` };
    const difference = partingOf(name, before, trace);
    if (difference === undefined) continue;
    const words = partingInWords(difference, ["recorded", "now"]);
    return { sentence: `The runs part ${words}.`, difference };
  }
  return { sentence: noParting(recorded, now, read, output) };
}

/** Every event is the same, and yet something is not: the file, or a state that no event shows. */
function noParting(
  recorded: NamedTraces,
  now: NamedTraces,
  { run, edited }: ReadRunFile,
  { recording }: RunOutput,
): string {
  if (recorded.length !== now.length) {
    return `The recorded run has ${recorded.length} cases, this one ${now.length}.`;
  }
  const records = now.reduce((sum, { trace }: { readonly trace: Trace }) => sum + trace.length, 0);
  const wrong = recording.cases.find(
    ({ result }, index) => run.cases[index]?.fingerprint !== result.fingerprint,
  );
  const what =
    wrong === undefined ? "counts or fingerprint" : `fingerprint of ${wrong.result.name}`;
  const why = edited
    ? `only the ${what} in the file is another`
    : "only the states that the roles ended in are others";
  return `All ${records} records of the trace are the same, ${why}.`;
}

/** A string says why there are none. */
function recordedTraces(file: string): NamedTraces | string {
  if (!existsSync(file)) return "trace.bin is not beside the file";
  try {
    return decodeTraceFile(readFileSync(file));
  } catch (error) {
    return `trace.bin is damaged (${error instanceof Error ? error.message : String(error)})`;
  }
}

function remarksOn({ run, edited }: ReadRunFile, { output, input }: Rerun): readonly string[] {
  const { number, commit } = readVersion();
  const { configHash } = output.recording.result;
  const sha256 = input?.source.sha256;
  return [
    ...(edited ? ["the file has been edited since it was written"] : []),
    ...(run.version === number
      ? []
      : [
          `it was recorded by quorate ${run.version}, this is ${number}: a seed is bound to a version`,
        ]),
    ...(run.version !== number || run.commit === commit
      ? []
      : [`it was recorded at commit ${run.commit ?? "unknown"}, this is ${commit ?? "unknown"}`]),
    ...(run.configHash === configHash
      ? []
      : [`scenario or settings are others: their hash was ${run.configHash}, now ${configHash}`]),
    ...(sha256 === run.workload?.sha256
      ? []
      : [`the workload ${run.workload?.from} has changed since: its SHA-256 is ${sha256}`]),
  ];
}
