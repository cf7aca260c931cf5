/**
 * For tests: elections by the thousand. They follow one another in a single run, since building a
 * run takes longer than an election: at the end of each round every machine loses power and all that
 * is on its disk, and starts again as on the first day, while the random streams go on.
 */

import type { Fault } from "../../kernel/fault.ts";
import type { MessageRecord, Observer } from "../../kernel/observer.ts";
import type { Address } from "../../kernel/role.ts";
import { createSimulation } from "../../kernel/simulation.ts";
import { at, type Duration, type SimTime } from "../../kernel/time.ts";
import type { NetworkSpec } from "../../kernel/topology.ts";
import { type ClusterOptions, cluster } from "./cluster.ts";
import type { ServerMessage, Term } from "./messages.ts";
import { server } from "./server.ts";

export interface Trials {
  readonly seed: number;
  readonly rounds: number;
  /** How long a round lasts; heartbeats go on until its end. */
  readonly length: Duration;
  readonly cluster: ClusterOptions;
  readonly network: NetworkSpec;
  /** Machines that lose power in every round, and when, counted from the round's start. */
  readonly down?: readonly string[];
  readonly downFrom?: (round: number) => Duration;
}

/** The first election of a round won after the machines went down. All lengths from that instant. */
export interface Election {
  readonly term: Term;
  /** Until the winner had a majority of votes. */
  readonly won: Duration;
  /**
   * Until the running server that follows the winner in the list got its first heartbeat: one
   * message after `won`. Undefined if the round ended before.
   */
  heard: Duration | undefined;
}

/** One entry a round; undefined where nobody was elected before its end. */
export function runElections(trials: Trials): readonly (Election | undefined)[] {
  const { seed, rounds, length } = trials;
  const elections: (Election | undefined)[] = Array.from({ length: rounds }, () => undefined);
  const { machines, placements } = cluster(trials.cluster);
  const names = machines.map(({ name }) => name);
  const simulation = createSimulation({
    seed,
    machines,
    placements,
    network: trials.network,
    faults: elections.map((_, round) => roundOf(trials, round, names)),
    mode: "fast",
    observers: [stopwatch(trials, names, elections)],
  });
  simulation.runUntil(at((rounds * length - 1) as Duration));
  return elections;
}

const startOf = ({ length }: Trials, round: number): number => round * length;

const downFrom = (trials: Trials, round: number): number =>
  startOf(trials, round) + (trials.downFrom?.(round) ?? 0);

/** Takes the machines of a round down, and at its end makes all as it was at the start. */
function roundOf(trials: Trials, round: number, machines: readonly string[]): Fault {
  const { down = [] } = trials;
  return {
    name: "round",
    about: String(round),
    from: at(downFrom(trials, round) as Duration),
    until: at(startOf(trials, round + 1) as Duration),
    machines,
    zones: [],
    begin: (world) => down.forEach((name) => void world.crash(name)),
    end(world) {
      for (const name of machines) if (!down.includes(name)) world.crash(name);
      for (const name of machines) world.wipe(name);
      for (const name of machines) world.restart(name);
    },
  };
}

/** Writes down, for every round, its first election after the machines went down. */
function stopwatch(
  trials: Trials,
  names: readonly string[],
  elections: (Election | undefined)[],
): Observer {
  const running = names.filter((name) => !trials.down?.includes(name));
  const roundAt = (now: SimTime): number => Math.floor(now / trials.length);
  const since = (now: SimTime): Duration => (now - downFrom(trials, roundAt(now))) as Duration;
  const witnessOf = (winner: Address): string =>
    running[(running.indexOf(winner) + 1) % running.length]!;
  return {
    onStep(step, { now }) {
      const move = step.by(server);
      const won = move?.effects.some((effect) => effect.kind === "mark" && effect.name === wonMark);
      const round = roundAt(now);
      if (move === undefined || won !== true || since(now) < 0) return;
      elections[round] ??= { term: move.who.state.term, won: since(now), heard: undefined };
    },
    onMessage({ from, to, message, fate, now }: MessageRecord) {
      if (fate !== "delivered" || message.kind !== "heartbeat" || to !== witnessOf(from)) return;
      const election = elections[roundAt(now)];
      const { term } = message as ServerMessage;
      if (election?.term === term) election.heard ??= since(now);
    },
  };
}

const wonMark = "election-won";
