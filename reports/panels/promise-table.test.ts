import test from "ava";
import { property } from "../sample/case.ts";
import { promiseTable } from "./promise-table.ts";

const broken = { verdict: "broken", at: 12_480_000 } as const;

/** The text of the table, row by row. */
const rowsOf = (properties: Parameters<typeof promiseTable>[0]): string[] =>
  promiseTable(properties, { caseNumber: 1, drawn: new Set() })
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

test("the first failing time is a link, and so are the operations that are drawn", (t) => {
  const found = property("p", "history", "", { ...broken, operations: [381, 382] });
  const { markup } = promiseTable([found], { caseNumber: 2, drawn: new Set([381]) });
  t.true(markup.includes('href="#case=2&amp;t=12.480"'));
  t.true(markup.includes('href="#case=2&amp;op=381"'));
  t.false(markup.includes("op=382"));
  t.true(markup.includes("op 382"));
});

test("a promise about the whole run breaks at no one instant", (t) => {
  const [row] = rowsOf([property("p", "final", "", { verdict: "broken" })]);
  t.regex(row!, /over the run/);
});
