import fc from "fast-check";
import { isRecorded, type Workload } from "../../sim/client/workload.ts";
import { describeFault } from "../../sim/faults/describe-fault.ts";
import type { Duration } from "../../sim/kernel/time.ts";
import { formatDuration } from "../../sim/parts/duration-text.ts";
import type { Scenario } from "../scenario.ts";
import { callText } from "../shrinking/operation-text.ts";

/** The same scenario; fast-check prints it in words, a line for each request and fault. */
export const readable = (scenario: Scenario): Scenario =>
  Object.assign({ ...scenario }, { [fc.toStringMethod]: () => scenarioInWords(scenario) });

function scenarioInWords({ topology, workload, faults, duration, cases }: Scenario): string {
  const zones = topology.zones.map(
    ({ name, machines, clients = 0 }) => `${name} (machines: ${machines}, clients: ${clients})`,
  );
  const changed = cases.flatMap(({ system }) =>
    system.settings.filter(({ isDefault }) => !isDefault),
  );
  return [
    `${cases.map(({ system }) => system.name).join(", ")} for ${formatDuration(duration)} in zones ${zones.join(", ")}`,
    ...changed.map(({ name, value }) => `${name} = ${value}`),
    ...(workload === undefined ? [] : loadInWords(workload)),
    ...faults.map(describeFault),
  ].join("\n  ");
}

function loadInWords(workload: Workload): readonly string[] {
  if (!isRecorded(workload)) {
    const { arrivals, mix } = workload;
    return [`${JSON.stringify(arrivals)} of ${JSON.stringify(mix)}`];
  }
  const { times, clients, calls = [] } = workload.arrivals.log;
  return calls.map(
    (call, index) =>
      `${formatDuration(times[index]! as Duration)} client ${clients[index]!} ${callText(call)}`,
  );
}
