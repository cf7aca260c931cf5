import test from "ava";
import { noLostUpdates } from "../../properties/histories/no-lost-updates.ts";
import type { Operation } from "../../sim/client/history.ts";
import { uniformKeys } from "../../sim/client/keys.ts";
import type { Mix } from "../../sim/client/mix.ts";
import { closedLoop } from "../../sim/client/workload.ts";
import { constant } from "../../sim/kernel/distribution.ts";
import { ms, seconds } from "../../sim/kernel/time.ts";
import { runScenario } from "../run.ts";
import { holds } from "../scenario.ts";
import { tableServer } from "./table-server.test-helper.ts";

/** So many clients of one counter, 1 ms from it, each asking 5 ms after its last answer. */
function run(mix: Partial<Mix>, clients: number, mode: "fast" | "check" = "fast") {
  const scenario = {
    name: "increments",
    question: "Do clients read, add and put?",
    source: "tests",
    claims: [],
    topology: {
      zones: [{ name: "a", machines: 1, clients }],
      withinZone: constant(ms(1)),
      acrossZones: constant(ms(1)),
    },
    workload: closedLoop({ mix, keys: uniformKeys({ keys: 1 }), think: constant(ms(5)) }),
    faults: [],
    duration: seconds(1),
    settle: seconds(1),
    seeds: { first: 1, count: 1 },
    cases: [{ system: tableServer(), expect: [holds(noLostUpdates)] }],
  };
  const options = { seed: 1, changes: {}, mode, record: true };
  const [recording] = runScenario(scenario, options).recording.cases;
  const operations = recording!.operations.filter(({ phase }) => phase === "load");
  const { measures, verdict, fingerprint } = recording!.result;
  return { operations, measures, verdict, fingerprint };
}

const puts = (operations: readonly Operation[]) => operations.filter(({ kind }) => kind === "put");

test("one client alone reads, puts one more than it found, and counts right", (t) => {
  const { operations, verdict } = run({ increment: 1 }, 1);
  t.deepEqual(
    operations.slice(0, 4).map(({ kind, argument, result }) => [kind, argument, result]),
    [
      ["get", undefined, undefined],
      ["put", 1, 1],
      ["get", undefined, 1],
      ["put", 2, 2],
    ],
  );
  // 4 ms for two answers, and 5 ms to think.
  t.true(Math.abs(puts(operations).length - 1_000 / 9) <= 1);
  t.true(operations.every(({ kind, consistency }) => kind === "put" || consistency === "strong"));
  t.is(verdict, "holds");
});

test("several at a time lose increments, unless the counter must be as they read it", (t) => {
  const blind = run({ increment: 1 }, 3);
  t.is(blind.verdict, "broken");
  t.true((blind.measures.lostIncrements?.value ?? 0) > 0);
  t.true(puts(blind.operations).every(({ condition }) => condition === undefined));

  const careful = run({ conditionalIncrement: 1 }, 3);
  t.is(careful.verdict, "holds");
  t.is(careful.measures.lostIncrements?.value, 0);
  t.true((careful.measures.conditionsFailed?.value ?? 0) > 0);
  for (const { condition, argument } of puts(careful.operations)) {
    const found = condition?.kind === "equals" ? condition.value : 0;
    t.is(argument, Number(found) + 1);
  }
});

test("increments are the same in check mode", (t) => {
  const mix = { increment: 1, conditionalIncrement: 1 };
  t.is(run(mix, 2, "check").fingerprint, run(mix, 2, "fast").fingerprint);
});
