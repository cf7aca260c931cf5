/**
 * Recorded histories of real systems with the verdicts of another checker: those that Porcupine
 * comes with (github.com/anishathalye/porcupine, `test_data`). They are not part of this project;
 * where they do not lie in a folder beside it, the tests say so and pass.
 */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import test, { type ExecutionContext } from "ava";
import { type Answer, check } from "./check.ts";
import { casRegister } from "./models/cas-register.ts";
import { readEtcdLog, readTextLog, text } from "./porcupine-logs.test-helper.ts";

const data = new URL("../../../shared/checker-data/", import.meta.url);

test("logs of etcd are judged as Porcupine judges them", (t) => {
  const seen = compare(t, "jepsen", (log) => check([readEtcdLog(log)], casRegister));
  if (seen !== undefined) t.true(seen.has("holds") && seen.has("broken"));
});

test("logs of a store that puts and appends are judged as Porcupine judges them", (t) => {
  const seen = compare(t, "kv", (log) => check(readTextLog(log), text));
  if (seen !== undefined) t.true(seen.has("holds") && seen.has("broken"));
});

test("an etcd log is read line by line", (t) => {
  const log = ["0\t:invoke\t:write\t4", "1\t:invoke\t:cas\t[4 0]", "2  :invoke  :read  nil"]
    .concat("0\t:ok\t:write\t4", "1\t:fail\t:cas\t[4 0]", "2  :fail  :read  :timed-out")
    .concat("0\t:invoke\t:read\tnil", "0\t:ok\t:read\tnil", "3\t:invoke\t:write\t1")
    .concat("3\t:info\t:write\t:timed-out")
    .map((line) => `INFO  jepsen.util - ${line}`);
  const { calls, invoked, returned } = readEtcdLog(log.join("\n"));
  t.deepEqual(calls, [
    { kind: "write", value: 4 },
    { kind: "compare-and-set", from: 4, to: 0, answer: "refused" },
    { kind: "read", value: undefined },
    { kind: "write", value: 1 },
  ]);
  t.deepEqual([...invoked], [0, 1, 6, 8]);
  t.deepEqual([...returned], [3, 4, 7, Number.POSITIVE_INFINITY]);
});

/** Compares every log of a folder with its recorded verdict; returns the verdicts there were. */
function compare(
  t: ExecutionContext,
  folder: string,
  judge: (log: string) => Answer,
): Set<string> | undefined {
  const logs = new URL(`porcupine/${folder}/`, data);
  if (!existsSync(logs)) {
    t.log(`passed over: no recorded histories in ../shared/checker-data/porcupine/${folder}`);
    t.pass();
    return undefined;
  }
  const expected = recordedVerdicts();
  const files = readdirSync(logs).sort();
  for (const file of files) {
    const { verdict } = judge(readFileSync(new URL(file, logs), "utf8"));
    t.is<unknown, unknown>(verdict, expected.get(`${folder}/${file}`), file);
  }
  t.log(`${files.length} logs`);
  return new Set(files.map((file) => expected.get(`${folder}/${file}`) ?? "none recorded"));
}

/** By file; the third column of the table says "yes" or "no". */
function recordedVerdicts(): Map<string, "holds" | "broken"> {
  const table = readFileSync(new URL("verdicts/porcupine.tsv", data), "utf8").trim();
  return new Map(
    table
      .split("\n")
      .slice(1)
      .map((line) => line.split("\t"))
      .map(([file, , isLinearizable]) => [file!, isLinearizable === "yes" ? "holds" : "broken"]),
  );
}
