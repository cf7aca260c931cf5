/** One case of a scenario, run from start to audit, judged, and recorded if asked. */

import { dnsMeasures } from "../../properties/dns-measures.ts";
import { measuresOf } from "../../properties/measures.ts";
import { callFigures } from "../../properties/measures-of-calls.ts";
import { nines } from "../../properties/nines.ts";
import type { Measures } from "../../properties/property.ts";
import { recordGroupFigures } from "../../properties/recording/group-figures.ts";
import { guard } from "../../properties/recording/guard.ts";
import { recordHistory } from "../../properties/recording/history-recorder.ts";
import { recordPath } from "../../properties/recording/path-recorder.ts";
import { recordPostures } from "../../properties/recording/posture-recorder.ts";
import { recordReplication } from "../../properties/recording/replication-figures.ts";
import { recordStreams } from "../../properties/recording/stream-figures.ts";
import type { CaseRecording, CaseResult } from "../../properties/result.ts";
import { clientSettings } from "../../sim/client/settings.ts";
import { InvariantViolation } from "../../sim/kernel/assert.ts";
import { createSimulation, type Simulation } from "../../sim/kernel/simulation.ts";
import { at, type Duration, type SimTime } from "../../sim/kernel/time.ts";
import type { Trace } from "../../sim/kernel/trace.ts";
import { shownSettings } from "../../sim/parts/setting.ts";
import type { Case } from "../scenario.ts";
import type { Assembled } from "./assemble.ts";
import { bandsOf } from "./bands.ts";
import { invariantsFor } from "./invariants-for.ts";
import { type Judged, judge } from "./judge.ts";
import { sentenceOf } from "./sentence.ts";
import { windowsOf } from "./windows.ts";
import { worldOf } from "./world-of.ts";

export interface CaseOptions {
  readonly seed: number;
  readonly mode: "fast" | "check";
  readonly record: boolean;
  readonly maxEvents: number | undefined;
  /** Numbers of the scenario's cases that have been run, by their names in it. */
  readonly others: ReadonlyMap<string, Measures>;
  readonly onProgress: ((virtualTime: number, until: number, events: number) => void) | undefined;
}

export interface CaseRun {
  readonly recording: CaseRecording;
  readonly trace: Trace | undefined;
}

/** How often progress is told, in virtual time. */
const slices = 50;

export function runCase(
  chosen: Case,
  name: string,
  assembled: Assembled,
  options: CaseOptions,
): CaseRun {
  const { system, deployment, phases } = assembled;
  const history = recordHistory();
  const watch = guard(invariantsFor(assembled));
  const postures = recordPostures(system, deployment);
  const path = recordPath(at(phases.loadEnds) as SimTime);
  const groups = recordGroupFigures();
  const streams = recordStreams();
  const replication = recordReplication(at(phases.loadEnds) as SimTime);
  const simulation = createSimulation({
    seed: options.seed,
    ...worldOf(assembled),
    mode: options.mode,
    keepTrace: options.record,
    observers: [
      watch.observer,
      history.observer,
      path.observer,
      groups.observer,
      streams.observer,
      replication.observer,
      ...(options.record ? [postures.observer] : []),
    ],
    ...(options.maxEvents === undefined ? {} : { maxEvents: options.maxEvents }),
  });
  const stopped = runPhases(simulation, assembled, options);
  const seen = measuresOf({
    history: history.history(),
    marks: simulation.marks,
    traffic: simulation.world.traffic(),
    path: path.traffic(),
    loadEnds: at(phases.loadEnds) as SimTime,
  });
  const measures = {
    ...seen,
    ...nines(seen),
    ...callFigures(history.history()),
    ...groups.measures(),
    ...streams.measures(),
    ...replication.measures(),
    ...dnsMeasures(simulation.world),
  };
  const judged = judge(chosen, {
    invariants: watch.findings(simulation.world),
    history: history.history(),
    world: simulation.world,
    marks: simulation.marks,
    measures,
    others: options.others,
    stopped,
    cutShort: simulation.events > (options.maxEvents ?? Number.POSITIVE_INFINITY),
  });
  const result = resultOf(name, assembled, simulation, measures, judged);
  if (!options.record) return { recording: bare(result, assembled), trace: undefined };
  const indexes = groups.indexes();
  const recording: CaseRecording = {
    result,
    operations: history.history().operations,
    postures: postures.postures(simulation.now),
    windows: windowsOf(assembled, options.seed, judged.properties, postures.marks),
    loadEnds: phases.loadEnds,
    ...(indexes === undefined ? {} : { indexes }),
  };
  return { recording, trace: simulation.trace };
}

/** The load, with its faults; then everything heals and rests; then the audit. */
function runPhases(
  simulation: Simulation,
  { phases }: Assembled,
  { onProgress }: CaseOptions,
): InvariantViolation | undefined {
  const { loadEnds, end } = phases;
  try {
    for (let slice = 1; slice <= slices; slice += 1) {
      simulation.runUntil(at(Math.floor((loadEnds * slice) / slices) as Duration));
      onProgress?.(simulation.now, end, simulation.events);
    }
    simulation.endFaults();
    simulation.runUntil(at(end));
  } catch (error) {
    if (error instanceof InvariantViolation) return error;
    throw error;
  }
  return undefined;
}

function resultOf(
  name: string,
  { system, faults, phases, clientSettings: values }: Assembled,
  simulation: Simulation,
  measures: Measures,
  judged: Judged,
): CaseResult {
  return {
    name,
    system: system.name,
    verdict: judged.verdict,
    sentence: sentenceOf(judged, measures),
    fingerprint: simulation.fingerprint(),
    events: simulation.events,
    virtualTime: simulation.now,
    properties: judged.properties,
    measures,
    faults: bandsOf(faults, phases.loadEnds),
    settings: [
      ...system.settings,
      ...shownSettings(clientSettings, values as Readonly<Record<string, unknown>>, "client."),
    ],
  };
}

const bare = (result: CaseResult, { phases }: Assembled): CaseRecording => ({
  result,
  operations: [],
  postures: [],
  windows: [],
  loadEnds: phases.loadEnds,
});
