import test from "ava";
import { crash } from "../../faults/crash.ts";
import { cut } from "../../faults/cut.ts";
import { duplication } from "../../faults/duplication.ts";
import { constant } from "../../kernel/distribution.ts";
import type { Address } from "../../kernel/role.ts";
import { at, ms, seconds } from "../../kernel/time.ts";
import type { Term, VoteRecord } from "./messages.ts";
import { build, type RunOptions, rolesOf, run } from "./run.test-helper.ts";
import { server } from "./server.ts";

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
  const wins = (voted: RunOptions["voted"]) =>
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

test("a cluster has 1 to 26 servers", (t) => {
  for (const servers of [0, 27, 2.5]) {
    t.throws(() => build({ cluster: { servers } }), {
      instanceOf: RangeError,
      message: `expected 1 to 26 servers, got ${servers}`,
    });
  }
});
