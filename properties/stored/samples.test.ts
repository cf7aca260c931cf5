/**
 * Short histories in every format and for every model, in `samples/holds` and `samples/broken`; the
 * name of a file begins with the model, where that is not to be found out.
 */

import { readdirSync, readFileSync } from "node:fs";
import test from "ava";
import { type Checked, checkText } from "./check-text.ts";
import { models } from "./chosen-model.ts";
import { formats } from "./recognised.ts";

const folder = new URL("samples/", import.meta.url);

const checked = new Map<string, Checked>();

for (const verdict of ["holds", "broken"] as const) {
  for (const file of readdirSync(new URL(`${verdict}/`, folder)).sort()) {
    const name = `${verdict}/${file}`;
    const text = readFileSync(new URL(name, folder), "utf8");
    test.serial(`${name} is judged as it should be`, (t) => {
      const [found, ...more] = checkText(text, {});
      t.is(found!.outcome.verdict, verdict, found!.outcome.sentence);
      t.deepEqual(more, []);
      checked.set(name, found!);
    });
  }
}

test.serial("every format and every model has a sample", (t) => {
  const found = [...checked.values()];
  const known = new Set<string>(found.map(({ format }) => format));
  t.deepEqual([...known].sort(), Object.keys(formats).sort());
  const judged = new Set<string>(found.map(({ model }) => model));
  t.deepEqual(
    [...models].filter((model) => !judged.has(model)),
    [],
  );
});

test.serial("what is broken is shown by operations of the file", (t) => {
  for (const [name, { outcome }] of checked) {
    if (outcome.verdict !== "broken") continue;
    const shown =
      "level" in outcome ? outcome.anomalies.map(({ proof }) => proof) : outcome.contradiction!;
    t.true(shown.length > 0, name);
  }
});

const contradictionOf = (name: string): readonly string[] => {
  const { outcome } = checked.get(name)!;
  return "level" in outcome ? [] : outcome.contradiction!;
};

test.serial("a contradiction has the operations that it takes and no others", (t) => {
  t.deepEqual(contradictionOf("broken/cas-register.edn"), [
    "process 0 write 1 (lines 2 to 3)",
    "process 1 read, got 2 (lines 6 to 7)",
    "process 1 cas [1 3] (lines 8 to 9)",
  ]);
  t.deepEqual(contradictionOf("broken/mutex.edn"), [
    "process 0 acquire (lines 2 to 3)",
    "process 1 acquire (lines 4 to 5)",
  ]);
  t.deepEqual(contradictionOf("broken/multi-register.edn"), [
    "process 1 txn, got [[read x 1] [read y 0]] (lines 3 to 4)",
  ]);
  t.deepEqual(contradictionOf("broken/queue.edn"), [
    "process 0 enqueue 1 (lines 2 to 3)",
    "process 1 enqueue 2 (lines 4 to 5)",
    "process 0 dequeue, got 2 (lines 6 to 7)",
    "process 1 dequeue, got 1 (lines 8 to 9)",
  ]);
});
