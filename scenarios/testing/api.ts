/**
 * What `import ... from "quorate"` gives: to write a scenario, to generate one, to run it, and to make
 * a property of it. Everything else is at its own path: "quorate/scenarios/leader-crash",
 * "quorate/properties/histories/linearizable", "quorate/sim/faults/crash".
 */

export { replicasConverge } from "../../properties/finals/replicas-converge.ts";
export type { ScheduleOptions } from "../../properties/generators/fault-schedule.ts";
export { faultSchedules } from "../../properties/generators/fault-schedules.ts";
export {
  type OperationClass,
  type OperationOptions,
  operations,
  singleItemClasses,
} from "../../properties/generators/operations.ts";
export { type ChangeOptions, settingChanges } from "../../properties/generators/setting-changes.ts";
export {
  type DrawnOptions,
  drawnWorkloads,
  type WrittenOptions,
  writtenWorkload,
  writtenWorkloads,
} from "../../properties/generators/workloads.ts";
export { acknowledgedWritesSurvive } from "../../properties/histories/acknowledged-writes-survive.ts";
export { linearizable } from "../../properties/histories/linearizable.ts";
export type {
  FinalProperty,
  HistoryProperty,
  Invariant,
  Property,
} from "../../properties/property.ts";
export type { CaseResult, PropertyResult, RunResult } from "../../properties/result.ts";
export { poisson } from "../../sim/client/arrivals.ts";
export type { Call } from "../../sim/client/call.ts";
export { uniformKeys, zipf } from "../../sim/client/keys.ts";
export { closedLoop, openLoop, type Workload } from "../../sim/client/workload.ts";
export type { WrittenRequest } from "../../sim/client/written-log.ts";
export type { FaultSpec } from "../../sim/faults/schedule.ts";
export { type Duration, ms, seconds, us } from "../../sim/kernel/time.ts";
export { fleet } from "../../sim/systems/dynamodb/fleet.ts";
export { region } from "../../sim/systems/dynamodb/hardware.ts";
export { dynamodb } from "../../sim/systems/dynamodb/system.ts";
export { type RunOptions, type RunOutput, runScenario } from "../run.ts";
// To write a scenario.
export {
  breaks,
  type Case,
  type Expectation,
  holds,
  reached,
  type Scenario,
  scenario,
  type Tenant,
  type Topology,
} from "../scenario.ts";
// To run a scenario, and to make a property of it.
export { BrokenPromise } from "./broken-promise.ts";
export { everyScenarioHolds, type GeneratedOptions } from "./every-scenario-holds.ts";
export { everySeedHolds, type SeedOptions } from "./every-seed-holds.ts";
// To generate: fast-check arbitraries.
export { generatedScenarios, type LoadPlace, type ScenarioOptions } from "./generated-scenarios.ts";
export { type HardshipOptions, hardships } from "./hardships.ts";
export { type SimulateOptions, simulate } from "./simulate.ts";
export { type TopologyOptions, topologies } from "./topologies.ts";
