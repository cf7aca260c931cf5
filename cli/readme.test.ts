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
    const listed: readonly Listed[] = JSON.parse(io.written.out);
    const rows = listed.map(({ name, question, claims, figures }) => {
      const first = golden(`${name}.txt`).split("\n")[1]!;
      const wanted = [...new Set(Object.values(figures).flat())];
      const found = (wanted.length > 0 ? wanted : usual).flatMap((figure) =>
        shownIn(first, figure),
      );
      return `| ${claims.join(", ") || "–"} | ${name} | ${question} | ${found.slice(0, 4).join(", ")} |`;
    });
    hold(t, "| claims | scenario | question | first case, seed 1 |", rows);
  },
);

interface Listed {
  readonly name: string;
  readonly question: string;
  readonly claims: readonly string[];
  readonly figures: Readonly<Record<string, readonly string[]>>;
}

/** Of scenarios that name no figures. */
const usual = ["elections", "longestOutage", "lost"];

/** "lost 0" or "longestOutage 1505 ms" from a golden line; nothing where it has no such number. */
function shownIn(line: string, measure: string): readonly string[] {
  const [, value, unit = ""] = new RegExp(` ${measure} (\\S+) ([^,]+)`).exec(line) ?? [];
  if (value === undefined) return [];
  const number = Number(Number(value).toPrecision(4));
  return [`${measure} ${number}${unit === "count" ? "" : ` ${unit}`}`];
}
