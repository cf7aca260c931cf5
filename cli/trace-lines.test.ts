import test from "ava";
import { noCause, noIndex, Trace, traced } from "../sim/kernel/trace.ts";
import { type CaseTrace, traceLines } from "./trace-lines.ts";

/** A timer of storage-a every 10 µs. */
function ticking(count: number, windows: CaseTrace["windows"] = []): CaseTrace {
  const trace = new Trace(["storage-a"], ["tick"]);
  for (let index = 0; index < count; index += 1) {
    trace.append(index * 10, traced.timer, 0, noIndex, 0, index === 0 ? noCause : index - 1);
  }
  return { name: "dynamodb", trace, windows };
}

const parsed = (cases: readonly CaseTrace[], most: number): Record<string, unknown>[] =>
  [...traceLines(cases, most)].map((line) => JSON.parse(line) as Record<string, unknown>);

test("every record is a line, after a line that counts them", (t) => {
  const [first, ...rest] = parsed([ticking(2)], 10);
  t.deepEqual(first, {
    records: 2,
    shown: 2,
    leftOut: 0,
    cases: [{ case: "dynamodb", records: 2, shown: 2 }],
  });
  t.deepEqual(rest[1], {
    case: "dynamodb",
    event: 1,
    time: 10,
    kind: "timer",
    role: "storage-a",
    label: "tick",
    cause: 0,
  });
});

test("what does not fit is counted, and is never what lies within a window", (t) => {
  const [first, ...rest] = parsed([ticking(100, [{ from: 900, until: 920 }])], 5);
  t.like(first, { records: 100, shown: 5, leftOut: 95 });
  t.deepEqual(
    rest.map(({ time }) => time),
    [0, 10, 900, 910, 920],
  );
});

test("windows too are cut where even they do not fit", (t) => {
  const [first, ...rest] = parsed([ticking(100, [{ from: 0, until: 990 }])], 3);
  t.like(first, { shown: 3, leftOut: 97 });
  t.is(rest.length, 3);
});

test("several cases share the file and the count", (t) => {
  const [first, ...rest] = parsed([ticking(3), { ...ticking(4), name: "other" }], 2);
  t.like(first, { records: 7, shown: 4, leftOut: 3 });
  t.deepEqual(
    rest.map((record) => record.case),
    ["dynamodb", "dynamodb", "other", "other"],
  );
});
