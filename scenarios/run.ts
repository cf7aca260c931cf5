/**
 * Running a scenario: every case with the same seed, the same requests and the same hardships, and
 * one verdict over all. Pure: no files, no clock; the same arguments give the same result.
 */

import type { Measures, Verdict } from "../properties/property.ts";
import type { CaseResult, PropertyResult, RunRecording } from "../properties/result.ts";
import type { Workload } from "../sim/client/workload.ts";
import { canonicalText } from "../sim/kernel/canonical-text.ts";
import { Fingerprint } from "../sim/kernel/fingerprint.ts";
import type { Trace } from "../sim/kernel/trace.ts";
import { worst } from "./running/judge.ts";
import { type Prepared, prepare } from "./running/prepare.ts";
import { type CaseRun, runCase } from "./running/run-case.ts";
import { tool, version } from "./running/version.ts";
import type { Scenario } from "./scenario.ts";

export interface RunOptions {
  readonly seed: number;
  /** Settings as texts: "client.timeout" for the client's, any other name for the system's. */
  readonly changes: Readonly<Record<string, string>>;
  readonly mode: "fast" | "check";
  /** Keep what a report needs: operations, strips, windows, traces. */
  readonly record: boolean;
  /** In place of the scenario's own load. */
  readonly workload?: Workload;
  onProgress?(done: Progress): void;
  readonly maxEvents?: number;
}

export interface Progress {
  readonly caseName: string;
  readonly virtualTime: number;
  readonly until: number;
  readonly events: number;
}

export interface RunOutput {
  readonly recording: RunRecording;
  /** One a case, when recorded. */
  readonly traces: readonly Trace[];
}

/** Throws a RangeError whose message is a sentence, for settings that do not exist. */
export function runScenario(scenario: Scenario, options: RunOptions): RunOutput {
  const prepared = prepare(scenario, options);
  const others = new Map<string, Measures>();
  const runs = prepared.map(({ chosen, name, assembled }) => {
    const run = runCase(chosen, name, assembled, {
      seed: options.seed,
      mode: options.mode,
      record: options.record,
      maxEvents: options.maxEvents,
      others,
      onProgress: (virtualTime, until, events) =>
        options.onProgress?.({ caseName: name, virtualTime, until, events }),
    });
    others.set(chosen.name ?? "", run.recording.result.measures);
    return run;
  });
  const traces = runs.flatMap(({ trace }) => (trace === undefined ? [] : [trace]));
  return { recording: recordingOf(scenario, options, prepared, runs), traces };
}

function recordingOf(
  scenario: Scenario,
  { seed, changes }: RunOptions,
  prepared: readonly Prepared[],
  runs: readonly CaseRun[],
): RunRecording {
  const results = runs.map(({ recording }) => recording.result);
  const verdict = worst(results.map((result) => result.verdict));
  return {
    result: {
      tool,
      version,
      scenario: scenario.name,
      question: scenario.question,
      source: scenario.source,
      seed,
      configHash: configHash(scenario, prepared),
      fingerprint: combined(results.map(({ fingerprint }) => fingerprint)),
      verdict,
      sentence: overall(verdict, results),
      events: results.reduce((sum, { events }) => sum + events, 0),
      virtualTime: results.reduce((most, { virtualTime }) => Math.max(most, virtualTime), 0),
      replay: replayCommand(scenario.name, seed, changes),
      ...figuresOf(scenario),
      cases: results,
    },
    cases: runs.map(({ recording }) => recording),
  };
}

/** All that its claims print, each once. */
function figuresOf({ figures = {} }: Scenario): Pick<RunRecording["result"], "figures"> {
  const names = [...new Set(Object.values(figures).flat())];
  return names.length === 0 ? {} : { figures: names };
}

const isShown = ({ expected, verdict }: PropertyResult): boolean =>
  expected === "broken" && verdict === "broken";

/** One case speaks for itself; of several, whichever decides, by name. */
function overall(verdict: Verdict, results: readonly CaseResult[]): string {
  if (results.length === 1) return results[0]!.sentence;
  return results
    .filter((result) => verdict === "holds" || result.verdict === verdict)
    .map(({ name, sentence, properties }) => {
      const shown = verdict === "holds" ? properties.find(isShown) : undefined;
      return `${name}: ${shown === undefined ? sentence : `${shown.name} breaks, as claimed.`}`;
    })
    .join(" ");
}

function combined(fingerprints: readonly string[]): string {
  if (fingerprints.length === 1) return fingerprints[0]!;
  const print = new Fingerprint();
  for (const fingerprint of fingerprints) print.addText(fingerprint);
  return print.hex();
}

/** Over everything that decides a run, but for the seed. */
function configHash(scenario: Scenario, prepared: readonly Prepared[]): string {
  const print = new Fingerprint();
  print.addText(scenario.name);
  for (const { name, assembled } of prepared) {
    const { system, clientSettings, deployment, network, schedule, phases, parties } = assembled;
    const own = parties.find(({ tenant }) => tenant === undefined);
    const load = own === undefined ? undefined : hashed(own.workload);
    const settings = system.settings.map(({ name: setting, value }) => `${setting}=${value}`);
    const { machines } = deployment;
    print.addText(
      canonicalText({ name, settings, clientSettings, machines, network, schedule, phases, load }),
    );
    for (const { tenant, workload, settings: ofTenant, from, until, seats } of parties) {
      if (tenant === undefined) continue;
      const of = { tenant, load: hashed(workload), settings: ofTenant, from, until };
      print.addText(canonicalText({ ...of, clients: seats.map(({ address }) => address) }));
    }
  }
  return print.hex();
}

/** A load as its hash sees it: of a recorded one, what tells it from another log. */
function hashed(workload: Workload): unknown {
  const { arrivals } = workload;
  if (arrivals.kind === "recorded" && arrivals.log.calls !== undefined) {
    return { times: arrivals.log.times, clients: arrivals.log.clients, calls: arrivals.log.calls };
  }
  return arrivals.kind === "recorded"
    ? { lines: arrivals.log.times.length, scale: arrivals.scale, keys: arrivals.log.keys }
    : workload;
}

function replayCommand(
  scenario: string,
  seed: number,
  changes: Readonly<Record<string, string>>,
): string {
  const sets = Object.entries(changes).map(([name, text]) => ` --set ${name}=${text}`);
  return `npx quorate run ${scenario} --seed ${seed}${sets.join("")}`;
}

export { traceScenario } from "./running/trace-printer.ts";
