import test from "ava";
import { property } from "../sample/case.ts";
import { promiseTable } from "./promise-table.ts";

const broken = { verdict: "broken", at: 12_480_000 } as const;

/** The text of the table, row by row. */
const rowsOf = (properties: Parameters<typeof promiseTable>[0]): string[] =>
  promiseTable(properties, 1)
    .markup.split("<tr class=")
    .slice(1)
    .map((row) => row.replace(/<[^>]*>/g, " ").replace(/\s+/g, " "));

test("every property has a row with its name, and how often it was checked", (t) => {
  const rows = rowsOf([property("logs-agree", "invariant", "Logs agree.", { checked: 61_208 })]);
  t.is(rows.length, 1);
  t.regex(
    rows[0]!,
    /✔ holds Logs agree\. logs-agree · always, after every event holds ✔ holds 61.208 never/,
  );
});

test("what a scenario did not expect comes first, then what nobody knows", (t) => {
  const rows = rowsOf([
    property("fine", "history", ""),
    property("meant", "history", "", { ...broken, expected: "broken" }),
    property("unsure", "history", "", { verdict: "unknown" }),
    property("wrong", "history", "", broken),
  ]);
  t.deepEqual(
    rows.map((row) => /(fine|meant|unsure|wrong) ·/.exec(row)?.[1]),
    ["wrong", "unsure", "meant", "fine"],
  );
});

test("a promise that was meant to break, and did, is as expected and says so", (t) => {
  const [row] = rowsOf([
    property("stale", "history", "", {
      ...broken,
      expected: "broken",
      because: "the lease is off",
    }),
  ]);
  t.regex(row!, /✔ broke, as meant/);
  t.regex(row!, /meant to break ✖ broken/);
  t.regex(row!, /expected because the lease is off/);
});

test("a promise that was meant to break and did not is no success", (t) => {
  const [row] = rowsOf([property("stale", "history", "", { expected: "broken" })]);
  t.regex(row!, /\? did not break/);
});

test("the first failing time and the operations are links", (t) => {
  const { markup } = promiseTable(
    [property("p", "history", "", { ...broken, operations: [381] })],
    2,
  );
  t.true(markup.includes('href="#case=2&amp;t=12.480"'));
  t.true(markup.includes('href="#case=2&amp;op=381"'));
});
