import test from "ava";
import { poisson } from "../../sim/client/arrivals.ts";
import { zipf } from "../../sim/client/keys.ts";
import { openLoop } from "../../sim/client/workload.ts";
import { cut } from "../../sim/faults/cut.ts";
import { seconds } from "../../sim/kernel/time.ts";
import leaderCrash from "../leader-crash.ts";
import minorityCut from "../minority-cut.ts";
import { runScenario } from "../run.ts";
import { scriptedScenario } from "./scripted-scenario.ts";
import { shrink } from "./shrink.ts";
import { isBreach, scriptOptions, type Target } from "./trial.ts";

const changes = { bug: "ack-before-quorum" };
/** A cut that lasts as long as it takes for a successor to serve, and a load that is soon over. */
const soon = {
  ...minorityCut,
  workload: openLoop({
    arrivals: poisson({ perSecond: 100 }),
    writes: 0.5,
    keys: zipf({ keys: 20, exponent: 0.99 }),
  }),
  faults: [cut({ groups: [["a"], ["b", "c"]], from: seconds(1), until: seconds(4) })],
  duration: seconds(5),
};
const target: Target = {
  scenario: soon,
  chosen: soon.cases[0]!,
  property: "leader-has-all-committed",
  seed: 3,
  changes,
};

/** When it goes wrong in the whole run. */
function breaksAt(): number {
  const { recording } = runScenario(
    { ...soon, cases: [target.chosen] },
    scriptOptions(target, false),
  );
  const { properties } = recording.result.cases[0]!;
  return properties.find((each) => isBreach(each, target.property))!.at!;
}

const breaks = (of: Target, script: Parameters<typeof scriptedScenario>[2]): boolean =>
  runScenario(
    scriptedScenario(of.scenario, of.chosen, script, of.property),
    scriptOptions(of, false),
  ).recording.result.cases[0]!.properties.some((each) => isBreach(each, of.property));

test("hundreds of operations and a long cut shrink to a few and one, each of them needed", (t) => {
  const shrunk = shrink(target, breaksAt(), 4_000_000)!;
  const { script } = shrunk;
  t.true(shrunk.before.operations > 100);
  t.true(script.operations.length <= 3);
  t.is(script.faults.length, 1);
  t.true(shrunk.isMinimal);
  t.true(breaks(target, script));
  t.false(breaks(target, { ...script, faults: [] }));
  for (const index of script.operations.keys()) {
    t.false(breaks(target, { ...script, operations: script.operations.toSpliced(index, 1) }));
  }
  const [fault] = script.faults;
  t.true(fault?.kind === "cut" && fault.until - fault.from < seconds(3));
});

const short = { ...leaderCrash, duration: seconds(2) };
const early: Target = {
  scenario: short,
  chosen: short.cases[0]!,
  property: "acknowledged-is-durable",
  seed: 1,
  changes,
};

test("the same failure shrinks to the same scenario, and asks no fault that has no part in it", (t) => {
  const [one, other] = [1, 2].map(() => shrink(early, 30_000, 1_000_000)!);
  t.deepEqual(one!.script, other!.script);
  t.deepEqual(one!.script.faults, []);
  t.is(one!.before.faults, 1);
  t.is(one!.result.fingerprint, other!.result.fingerprint);
});

test("a budget that is spent leaves a scenario that still breaks, and says that it may not be the least", (t) => {
  const shrunk = shrink(target, breaksAt(), 1)!;
  t.false(shrunk.isMinimal);
  t.true(breaks(target, shrunk.script));
});

test("what does not break at all cannot be shrunk", (t) => {
  t.is(shrink({ ...early, changes: {} }, 1_000, 100_000), undefined);
});
