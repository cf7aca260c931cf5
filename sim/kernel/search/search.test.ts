import test from "ava";
import { search } from "./search.ts";
import type { StateSpace } from "./state-space.ts";

const sizes = [3, 5] as const;

/** Two jugs of 3 and 5 litres, to be filled, emptied and poured until one holds `wanted`. */
const jugs = (wanted: number): StateSpace => ({
  width: 2,
  initial: Int32Array.of(0, 0),
  expand(row, next, visit) {
    const [small, large] = [row[0]!, row[1]!];
    const toLarge = Math.min(small, sizes[1] - large);
    const toSmall = Math.min(large, sizes[0] - small);
    const steps = [
      [sizes[0], large],
      [small, sizes[1]],
      [0, large],
      [small, 0],
      [small - toLarge, large + toLarge],
      [small + toSmall, large - toSmall],
    ];
    for (const [choice, step] of steps.entries()) {
      next.set(step);
      visit(choice, step.includes(wanted) ? `a jug holds ${wanted}` : undefined);
    }
  },
});

const noLimit = { depth: 1_000, states: 1_000 };

test("a space is searched to its end, and each state counted once", (t) => {
  // Of 4 x 6 pairs those with a full or an empty jug: 16.
  const { states, transitions, depth, stoppedBy, counterExample } = search(jugs(6), noLimit);
  t.is(states, 16);
  t.is(transitions, 16 * 6);
  t.is(depth, 7);
  t.is(stoppedBy, undefined);
  t.is(counterExample, undefined);
});

test("what is found is found by a shortest path", (t) => {
  // Fill 5, pour into 3, empty 3, pour, fill 5, pour: the well-known six.
  t.deepEqual(search(jugs(4), noLimit).counterExample, {
    wrong: "a jug holds 4",
    choices: [1, 5, 2, 5, 1, 5],
  });
});

test("a search that met its limit says which", (t) => {
  t.like(search(jugs(4), { depth: 5, states: 1_000 }), {
    stoppedBy: "depth",
    depth: 5,
    counterExample: undefined,
  });
  t.is(search(jugs(6), { depth: 1_000, states: 10 }).stoppedBy, "states");
  t.is(search(jugs(6), { depth: 7, states: 1_000 }).stoppedBy, "depth");
});

test("progress is told for every level", (t) => {
  const depths: number[] = [];
  search(jugs(6), noLimit, ({ depth }) => depths.push(depth));
  t.deepEqual(depths, [0, 1, 2, 3, 4, 5, 6, 7]);
});
