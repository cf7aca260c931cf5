import test from "ava";
import fc from "fast-check";
import { enableMapSet, Immer } from "immer";
import { InvariantViolation } from "./assert.ts";
import { compareChanged } from "./compare-states.ts";
import { sameData, thawed } from "./plain-data.ts";

enableMapSet();
const immer = new Immer({ autoFreeze: false });

interface State {
  n: number;
  list: number[];
  byKey: Map<string, { count: number }>;
  members: Set<number>;
  deep: { inner: { text: string }[] };
}

const fresh = (): State => ({
  n: 0,
  list: [1, 2, 3],
  byKey: new Map([["a", { count: 1 }]]),
  members: new Set([1]),
  deep: { inner: [{ text: "x" }, { text: "y" }] },
});

type Change = (state: State, value: number) => void;

const changes: readonly Change[] = [
  (state, value) => {
    state.n = value;
  },
  (state, value) => void state.list.push(value),
  (state) => void state.list.shift(),
  (state, value) => void state.byKey.set(`k${value % 3}`, { count: value }),
  (state, value) => void state.byKey.delete(`k${value % 3}`),
  (state, value) => {
    for (const entry of state.byKey.values()) entry.count += value;
  },
  (state, value) => void state.members.add(value % 5),
  (state, value) => void state.members.delete(value % 5),
  (state, value) => {
    const inner = state.deep.inner[value % 2];
    if (inner !== undefined) inner.text += "z";
  },
  (state) => {
    state.deep = { inner: [{ text: "new" }] };
  },
];

const script = fc.array(fc.record({ which: fc.nat(changes.length - 1), value: fc.nat(9) }), {
  maxLength: 8,
});

const apply = (state: State, steps: readonly { which: number; value: number }[]): void => {
  for (const { which, value } of steps) changes[which]!(state, value);
};

test("two runs that do the same compare as the same", (t) => {
  const same = fc.property(script, script, (past, steps) => {
    const before = fresh();
    apply(before, past);
    const direct = thawed(before);
    apply(direct, steps);
    const after = immer.produce(before, (draft) => apply(draft, steps));
    return compareChanged("a", before, after, direct);
  });
  t.notThrows(() => fc.assert(same, { seed: 1, numRuns: 500 }));
});

test("two runs that change something differently compare as different", (t) => {
  const asData = fc.property(
    script,
    fc.nat(changes.length - 1),
    fc.nat(9),
    (past, which, value) => {
      const before = fresh();
      apply(before, past);
      const [direct, after] = [
        thawed(before),
        immer.produce(before, (draft) => apply(draft, [{ which, value }])),
      ];
      // The direct run did nothing: a difference exactly when the recipe changed something.
      return compareChanged("a", before, after, direct) === sameData(after, direct);
    },
  );
  t.notThrows(() => fc.assert(asData, { seed: 1, numRuns: 500 }));
});

test("fields that one of them lacks are seen", (t) => {
  t.false(compareChanged("a", {}, { x: undefined }, {}));
  t.false(compareChanged("a", { x: 1 }, {}, { x: 1 }));
  t.false(compareChanged("a", new Map(), new Map([[1, undefined]]), new Map([[2, undefined]])));
  t.true(compareChanged("a", { x: 1 }, { x: 2 }, { x: 2 }));
});

test("what is not plain data is refused where it comes in", (t) => {
  const bytes = { bytes: new Uint8Array(1) };
  t.throws(() => compareChanged("a", {}, bytes, bytes), {
    instanceOf: InvariantViolation,
    message: /^the state of a holds a Uint8Array/,
  });
});
