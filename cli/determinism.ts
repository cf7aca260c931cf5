import { type RunOptions, type RunOutput, runScenario } from "../scenarios/run.ts";
import type { Scenario } from "../scenarios/scenario.ts";
import { Trace } from "../sim/kernel/trace.ts";
import { partingInWords, partingOf } from "./difference.ts";

/** Check mode is slow: so much of a run is enough to meet every handler. */
const checkedEvents = 20_000;

/**
 * Runs the same again, and its beginning once more in check mode, and compares every event.
 *
 * @param first the run as it was, recorded
 * @returns a sentence on the first difference; undefined when there is none
 */
export function findDifference(
  scenario: Scenario,
  options: RunOptions,
  first: RunOutput,
): string | undefined {
  const again = runScenario(scenario, { ...options, record: true });
  const differs = differenceOf(first, again);
  if (differs !== undefined) return `two runs of one seed differ ${differs}`;

  const maxEvents = Math.min(checkedEvents, options.maxEvents ?? checkedEvents);
  const checked = runScenario(scenario, { ...options, record: true, mode: "check", maxEvents });
  const inCheckMode = beginningDiffers(first, checked, maxEvents);
  return inCheckMode === undefined ? undefined : `check mode differs ${inCheckMode}`;
}

function differenceOf(first: RunOutput, second: RunOutput): string | undefined {
  for (const [index, { result }] of first.recording.cases.entries()) {
    const parting = partingOf(result.name, first.traces[index]!, second.traces[index]!);
    if (parting !== undefined) return partingInWords(parting, ["first", "then"]);
    const other = second.recording.cases[index]!.result;
    if (result.fingerprint !== other.fingerprint) {
      return `in the states of the roles at the end of ${result.name}, though every event is the same`;
    }
  }
  return undefined;
}

/** Compares as far as the checked run goes; it may stop early on purpose, or because of what it found. */
function beginningDiffers(
  first: RunOutput,
  checked: RunOutput,
  maxEvents: number,
): string | undefined {
  for (const [index, { result }] of checked.recording.cases.entries()) {
    const trace = checked.traces[index]!;
    const beginning = beginningOf(first.traces[index]!, trace.length);
    const parting = partingOf(result.name, beginning, trace);
    if (parting !== undefined) return partingInWords(parting, ["fast mode", "check mode"]);
    const found = result.properties.find(({ name }) => name === "assertions");
    const wasFound = first.recording.cases[index]!.result.properties.some(
      ({ name }) => name === "assertions",
    );
    if (found !== undefined && !wasFound && result.events <= maxEvents) {
      return `in ${result.name}: ${found.reason}`;
    }
  }
  return undefined;
}

function beginningOf(trace: Trace, length: number): Trace {
  const beginning = new Trace(trace.roles, trace.labels);
  const end = Math.min(length, trace.length);
  for (let index = 0; index < end; index += 1) beginning.append(...trace.row(index));
  return beginning;
}
