import assert from "node:assert/strict";
import test from "node:test";
import {
  BrokenPromise,
  dynamodb,
  everySeedHolds,
  holds,
  linearizable,
  openLoop,
  poisson,
  region,
  scenario,
  seconds,
  simulate,
  uniformKeys,
} from "quorate";
import { pause } from "quorate/sim/faults/pause";

/** A promise of one's own: a function of what clients saw. The audit reads what is left in the end. */
const additionsAddUp = {
  kind: "history",
  name: "additions-add-up",
  statement: "A counter ends with at least as many additions as were answered with success.",
  source: "our own books",
  judge({ operations }) {
    const done = operations.filter(({ outcome }) => outcome === "ok");
    const audit = done.filter(({ phase, kind }) => phase === "audit" && kind === "get");
    const short = audit.find(({ key, result = 0 }) => {
      const additions = done.filter((each) => each.kind === "update" && each.key === key);
      return result < additions.length;
    });
    const reason = short === undefined ? "none is short" : `${short.key} has ${short.result} only`;
    return { verdict: short === undefined ? "holds" : "broken", checked: audit.length, reason };
  },
};

const counters = scenario({
  name: "counters-and-a-pause",
  question: "A leader stops for three seconds and wakes up: does it answer with what was?",
  source: "our own worry",
  claims: [],
  topology: {
    zones: ["a", "b", "c"].map((name) => ({ name, machines: 1, clients: 2 })),
    ...region,
  },
  workload: openLoop({
    arrivals: poisson({ perSecond: 60 }),
    mix: { get: 1, update: 1 },
    keys: uniformKeys({ keys: 3 }),
  }),
  faults: [pause({ machine: "storage-a", from: seconds(1), until: seconds(4) })],
  duration: seconds(5),
  seeds: { first: 1, count: 100 },
  cases: [
    {
      system: dynamodb({ firstLeader: "a" }),
      expect: [holds(linearizable), holds(additionsAddUp)],
    },
  ],
});

test("a leader that wakes up serves nothing old", () => everySeedHolds(counters, { seeds: 2 }));

test("a mistake would be found, and shrunk to what it takes", () => {
  const changes = { bug: "no-lease-wait" };
  assert.throws(
    () => everySeedHolds(counters, { seeds: 2, changes }),
    (error) => {
      assert.ok(error instanceof BrokenPromise);
      assert.match(error.message, /storage-a paused .* \(necessary\)/);
      const again = simulate(error.least, { seed: error.seed, changes });
      assert.equal(again.verdict, "broken");
      return true;
    },
  );
});
