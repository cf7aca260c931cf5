/**
 * For tests: elections by the thousand. Five hundred follow one another in each run, since building a
 * run takes longer than an election: at the end of each round every machine loses power and all that
 * is on its disk, and starts again as on the first day, while the random streams go on.
 */

import type { Fault } from "../../kernel/fault.ts";
import type { Move, Observer } from "../../kernel/observer.ts";
import type { Address } from "../../kernel/role.ts";
import { createSimulation } from "../../kernel/simulation.ts";
import { at, type Duration, type SimTime } from "../../kernel/time.ts";
import type { NetworkSpec } from "../../kernel/topology.ts";
import { type ClusterOptions, cluster } from "./cluster.ts";
import type { ServerMessage, Term, VoteRecord } from "./messages.ts";
import { server } from "./server.ts";
import type { ServerState } from "./state.ts";

export interface Trials {
  readonly seed: number;
  readonly rounds: number;
  /** How long a round lasts; who is elected sends heartbeats until its end. */
  readonly length: Duration;
  readonly cluster: ClusterOptions;
  readonly network: NetworkSpec;
  /** Machines that lose power in every round. */
  readonly down?: readonly string[];
  /** When they do, counted from the round's start. Absent: at once. */
  readonly downFrom?: (round: number) => Duration;
}

/** One election. Lengths are from the instant at which the machines went down. */
export interface Election {
  /** Until the first server stood. */
  readonly stood: Duration;
  /** Until a server had a majority of votes. */
  readonly won: Duration;
  readonly winner: Address;
  /** Terms that it took; all but the last ended in split votes, or without a candidate fit to win. */
  readonly terms: number;
  /** Until the running server next to the winner in the list heard it: one message after `won`. */
  readonly heard: Duration;
}

type Draft = { -readonly [Field in keyof Election]?: Election[Field] } & {
  firstTerm?: Term;
  term?: Term;
};

/** One entry a round; undefined where no leader was elected, and heard of, before its end. */
export function runElections(trials: Trials): readonly (Election | undefined)[] {
  const batches = Array.from({ length: Math.ceil(trials.rounds / batch) }, (_, index) => index);
  return batches.flatMap((index) => {
    const done = index * batch;
    return runBatch({
      ...trials,
      seed: trials.seed + index,
      rounds: Math.min(batch, trials.rounds - done),
      downFrom: (round) => trials.downFrom?.(done + round) ?? (0 as Duration),
    });
  });
}

/** Rounds of one run. The kernel looks at every fault of a run when one of them begins or ends. */
const batch = 500;

function runBatch(trials: Trials): readonly (Election | undefined)[] {
  const { seed, rounds, length, network } = trials;
  const drafts: Draft[] = Array.from({ length: rounds }, () => ({}));
  const { machines, placements } = cluster(trials.cluster);
  const names = machines.map(({ name }) => name);
  const simulation = createSimulation({
    seed,
    machines,
    placements,
    network,
    faults: drafts.map((_, round) => roundOf(trials, round, names)),
    mode: "fast",
    observers: [stopwatch(trials, names, drafts)],
  });
  simulation.runUntil(at((rounds * length - 1) as Duration));
  return drafts.map((draft) => (draft.heard === undefined ? undefined : (draft as Election)));
}

const downFrom = (trials: Trials, round: number): number =>
  round * trials.length + (trials.downFrom?.(round) ?? 0);

/** Takes the machines of a round down, and at its end makes all as it was at the start. */
function roundOf(trials: Trials, round: number, machines: readonly string[]): Fault {
  const { down = [] } = trials;
  return {
    name: "round",
    about: String(round),
    from: at(downFrom(trials, round) as Duration),
    until: at(((round + 1) * trials.length) as Duration),
    machines,
    zones: [],
    begin(world) {
      for (const name of down) world.crash(name);
    },
    end(world) {
      for (const name of machines) if (!down.includes(name)) world.crash(name);
      for (const name of machines) world.wipe(name);
      for (const name of machines) world.restart(name);
    },
  };
}

/** Writes down the first election of every round after its machines went down. */
function stopwatch(trials: Trials, names: readonly string[], drafts: readonly Draft[]): Observer {
  const running = names.filter((name) => trials.down?.includes(name) !== true);
  const nextTo = (winner: string): string =>
    running[(running.indexOf(winner) + 1) % running.length]!;
  const roundAt = (now: SimTime): number => Math.floor(now / trials.length);
  return {
    onStep(step, { now }) {
      const round = roundAt(now);
      const draft = drafts[round]!;
      const since = (now - downFrom(trials, round)) as Duration;
      if (since < 0 || draft.heard !== undefined) return;
      const move = step.by(server);
      if (move !== undefined) note(draft, move, since, nextTo);
    },
  };
}

function note(
  draft: Draft,
  { who, event, effects }: Move<ServerState, ServerMessage, VoteRecord>,
  since: Duration,
  nextTo: (winner: string) => string,
): void {
  const marks = effects.flatMap((effect) => (effect.kind === "mark" ? [effect.name] : []));
  const { term } = who.state;
  if (draft.stood === undefined && marks.includes("election-started")) {
    draft.stood = since;
    draft.firstTerm = term;
  }
  if (draft.won === undefined && marks.includes("election-won")) {
    draft.won = since;
    draft.winner = who.address;
    draft.term = term;
    draft.terms = term - draft.firstTerm! + 1;
  }
  const { winner } = draft;
  if (winner === undefined || event?.kind !== "message") return;
  const { from, message } = event;
  const isItsHeartbeat = message.kind === "heartbeat" && from === winner;
  if (isItsHeartbeat && who.address === nextTo(winner)) draft.heard = since;
}

/** Mean and quantiles of some lengths of time, in ms. */
interface Spread {
  readonly count: number;
  readonly mean: number;
  /** The smallest length that at least this share, in thousandths, does not exceed. */
  quantile(thousandths: number): number;
}

export function spreadOf(lengths: readonly Duration[]): Spread {
  const sorted = lengths.toSorted((one, other) => one - other);
  const count = sorted.length;
  return {
    count,
    mean: sorted.reduce<number>((sum, length) => sum + length, 0) / count / 1_000,
    quantile: (thousandths) =>
      sorted[Math.max(0, Math.ceil((thousandths * count) / 1_000) - 1)]! / 1_000,
  };
}
