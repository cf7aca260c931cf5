/** For tests of splits: a small fleet whose partitions are told to split at certain times. */

import { groupsAreWhole } from "../../../../properties/finals/groups-are-whole.ts";
import { routesConverge } from "../../../../properties/finals/routes-converge.ts";
import { acknowledgedWritesSurvive } from "../../../../properties/histories/acknowledged-writes-survive.ts";
import { linearizable } from "../../../../properties/histories/linearizable.ts";
import { runScenario } from "../../../../scenarios/run.ts";
import { holds, reached, type Scenario, scenario } from "../../../../scenarios/scenario.ts";
import { poisson } from "../../../client/arrivals.ts";
import { uniformKeys } from "../../../client/keys.ts";
import { openLoop } from "../../../client/workload.ts";
import type { FaultSpec } from "../../../faults/schedule.ts";
import type { Kind } from "../../../faults/shapes.ts";
import type { Address, Role } from "../../../kernel/role.ts";
import type { System } from "../../../kernel/system.ts";
import { type Duration, ms, seconds } from "../../../kernel/time.ts";
import { place } from "../../../kernel/topology.ts";
import { type FleetOptions, fleet } from "../fleet.ts";
import { region } from "../hardware.ts";
import type { DynamoMessage } from "../messages.ts";
import { replicaOn } from "../tables.ts";

export interface Told {
  readonly at: Duration;
  readonly partition: string;
  /** Share of the hash space at which it is to split, as two hex digits. */
  readonly key: string;
}

interface DirectorSetup {
  readonly told: readonly Told[];
  readonly nodes: readonly Address[];
}

/** Tells every member, as it does not know who leads: the others refuse. */
const director: Role<DirectorSetup, DynamoMessage, never, DirectorSetup> = {
  name: "director",
  start(_self, setup, { restarted }, _at, effects) {
    if (!restarted) {
      for (const [index, { at }] of setup.told.entries()) effects.setTimer(`${index}`, at, at);
    }
    return { ...setup };
  },
  handle({ told, nodes }, event, effects) {
    if (event.kind !== "timer") return;
    const { partition, key } = told[Number(event.timer)]!;
    for (const node of nodes) {
      effects.send(replicaOn(partition, node), { kind: "split-at", at: key });
    }
  },
};

export interface SplitTrial {
  readonly told: readonly Told[];
  readonly faults?: readonly FaultSpec[];
  readonly kinds?: readonly Kind[];
  readonly intensity?: number;
  readonly options?: Partial<FleetOptions>;
  readonly perSecond?: number;
  readonly keys?: number;
  readonly duration?: Duration;
  /** How many splits all three members must make. */
  readonly splits?: number;
  /** A mark that must be left. */
  readonly reaches?: string;
}

const nodes = ["a", "b", "c"].map((zone) => `storage-${zone}-1` as Address);

/** One table in one partition, three storage nodes: `orders` at `orders@storage-a-1` leads. */
export function directed(options: Partial<FleetOptions>, told: readonly Told[]): System {
  const system = fleet({
    tables: [{ name: "orders", capacity: { mode: "on-demand" } }],
    ...options,
  });
  return {
    ...system,
    deploy: (plan) => {
      const deployment = system.deploy(plan);
      const address = "director" as Address;
      const setup = { told, nodes };
      return {
        ...deployment,
        placements: [
          ...deployment.placements,
          place({ address, machine: "metadata-a", role: director, setup }),
        ],
      };
    },
    with: () => directed(options, told),
  };
}

export function splitScenario(trial: SplitTrial): Scenario {
  const { told, faults = [], kinds, intensity = 3, options = {} } = trial;
  const { splits, reaches, perSecond = 300, keys = 40, duration = seconds(6) } = trial;
  return scenario({
    name: "splitting",
    question: "Does anything go wrong when a partition splits?",
    source: "ATC '22, §4.4",
    claims: ["W5"],
    topology: {
      zones: ["a", "b", "c"].map((name) => ({ name, machines: 1, clients: 3 })),
      ...region,
    },
    workload: openLoop({
      arrivals: poisson({ perSecond }),
      mix: { get: 0.4, put: 0.45, conditionalPut: 0.05, update: 0.05, delete: 0.05 },
      reads: { strong: 0.8 },
      keys: uniformKeys({ keys }),
      table: "orders",
    }),
    faults,
    ...(kinds === undefined ? {} : { swarm: { intensity, kinds } }),
    duration,
    settle: seconds(8),
    seeds: { first: 1, count: 1 },
    cases: [
      {
        system: directed(options, told),
        expect: [
          holds(linearizable),
          holds(acknowledgedWritesSurvive),
          holds(groupsAreWhole),
          holds(routesConverge),
          ...(splits === undefined ? [] : [reached("split-applied", 3 * splits)]),
          ...(reaches === undefined ? [] : [reached(reaches)]),
        ],
      },
    ],
  });
}

/** Runs it; what broke, with its reason. */
export function runSplit(trial: SplitTrial, seed: number, mode: "fast" | "check" = "fast") {
  const outcome = runScenario(splitScenario(trial), {
    seed,
    changes: {},
    mode,
    record: false,
  });
  const result = outcome.recording.result.cases[0]!;
  const broken = result.properties
    // Invariants of other matters may have had nothing to look at.
    .filter(
      ({ verdict, kind }) => verdict !== "holds" && (kind !== "invariant" || verdict === "broken"),
    )
    .map(({ name, reason }) => `${name}: ${reason}`);
  return { broken, result };
}

export const soon = (at: number, key: string, partition = "orders"): Told => ({
  at: ms(at),
  partition,
  key,
});
