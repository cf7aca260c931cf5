import test from "ava";
import { runScenario } from "../scenarios/run.ts";
import { holds, scenario } from "../scenarios/scenario.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { uniformKeys } from "../sim/client/keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { crash } from "../sim/faults/crash.ts";
import { pause } from "../sim/faults/pause.ts";
import { ms, seconds } from "../sim/kernel/time.ts";
import { type Bug, bugs } from "../sim/systems/dynamodb/bugs.ts";
import { fleet } from "../sim/systems/dynamodb/fleet.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import { archiveIsWhole } from "./finals/archive-is-whole.ts";
import { replicasConverge } from "./finals/replicas-converge.ts";
import { linearizable } from "./histories/linearizable.ts";
import type { FinalProperty } from "./property.ts";

interface Trial {
  readonly bugs?: readonly Bug[];
  /** The machine is paused, and comes back with all it knew; otherwise it crashes. */
  readonly paused?: boolean;
  /** Bytes of each partition beside its items. */
  readonly ballast?: number;
  /** Replicas are compared every 4 s. */
  readonly scrubbed?: boolean;
  /** It is told beforehand, as for an update, and is away for 2 s only. */
  readonly updated?: boolean;
}

/** An update: the node is drained at 3 s, and restarts at 4 s. */
const update = {
  faults: [crash({ machine: "storage-a-1", from: seconds(4), until: seconds(6) })],
  updates: [{ node: "storage-a-1", at: seconds(3) }],
};

/** A storage node is away from 3 s to 12 s; its groups' log replicas weigh 50 MB. */
function tried(trial: Trial) {
  const { bugs: mistakes = [], paused = false, ballast = 0, scrubbed = false, updated } = trial;
  const marks = new Map<string, number>();
  const marked: FinalProperty = {
    kind: "final",
    name: "marked",
    statement: "Takes the marks down.",
    source: "none: a test's own",
    judge(_world, seen) {
      for (const [name, times] of seen) marks.set(name, times);
      return { verdict: "holds", checked: 1, reason: "taken down" };
    },
  };
  const away = { machine: "storage-a-1", from: seconds(3), until: seconds(12) };
  const zone = { machines: 3, clients: 2 };
  const one = scenario({
    name: "a-node-is-away",
    question: "Do the groups of a node that is away heal?",
    source: "ATC '22, §5.1",
    claims: [],
    topology: { zones: ["a", "b", "c"].map((name) => ({ name, ...zone })), ...region },
    workload: openLoop({
      arrivals: poisson({ perSecond: 150 }),
      mix: { put: 2, get: 1 },
      keys: uniformKeys({ keys: 3_000 }),
      table: "orders",
    }),
    faults: updated === true ? update.faults : [paused ? pause(away) : crash(away)],
    duration: seconds(16),
    seeds: { first: 1, count: 1 },
    cases: [
      {
        system: fleet({
          tables: [{ name: "orders", capacity: { mode: "on-demand" }, bytes: ballast }],
          unarchivedLog: 50_000_000,
          archivePeriod: ms(1_700),
          scrubPeriod: seconds(scrubbed ? 4 : 86_400),
          updates: updated === true ? update.updates : [],
          bugs: mistakes,
        }),
        expect: [
          holds(linearizable),
          holds(replicasConverge),
          holds(archiveIsWhole),
          holds(marked),
        ],
      },
    ],
  });
  const run = runScenario(one, { seed: 1, changes: {}, mode: "fast", record: false });
  const { properties } = run.recording.result.cases[0]!;
  return { marks, broken: properties.filter(({ verdict }) => verdict === "broken") };
}

test("a group whose member is lost heals, and the lost one is given up when it comes back", (t) => {
  const { marks, broken } = tried({ scrubbed: true });
  t.deepEqual(broken, []);
  for (const mark of ["log-replica-joined", "replica-healed", "replica-given-up"]) {
    t.true((marks.get(mark) ?? 0) > 0, mark);
  }
  t.true((marks.get("segment-agrees") ?? 0) > 0);
  t.true((marks.get("scrub-agrees") ?? 0) > 0);
});

test("a storage replica takes as long as its size says: one of 8 GB is not there after some seconds", (t) => {
  const { marks, broken } = tried({ ballast: 8_000_000_000 });
  t.deepEqual(broken, []);
  t.true((marks.get("log-replica-joined") ?? 0) > 0);
  t.is(marks.get("replica-healed"), undefined);
});

test("a node that is updated hands over what it leads, and keeps its replicas", (t) => {
  const { marks, broken } = tried({ updated: true });
  t.deepEqual(broken, []);
  t.true((marks.get("handed-over") ?? 0) > 0);
  t.is(marks.get("join-begun"), undefined);
  t.is(marks.get("leader-suspected"), undefined);
});

test("a scrub finds the replica that differs, and has it rebuilt by a copy", (t) => {
  const { marks } = tried({ bugs: ["follower-applies-wrong-value"], scrubbed: true });
  t.true((marks.get("scrub-mismatch") ?? 0) > 0);
  t.true((marks.get("replica-rebuilt") ?? 0) > 0);
  t.true((marks.get("copy-received") ?? 0) >= (marks.get("replica-rebuilt") ?? 0));
});

const trials: readonly (readonly [Bug, Trial])[] = [
  ["log-replica-counts-before-it-has-the-log", {}],
  ["removed-replica-still-counts", { paused: true }],
  ["two-changes-at-once", {}],
  ["copy-without-the-tail", { ballast: 100_000_000 }],
  ["follower-applies-wrong-value", {}],
  ["archive-without-checking", {}],
];

for (const [bug, trial] of trials) {
  test(`${bug} is caught by ${bugs[bug].caughtBy}`, (t) => {
    const { broken } = tried({ ...trial, bugs: [bug] });
    const names = broken.map(({ name }) => name);
    t.true(names.includes(bugs[bug].caughtBy), `broken: ${names.join(", ") || "nothing"}`);
  });
}
