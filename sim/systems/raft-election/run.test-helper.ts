/** For tests: a cluster of a few servers, who won when, and who is what. */

import { type FaultSpec, faultOf } from "../../faults/schedule.ts";
import { constant } from "../../kernel/distribution.ts";
import type { Observer } from "../../kernel/observer.ts";
import {
  createSimulation,
  type Simulation,
  type SimulationOptions,
} from "../../kernel/simulation.ts";
import { at, type Duration, ms } from "../../kernel/time.ts";
import { type ClusterOptions, cluster } from "./cluster.ts";
import type { VoteRecord } from "./messages.ts";
import { server } from "./server.ts";

/** Who won when: "7 server-a 1" is server-a, at 7 ms, in term 1. */
type Wins = string[];

export interface RunOptions extends Partial<SimulationOptions> {
  readonly cluster?: Partial<ClusterOptions>;
  readonly schedule?: readonly FaultSpec[];
  /** Votes on disk at the start, by server. */
  readonly voted?: Readonly<Record<string, VoteRecord>>;
}

/** Three servers 1 ms apart, with writes of 5 ms and timers of 150 to 300 ms, unless said otherwise. */
export function build(options: RunOptions): {
  readonly simulation: Simulation;
  readonly wins: Wins;
} {
  const { cluster: changes, schedule = [], voted = {}, ...others } = options;
  const electionTimer = { min: ms(150), max: ms(300) };
  const defaults = { servers: 3, electionTimer, flush: constant(ms(5)) };
  const { machines, placements } = cluster({ ...defaults, ...changes });
  const wins: Wins = [];
  const simulation = createSimulation({
    seed: 1,
    mode: "check",
    machines,
    network: { withinZone: constant(ms(1)), acrossZones: constant(ms(1)) },
    placements: placements.map((placement) => {
      const record = voted[placement.address];
      return record === undefined ? placement : { ...placement, disk: [record] };
    }),
    faults: schedule.map(faultOf),
    observers: [listing(wins)],
    ...others,
  });
  return { simulation, wins };
}

const listing = (wins: Wins): Observer => ({
  onStep(step, { now }) {
    const move = step.by(server);
    const isWin = move?.effects.some(
      (effect) => effect.kind === "mark" && effect.name === "election-won",
    );
    if (move === undefined || isWin !== true) return;
    wins.push(`${now / 1_000} ${move.who.address} ${move.who.state.term}`);
  },
});

export function run(until: Duration, options: RunOptions): ReturnType<typeof build> {
  const built = build(options);
  built.simulation.runUntil(at(until));
  return built;
}

/** "leader 3": what a server is, and its term. Servers that are down are left out. */
export const rolesOf = (simulation: Simulation) =>
  simulation.world.playing(server).map(({ state }) => `${state.role} ${state.term}`);
