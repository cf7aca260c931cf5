import test from "ava";
import fc from "fast-check";
import { InvariantViolation } from "./assert.ts";
import { canonicalText } from "./canonical-text.ts";
import { sameData, thawed } from "./plain-data.ts";

test("the order in which keys were put in does not matter", (t) => {
  t.is(canonicalText({ a: 1, b: 2 }), canonicalText({ b: 2, a: 1 }));
  t.is(
    canonicalText(
      new Map([
        ["x", 1],
        ["y", 2],
      ]),
    ),
    canonicalText(
      new Map([
        ["y", 2],
        ["x", 1],
      ]),
    ),
  );
  t.is(canonicalText(new Set([1, 2, 3])), canonicalText(new Set([3, 1, 2])));
});

test("values that differ have texts that differ", (t) => {
  const values = [
    undefined,
    null,
    false,
    true,
    0,
    -0,
    1,
    Number.NaN,
    "",
    "1",
    "null",
    "a,b",
    [],
    [[]],
    [1, 2],
    ["1,2"],
    {},
    { a: undefined },
    { a: 1 },
    { "a:1": 1 },
    new Map(),
    new Map([[1, 2]]),
    new Map([["1", 2]]),
    new Set(),
    new Set([1]),
    new Set(["1"]),
    [undefined],
    [null],
  ];
  t.is(new Set(values.map(canonicalText)).size, values.length);
});

test("what is not plain data has no text", (t) => {
  class Odd {}
  for (const odd of [new Odd(), new Uint8Array(2), () => 1, Symbol("odd"), new Date(0)]) {
    t.throws(() => canonicalText({ deep: [odd] }), {
      instanceOf: InvariantViolation,
      message: /^expected plain data/,
    });
  }
});

const plain = fc.anything({ withMap: true, withSet: true, withNullPrototype: false, maxDepth: 4 });

test("a thawed copy is the same data, and shares nothing with what was frozen", (t) => {
  const copies = fc.property(plain, (value) => {
    const copy = thawed(value);
    const shares = typeof value === "object" && value !== null && copy === value;
    return sameData(value, copy) && canonicalText(value) === canonicalText(copy) && !shares;
  });
  t.notThrows(() => fc.assert(copies, { seed: 1, numRuns: 300 }));
});

test("sameData sees a difference wherever it is", (t) => {
  const state = () => ({ map: new Map([["k", { list: [1, 2] }]]), set: new Set(["a"]), n: 1 });
  t.true(sameData(state(), state()));
  const changes: ((it: ReturnType<typeof state>) => void)[] = [
    (it) => it.map.get("k")?.list.push(3),
    (it) => it.map.set("l", { list: [] }),
    (it) => it.set.add("b"),
    (it) => {
      it.n = 2;
    },
    (it) => {
      Object.assign(it, { extra: undefined });
    },
  ];
  for (const change of changes) {
    const changed = state();
    change(changed);
    t.false(sameData(state(), changed));
    t.false(sameData(changed, state()));
  }
});
