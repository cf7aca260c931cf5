import fc from "fast-check";
import { type ChangeOptions, settingChanges } from "../../properties/generators/setting-changes.ts";
import { writtenWorkloads } from "../../properties/generators/workloads.ts";
import type { Property } from "../../properties/property.ts";
import type { Workload } from "../../sim/client/workload.ts";
import type { FaultSpec } from "../../sim/faults/schedule.ts";
import type { System } from "../../sim/kernel/system.ts";
import { type Duration, seconds } from "../../sim/kernel/time.ts";
import { holds, type Scenario, scenario, type Topology } from "../scenario.ts";
import { type HardshipOptions, hardships } from "./hardships.ts";
import { readable } from "./readable.ts";
import { topologies } from "./topologies.ts";

export interface ScenarioOptions {
  readonly system: System;
  /** What must hold in every run, beside the invariants, which watch all of them. */
  readonly promises: readonly Property[];
  /** Default: `topologies()`. */
  readonly topology?: fc.Arbitrary<Topology>;
  /** Default: `writtenWorkloads` of up to 60 requests. */
  readonly workload?: (options: LoadPlace) => fc.Arbitrary<Workload>;
  /** Default: faults as often as usual, of any kind; "none" for fair weather. */
  readonly faults?: HardshipOptions | "none";
  /** Settings that may change. Default: none. */
  readonly settings?: ChangeOptions;
  /** Of the load. Default 5 s. */
  readonly duration?: Duration;
}

/** What a load is made for. */
export interface LoadPlace {
  /** Clients in all. */
  readonly clients: number;
  readonly duration: Duration;
}

/**
 * Whole scenarios: a topology, a load, faults and settings, each with some of its classes left out.
 * They print in words, and shrink to fewer requests and fewer, shorter faults.
 */
export function generatedScenarios(options: ScenarioOptions): fc.Arbitrary<Scenario> {
  const { system, settings } = options;
  const changes = settings === undefined ? fc.constant({}) : settingChanges(system, settings);
  return fc
    .tuple(options.topology ?? topologies(), changes)
    .chain(([topology, texts]) => {
      const bare = bareScenario(options, topology, system.with(texts));
      return fc.tuple(fc.constant(bare), loadsOf(options, topology), faultsOf(options, bare));
    })
    .map(([bare, workload, faults]) => readable({ ...bare, workload, faults }));
}

const usualDuration = seconds(5);

function bareScenario(
  { promises, duration = usualDuration }: ScenarioOptions,
  topology: Topology,
  system: System,
): Scenario {
  return scenario({
    name: "generated",
    question: "Does a promise break, whatever the world, the load and the faults?",
    source: "generated",
    claims: [],
    topology,
    faults: [],
    duration,
    seeds: { first: 1, count: 1 },
    cases: [{ system, expect: promises.map(holds) }],
  });
}

function loadsOf(options: ScenarioOptions, { zones }: Topology): fc.Arbitrary<Workload> {
  const { workload = writtenWorkloads, duration = usualDuration } = options;
  return workload({ clients: zones.reduce((sum, zone) => sum + (zone.clients ?? 0), 0), duration });
}

function faultsOf({ faults = {} }: ScenarioOptions, bare: Scenario): fc.Arbitrary<FaultSpec[]> {
  if (faults === "none") return fc.constant([]);
  return hardships(bare, faults);
}
