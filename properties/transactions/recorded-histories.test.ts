/**
 * Histories with the verdicts of other checkers: those of AWDIT (github.com/lassemoldrup/AWDIT,
 * `histories/tests`), and bugs of real databases from PolySI and IsoVista. They are not part of this
 * project; where they do not lie in a folder beside it, the tests say so and pass.
 */

import { existsSync, readFileSync } from "node:fs";
import test, { type ExecutionContext } from "ava";
import { readAwdit, readPlume } from "./recorded-histories.test-helper.ts";
import { checkRegisters } from "./registers.ts";
import type { RegisterHistory, TransactionModel } from "./transaction-history.ts";

const data = new URL("../../../shared/checker-data/", import.meta.url);

test("histories of AWDIT are judged as AWDIT judges them", (t) => {
  compare(t, "verdicts/awdit.tsv", "awdit/", readAwdit);
});

test("what was found to be wrong with real databases is found wrong", (t) => {
  compare(t, "verdicts/polysi-isovista.tsv", "", readPlume);
});

test("histories of AWDIT and Plume are read line by line", (t) => {
  const awdit = readAwdit("w 0 1\nr 1 2\n-----\nr 0 1\n=====\nw 1 2");
  t.deepEqual(
    awdit.transactions.map(({ process, operations }) => [process, operations.length]),
    [
      [0, 2],
      [0, 1],
      [1, 1],
    ],
  );
  const plume = readPlume("r(7,0,0,0)\nw(7,3,0,0)\nr(7,3,1,4)\nw(8,0,1,-1)\nr(8,0,2,5)");
  t.deepEqual(
    plume.transactions.map(({ process, status, operations }) => [
      process,
      status,
      ...operations.map(({ kind, key, value }) => `${kind} ${key} ${value}`),
    ]),
    [
      [0, "ok", "read 7 null", "write 7 3"],
      [1, "ok", "read 7 3"],
      [1, "fail", "write 8 0"],
      [2, "ok", "read 8 0"],
    ],
  );
});

const columns: Readonly<Record<string, TransactionModel>> = {
  read_committed: "read-committed",
  read_atomic: "read-atomic",
  causal: "causal",
  snapshot_isolation: "snapshot-isolation",
  serializable: "serializable",
};

/** Compares each file of a table with what its columns say, "ok" or "violation". */
function compare(
  t: ExecutionContext,
  table: string,
  folder: string,
  read: (text: string) => RegisterHistory,
): void {
  if (!existsSync(new URL(table, data))) {
    t.log(`passed over: no ${table} in ../shared/checker-data`);
    t.pass();
    return;
  }
  const [head, ...rows] = readFileSync(new URL(table, data), "utf8")
    .trim()
    .split("\n")
    .map((line) => line.split("\t"));
  let compared = 0;
  for (const row of rows) {
    const history = read(readFileSync(new URL(`${folder}${row[0]}`, data), "utf8"));
    const { models, anomalies } = checkRegisters(history, { unwritten: "violation" });
    head!.forEach((column, place) => {
      const model = columns[column];
      if (model === undefined) return;
      const expected = row[place] === "ok" ? "holds" : "broken";
      t.is(models[model], expected, `${row[0]} ${model}: ${anomalies[0]?.proof}`);
      compared += 1;
    });
  }
  t.log(`${rows.length} files, ${compared} verdicts`);
  t.true(compared > 0);
}
