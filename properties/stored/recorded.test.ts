/**
 * Recorded histories of real systems with the verdicts of other checkers: Porcupine, Knossos, Elle,
 * AWDIT, PolySI. They are not part of this project; where they do not lie in a folder beside it,
 * the tests say so and pass.
 */

import { existsSync, readFileSync } from "node:fs";
import test, { type ExecutionContext } from "ava";
import { checkText } from "./check-text.ts";
import type { Level } from "./judged-transactions.ts";

const data = new URL("../../../shared/checker-data/", import.meta.url);

type Row = readonly string[];

/** Judges the files that a table names; `judge` is told the row of each and the text. */
function compare(
  t: ExecutionContext,
  table: string,
  folder: string,
  judge: (row: Row, text: string) => void,
): void {
  const file = new URL(`verdicts/${table}.tsv`, data);
  if (!existsSync(file)) {
    t.log(`passed over: no recorded histories in ../shared/checker-data, expected ${table}.tsv`);
    t.pass();
    return;
  }
  const rows = readFileSync(file, "utf8").trim().split("\n").slice(1);
  for (const row of rows.map((line) => line.split("\t"))) {
    judge(row, readFileSync(new URL(folder + row[0]!, data), "utf8"));
  }
  t.log(`${rows.length} histories`);
}

for (const [table, folder] of [
  ["porcupine", "porcupine/"],
  ["knossos", "knossos/"],
  ["elle-cli-other", ""],
] as const) {
  test(`histories of ${table} are judged as recorded`, (t) => {
    const verdicts = new Set<string>();
    compare(t, table, folder, ([file, , isValid], text) => {
      const [found] = checkText(text, {});
      const { verdict } = found!.outcome;
      t.is(verdict, isValid === "yes" ? "holds" : "broken", file);
      verdicts.add(verdict);
    });
    t.true(verdicts.size !== 1);
  });
}

/** Columns of a table and the levels that they stand for. */
type Columns = Readonly<Record<number, Level>>;

function compareLevels(t: ExecutionContext, table: string, folder: string, columns: Columns): void {
  let compared = 0;
  compare(t, table, folder, (row, text) => {
    const [found] = checkText(text, {});
    const { outcome } = found!;
    const levels: Readonly<Partial<Record<Level, string>>> =
      "level" in outcome ? outcome.levels : {};
    for (const [column, level] of Object.entries(columns)) {
      const recorded = row[Number(column)]!;
      if (recorded !== "ok" && recorded !== "violation") continue;
      t.is(levels[level], recorded === "ok" ? "holds" : "broken", `${row[0]}, ${level}`);
      compared += 1;
    }
  });
  t.log(`${compared} verdicts`);
}

test("transactions of AWDIT's tests have the levels recorded", (t) => {
  compareLevels(t, "awdit", "awdit/", { 1: "read-committed", 2: "read-atomic", 3: "causal" });
});

test("transactions of real databases have the levels recorded", (t) => {
  compareLevels(t, "polysi-isovista", "", {
    3: "read-committed",
    4: "read-atomic",
    5: "causal",
    6: "snapshot-isolation",
    7: "serializable",
  });
});

test("transactions of Elle's examples have the levels recorded", (t) => {
  compareLevels(t, "elle", "", {
    2: "read-committed",
    3: "snapshot-isolation",
    4: "serializable",
    5: "strict-serializable",
  });
});
