import test from "ava";
import { replicasConverge } from "../../properties/finals/replicas-converge.ts";
import { outageAtMost } from "../../properties/histories/outage-at-most.ts";
import { ms, seconds } from "../../sim/kernel/time.ts";
import { dynamodb } from "../../sim/systems/dynamodb/system.ts";
import leaderCrash from "../leader-crash.ts";
import { breaks, holds, reached, type Scenario } from "../scenario.ts";
import { BrokenPromise } from "./broken-promise.ts";
import { everySeedHolds } from "./every-seed-holds.ts";
import { simulate } from "./simulate.ts";

/** A second of load, and nothing wrong with it. */
const brief: Scenario = {
  ...leaderCrash,
  faults: [],
  duration: seconds(1),
  settle: seconds(1),
  cases: [{ system: dynamodb(), expect: [holds(replicasConverge)] }],
};

test("where every promise holds, the results of all seeds come back", (t) => {
  t.deepEqual(
    everySeedHolds(brief, { seeds: 2 }).map(({ seed, verdict }) => [seed, verdict]),
    [
      [1, "holds"],
      [2, "holds"],
    ],
  );
});

test("a broken promise comes with the least that breaks it, and how to see it again", (t) => {
  const changes = { bug: "ack-before-quorum" };
  const error = t.throws(() => everySeedHolds(brief, { seeds: [3], changes }), {
    instanceOf: BrokenPromise,
  });
  const [first, size, ...more] = error.message.split("\n");
  t.regex(first!, /^acknowledged-is-durable breaks on seed 3 of leader-crash: storage-\w ack/);
  t.regex(
    size!,
    /^\d operations?, 0 faults and \d+ms of \d+ operations?, 0 faults and 1s are enough:/,
  );
  t.regex(more[0]!, /^ {2}[\d.]+ ms client-\w-\d \w+ key-\d+/);
  t.deepEqual(more.slice(-2), [
    'replay: everySeedHolds(scenario, { seeds: [3], changes: {"bug":"ack-before-quorum"} })',
    "replay: npx quorate run leader-crash --seed 3 --set bug=ack-before-quorum (a scenario of quorate's own)",
  ]);
  const again = simulate(error.least, { seed: error.seed, changes: error.changes });
  t.is(again.verdict, "broken");
  t.true(again.events < error.result.events / 2);
  t.is(simulate(error.least, { seed: error.seed }).verdict === "broken", false, "without the bug");
});

test("a promise about what never happened is not taken for one that holds", (t) => {
  const idle = {
    ...brief,
    cases: [{ system: dynamodb(), expect: [reached("nothing-of-the-kind")] }],
  };
  t.throws(() => everySeedHolds(idle, { seeds: 1 }), {
    message: /^reached nothing-of-the-kind is unknown on seed 1 of leader-crash \(dynamodb\): /,
  });
});

test("a counter-run that breaks on no seed fails the test", (t) => {
  const calm = breaks(outageAtMost(seconds(30)), "nothing is wrong here");
  const error =
    /^outage at most 30000 ms .dynamodb. of leader-crash was to break on one of 2 seeds and did not\.$/;
  const scenario = { ...brief, cases: [{ system: dynamodb(), expect: [calm] }] };
  t.throws(() => everySeedHolds(scenario, { seeds: 2 }), { message: error });
});

test("no seed at all is refused", (t) => {
  t.throws(() => everySeedHolds(brief, { seeds: [] }), {
    message: "expected at least one seed for leader-crash, got 0",
  });
});

test("in any weather invariants alone are judged", (t) => {
  const [result] = everySeedHolds(brief, { seeds: 1, weather: 5 });
  t.true(result!.cases[0]!.properties.every(({ kind }) => kind === "invariant"));
  t.true(ms(1) < result!.virtualTime);
});
