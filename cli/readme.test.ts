/** The README's commands run, and its tables are what the code says. `npm run golden` rewrites them. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "ava";
import { memoryIo } from "./memory-io.test-helper.ts";
import { main } from "./program.ts";

const file = new URL("../README.md", import.meta.url);
const scenarios = new URL("../scenarios/", import.meta.url);
const readme = readFileSync(file, "utf8");

const log = ["timestamp,operation,key,bytes", "0,get,a,10", "0.5,set,a,10", "1,get,a,10"].join(
  "\n",
);

test.serial("every command of the README does what it says", async (t) => {
  const directory = mkdtempSync(join(tmpdir(), "quorate-readme-"));
  t.teardown(() => rmSync(directory, { recursive: true, force: true }));
  writeFileSync(join(directory, "requests.csv"), `${log}\n`);
  const lines = readme.split("\n").filter((line) => line.startsWith("npx quorate "));
  t.true(lines.length >= 7);
  for (const line of lines) {
    const io = memoryIo({ directory, scenarios });
    const code = await main(line.split(" ").slice(2), io);
    // A log of three requests shows too little to say "holds".
    t.true(
      code === 0 || (line.includes("requests.csv") && code === 2),
      `${line}\n${io.written.err}`,
    );
    t.true(io.written.out.length > 0, line);
  }
});

/** Rows of a table that the README keeps between its head and an empty line. */
function rowsAfter(head: string): readonly string[] {
  const lines = readme.split("\n");
  const from = lines.indexOf(head) + 2;
  return lines.slice(from, lines.indexOf("", from));
}

const golden = (name: string): string =>
  readFileSync(new URL(`../scenarios/golden/${name}`, import.meta.url), "utf8");

function hold(t: import("ava").ExecutionContext, head: string, rows: readonly string[]): void {
  if (process.env.UPDATE_GOLDEN === "1") {
    const text = readFileSync(file, "utf8");
    const start = text.indexOf(head);
    const body = text.indexOf("\n", text.indexOf("\n", start) + 1) + 1;
    const end = text.indexOf("\n\n", start);
    writeFileSync(file, `${text.slice(0, body)}${rows.join("\n")}${text.slice(end)}`);
    t.pass();
  } else t.deepEqual(rowsAfter(head), rows);
}

test.serial("the table of mistakes is the one that was counted", (t) => {
  const rows = golden("hunts.tsv")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split("\t"))
    .map(([bug, caughtBy, count = ""]) => `| ${bug} | ${caughtBy} | ${count.split(" ")[0]} |`);
  hold(t, "| mistake | caught by | seeds |", rows);
});

test.serial(
  "the table of scenarios lists them all, with what their golden runs gave",
  async (t) => {
    const io = memoryIo({ directory: tmpdir(), scenarios });
    t.is(await main(["list", "--json"], io), 0);
    const listed: { name: string; question: string }[] = JSON.parse(io.written.out);
    const rows = listed.map(({ name, question }) => {
      const cases = golden(`${name}.txt`)
        .split("seed 2")[0]!
        .trim()
        .split("\n")
        .slice(1)
        .map((line) => outcome(line.trim()));
      return `| ${name} | ${question} | ${cases.join("; ")} |`;
    });
    hold(t, "| scenario | question | what comes out (seed 1) |", rows);
  },
);

/** "asking off: 4 elections, longest outage 1571 ms, 0 lost" from a golden line. */
function outcome(line: string): string {
  const name = /^dynamodb(?:, ([^:]+))?:/.exec(line)?.[1];
  const number = (key: string): string => new RegExp(`${key} ([\\d.]+)`).exec(line)?.[1] ?? "?";
  const outage = Math.round(Number(number("longestOutage")));
  const elections = number("elections");
  const text = `${elections} ${elections === "1" ? "election" : "elections"}, outage ${outage} ms, ${number("lost")} lost`;
  return name === undefined ? text : `${name}: ${text}`;
}
