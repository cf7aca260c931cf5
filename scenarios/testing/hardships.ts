import type fc from "fast-check";
import type { ScheduleOptions } from "../../properties/generators/fault-schedule.ts";
import { faultSchedules } from "../../properties/generators/fault-schedules.ts";
import type { FaultSpec } from "../../sim/faults/schedule.ts";
import type { Scenario } from "../scenario.ts";

/** See `ScheduleOptions`: how many faults, which kinds, and whether last copies may be destroyed. */
export type HardshipOptions = Pick<
  ScheduleOptions,
  "intensity" | "kinds" | "tail" | "destructive" | "wildClocks"
>;

/**
 * Schedules of faults for a scenario's machines, zones and length, to put in place of its own:
 * `{ ...scenario, faults }`. Each leaves out some of the kinds; no fault is shorter than its kind may
 * be; and the last copy of what was acknowledged stays, unless `destructive` is asked for.
 */
export function hardships(
  scenario: Scenario,
  options: HardshipOptions = {},
): fc.Arbitrary<FaultSpec[]> {
  const [first] = scenario.cases;
  if (first === undefined) throw new RangeError(`expected a case of ${scenario.name}, got none`);
  const { zones } = scenario.topology;
  const clients = zones.reduce((sum, zone) => sum + (zone.clients ?? 0), 0);
  return faultSchedules({
    machines: first.system.deploy({ zones, clients }).machines,
    zones: zones.map(({ name }) => name),
    duration: first.duration ?? scenario.duration,
    ...options,
  });
}
