import test from "ava";
import { crash } from "../../faults/crash.ts";
import { cut } from "../../faults/cut.ts";
import { duplication } from "../../faults/duplication.ts";
import { oneWayCut } from "../../faults/one-way-cut.ts";
import { packetLoss } from "../../faults/packet-loss.ts";
import { pause } from "../../faults/pause.ts";
import { type FaultSpec, faultOf } from "../../faults/schedule.ts";
import { slowDisk } from "../../faults/slow-disk.ts";
import { constant, uniform } from "../../kernel/distribution.ts";
import type { Observer } from "../../kernel/observer.ts";
import { type RandomStream, streamsOf } from "../../kernel/random.ts";
import type { Address } from "../../kernel/role.ts";
import {
  createSimulation,
  type Simulation,
  type SimulationOptions,
} from "../../kernel/simulation.ts";
import { at, type Duration, ms, seconds } from "../../kernel/time.ts";
import { type ClusterOptions, cluster } from "./cluster.ts";
import type { Term, VoteRecord } from "./messages.ts";
import { server } from "./server.ts";

/** Who won when: "7 server-a 1" is server-a, at 7 ms, in term 1. */
type Wins = string[];

interface Options extends Partial<SimulationOptions> {
  readonly cluster?: Partial<ClusterOptions>;
  readonly schedule?: readonly FaultSpec[];
  /** Votes on disk at the start, by server. */
  readonly voted?: Readonly<Record<string, VoteRecord>>;
}

/** Three servers 1 ms apart, with writes of 5 ms and timers of 150 to 300 ms, unless said otherwise. */
function build(options: Options): { readonly simulation: Simulation; readonly wins: Wins } {
  const { cluster: changes, schedule = [], voted = {}, ...others } = options;
  const electionTimer = { min: ms(150), max: ms(300) };
  const { machines, placements } = cluster({
    servers: 3,
    electionTimer,
    flush: constant(ms(5)),
    ...changes,
  });
  const wins: Wins = [];
  const watch: Observer = {
    onStep(step, { now }) {
      const move = step.by(server);
      const won = move?.effects.some(({ kind, ...rest }) => kind === "mark" && isWin(rest));
      if (move === undefined || won !== true) return;
      wins.push(`${now / 1_000} ${move.who.address} ${move.who.state.term}`);
    },
  };
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
    observers: [watch],
    ...others,
  });
  return { simulation, wins };
}

const isWin = (mark: object): boolean => "name" in mark && mark.name === "election-won";

function run(until: Duration, options: Options): ReturnType<typeof build> {
  const built = build(options);
  built.simulation.runUntil(at(until));
  return built;
}

const rolesOf = (simulation: Simulation) =>
  simulation.world.playing(server).map(({ state }) => `${state.role} ${state.term}`);

test("a vote is worth nothing before it is on disk", (t) => {
  // Asked at 1 ms, written at 6, told at 7; the candidate's own vote is on disk at 5 ms.
  const { simulation, wins } = run(seconds(2), { cluster: { firstLeader: "a" } });
  t.deepEqual(wins, ["7 server-a 1"]);
  t.deepEqual(rolesOf(simulation), ["leader 1", "follower 1", "follower 1"]);
});

test("a voter that loses power while it writes has not voted", (t) => {
  const [from, until] = [ms(3), seconds(3)];
  const schedule = ["server-b", "server-c"].map((machine) => crash({ machine, from, until }));
  const { wins, simulation } = run(seconds(2), { cluster: { firstLeader: "a" }, schedule });
  t.deepEqual(wins, []);
  t.true((simulation.marks.get("election-started") ?? 0) > 5, "server-a stands again and again");
});

test("a server that voted before a crash gives nobody else its vote of that term", (t) => {
  const schedule = [crash({ machine: "server-b", from: ms(0), until: seconds(3) })];
  const options = { cluster: { firstLeader: "c" }, schedule };
  const wins = (voted: Options["voted"]) =>
    run(seconds(2), { ...options, ...(voted && { voted }) }).wins;
  t.deepEqual(wins(undefined), ["7 server-c 1"], "with a vote that is free");
  const candidate = "server-b" as Address;
  const taken: VoteRecord = { kind: "voted", term: 1 as Term, candidate };
  const [first] = wins({ "server-a": taken });
  t.regex(first!, / server-[ac] [2-9]$/, "with a vote that server-b has");
});

test("a copy of a vote is not a second vote", (t) => {
  const [from, until] = [ms(0), seconds(3)];
  const down = ["server-c", "server-d", "server-e"];
  const schedule = [
    ...down.map((machine) => crash({ machine, from, until })),
    duplication({ share: 1, from, until }),
  ];
  const { wins, simulation } = run(seconds(2), { cluster: { servers: 5 }, schedule });
  t.deepEqual(wins, [], "two of five are no majority");
  t.true(simulation.world.traffic().copied > 10);
});

test("a vote that comes when its term is over does not count", (t) => {
  // server-a stands every 150 ms; the only answer takes 400 ms.
  const { wins, simulation } = run(seconds(2), {
    cluster: { firstLeader: "a", electionTimer: { min: ms(150), max: ms(150) } },
    schedule: [crash({ machine: "server-c", from: ms(0), until: seconds(3) })],
    network: {
      withinZone: constant(ms(1)),
      acrossZones: constant(ms(1)),
      pairs: { "b>a": constant(ms(400)) },
    },
  });
  t.deepEqual(wins, []);
  const [first] = simulation.world.playing(server);
  t.deepEqual(first!.state.votes, [first!.address]);
});

test("who stands in a term that is long over is told so", (t) => {
  const record: VoteRecord = { kind: "voted", term: 100 as Term, candidate: "server-c" as Address };
  const voted = { "server-b": record };
  const { simulation } = run(ms(10), { cluster: { firstLeader: "a" }, voted });
  t.is(rolesOf(simulation)[0], "follower 100");
});

test("a log shorter than a majority's does not win, though it stands first", (t) => {
  const { wins } = run(seconds(5), { cluster: { firstLeader: "c", logLengths: [2, 2, 1] } });
  t.is(wins.length, 1);
  t.regex(wins[0]!, / server-[ab] /);
});

test("a leader that was cut off gives way to the one elected meanwhile", (t) => {
  const schedule = [cut({ groups: [["a"], ["b", "c"]], from: seconds(1), until: seconds(3) })];
  const { simulation, wins } = run(seconds(2), { cluster: { firstLeader: "a" }, schedule });
  t.is(wins.length, 2);
  t.deepEqual(rolesOf(simulation).filter((role) => role.startsWith("leader")).length, 2);
  simulation.runUntil(at(seconds(5)));
  t.is(simulation.marks.get("gave-way"), 1);
  t.is(wins.length, 2, "the newer leader stays");
  const [old, ...others] = rolesOf(simulation);
  t.regex(old!, /^follower/);
  t.is(others.filter((role) => role.startsWith("leader")).length, 1);
});

/** A dozen hardships in ten seconds, none of which destroys a disk. */
function hardships(random: RandomStream): readonly FaultSpec[] {
  return Array.from({ length: 12 }, () => {
    const from = random.below(seconds(9)) as Duration;
    const spell = { from, until: (from + 1 + random.below(seconds(3))) as Duration };
    const [one, ...rest] = rotated([..."abcde"], random.below(5));
    const machine = `server-${one}`;
    const choices = [
      () => crash({ machine, ...spell }),
      () => pause({ machine, ...spell }),
      () => cut({ groups: [[one!, rest[0]!], rest.slice(1)], ...spell }),
      () => oneWayCut({ senders: [one!], receivers: rest.slice(0, 2), ...spell }),
      () => packetLoss({ share: 0.2, ...spell }),
      () => duplication({ share: 0.2, ...spell }),
      () => slowDisk({ machine, factor: 20, ...spell }),
    ];
    return choices[random.below(choices.length)]!();
  });
}

const rotated = <T>(things: readonly T[], by: number): readonly T[] => [
  ...things.slice(by),
  ...things.slice(0, by),
];

test("no term has two leaders, whatever happens to machines and links", (t) => {
  let elected = 0;
  for (let seed = 1; seed <= 100; seed += 1) {
    const { simulation, wins } = run(seconds(10), {
      seed,
      mode: "fast",
      cluster: { servers: 5 },
      network: { withinZone: constant(ms(1)), acrossZones: uniform({ min: ms(1), max: ms(30) }) },
      schedule: hardships(streamsOf(seed)("hardships")),
    });
    const winners = new Map<string, string>();
    for (const win of wins) {
      const [, winner, term] = win.split(" ") as [string, string, string];
      t.is(winners.get(term) ?? winner, winner, `seed ${seed}: two leaders in term ${term}`);
      winners.set(term, winner);
    }
    elected += winners.size;
    simulation.endFaults();
    simulation.runUntil(at(seconds(20)));
    const leaders = rolesOf(simulation).filter((role) => role.startsWith("leader"));
    t.is(leaders.length, 1, `seed ${seed}: one leader once all is well`);
  }
  t.true(elected > 400, `${elected} elections`);
});

test("a run is the same in fast mode and in check mode, and another with another seed", (t) => {
  const fingerprint = (seed: number, mode: "fast" | "check") => {
    const schedule = hardships(streamsOf(1)("hardships"));
    const options: Options = { seed, mode, cluster: { servers: 5 }, schedule };
    return run(seconds(5), options).simulation.fingerprint();
  };
  t.is(fingerprint(1, "fast"), fingerprint(1, "check"));
  t.is(fingerprint(1, "fast"), fingerprint(1, "fast"));
  t.not(fingerprint(1, "fast"), fingerprint(2, "fast"));
});

test("a cluster has 1 to 26 servers", (t) => {
  for (const servers of [0, 27, 2.5]) {
    t.throws(() => build({ cluster: { servers } }), {
      instanceOf: RangeError,
      message: `expected 1 to 26 servers, got ${servers}`,
    });
  }
});
