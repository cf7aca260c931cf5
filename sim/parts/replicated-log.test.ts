import { fc, testProp } from "@fast-check/ava";
import test from "ava";
import {
  append,
  emptyLog,
  type Lsn,
  overwrite,
  recordAt,
  recordsBetween,
  trimBefore,
  truncateAfter,
} from "./replicated-log.ts";

const lsn = (position: number) => position as Lsn;

test("a record that would leave a hole is refused", (t) => {
  const log = emptyLog(lsn(5));
  append(log, { lsn: lsn(5) });
  t.throws(() => append(log, { lsn: lsn(7) }), { message: /record 7 would leave a hole after 5/ });
});

test("a record takes the place of another at its position, and nothing else changes", (t) => {
  const log = emptyLog<{ lsn: Lsn; tag: string }>(lsn(1));
  for (const tag of ["a", "b", "c"]) append(log, { lsn: lsn(log.last + 1), tag });
  overwrite(log, { lsn: lsn(2), tag: "B" });
  t.deepEqual(
    recordsBetween(log, 1, 3).map(({ tag }) => tag),
    ["a", "B", "c"],
  );
  t.throws(() => overwrite(log, { lsn: lsn(4), tag: "d" }), { message: /no record at 4/ });
});

type Action =
  | { readonly kind: "append"; readonly count: number }
  | { readonly kind: "truncate"; readonly back: number }
  | { readonly kind: "trim"; readonly keep: number };

const actions = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant("append" as const), count: fc.integer({ min: 1, max: 150 }) }),
    fc.record({ kind: fc.constant("truncate" as const), back: fc.nat(100) }),
    fc.record({ kind: fc.constant("trim" as const), keep: fc.nat(200) }),
  ),
  { maxLength: 30 },
);

testProp(
  "whatever is appended, truncated and trimmed, the log agrees with a plain list without holes",
  [actions, fc.integer({ min: 1, max: 200 })],
  (t, steps: readonly Action[], start) => {
    const log = emptyLog<{ lsn: Lsn; tag: number }>(lsn(start));
    let plain: { lsn: Lsn; tag: number }[] = [];
    let tag = 0;
    t.deepEqual(recordsBetween(log, 0, start + 10), []);
    for (const step of steps) {
      if (step.kind === "append") {
        for (let i = 0; i < step.count; i += 1) {
          const record = { lsn: lsn(log.last + 1), tag };
          tag += 1;
          append(log, record);
          plain.push(record);
        }
      } else if (step.kind === "truncate") {
        const after = lsn(Math.max(log.first - 1, log.last - step.back));
        truncateAfter(log, after);
        plain = plain.filter((record) => record.lsn <= after);
      } else {
        const before = lsn(Math.max(log.first, log.last - step.keep));
        trimBefore(log, before);
        t.true(log.first <= Math.max(before, start));
        plain = plain.filter((record) => record.lsn >= log.first);
      }
      t.deepEqual(recordsBetween(log, 0, log.last + 10), plain);
      t.is(log.last - log.first + 1, plain.length);
      t.is(recordAt(log, log.last + 1), undefined);
      t.is(recordAt(log, log.first - 1), undefined);
    }
  },
);
