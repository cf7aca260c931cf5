/** House rules that no linter knows: a test of the code's form, each rule with what to use instead. */

import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import test from "ava";
import { alwaysOn } from "../properties/always-on.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

const filesUnder = (folder: string): string[] =>
  readdirSync(root + folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !/\.(test|test-helper)\.ts$/.test(name))
    .map((name) => `${folder}/${name}`);

const pure = ["sim", "scenarios", "properties", "reports"].flatMap(filesUnder);

/** What makes a run depend on the machine, the engine or the moment. */
const banned: readonly (readonly [pattern: RegExp, instead: string, except?: RegExp])[] = [
  [/\bDate\b\s*[.(]|new Date\b/, "event.at, or times given as data", /time-stamp\.ts$/],
  [/\bperformance\s*\./, "event.at"],
  [/\bMath\.random\b/, "effects.pick, a range in setTimer, or a named stream"],
  [/\bcrypto\b\s*\./, "a named stream"],
  [/\basync\s+(function|\()|\bawait\s|\bnew Promise\b|\bPromise\./, "the event queue"],
  [/\bset(Timeout|Interval|Immediate)\b|\bqueueMicrotask\b/, "effects.setTimer"],
  [/\bMath\.(log|log2|log10|log1p|exp|expm1|sin|cos|tan|pow|cbrt|sinh|tanh)\b/, "exact-math.ts"],
  [/[\w)\]]\s\*\*\s/, "multiplication, or exact-math.ts"],
  [/\.localeCompare\b|\.toLocale\w+|\bIntl\b/, "comparison of code units, our own formatting"],
  // Typed arrays sort by number, and a map's keys by code units, as they should.
  [
    /\.(sort|toSorted)\(\)/,
    "a comparison: sort() sorts as text",
    /(quantile|known-versions|order-edges|ordered-map)\.ts$/,
  ],
  [/\bprocess\s*\.(?!\s*ts)/, "arguments: only cli touches the process"],
  [/\bFIXME\b|\bTODO\b|\bXXX\b/, "doing it, or an issue"],
];

for (const [pattern, instead, except] of banned) {
  test(`nothing in the pure folders matches ${pattern.source}; instead: ${instead}`, (t) => {
    const found = pure
      .filter((file) => except === undefined || !except.test(file))
      .flatMap((file) =>
        withoutComments(readFileSync(root + file, "utf8"))
          .split("\n")
          .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1} ${line}`] : [])),
      );
    t.deepEqual(found, []);
  });
}

/** Lines keep their numbers; texts stay, as a banned word in one is as good as gone wrong. */
const withoutComments = (text: string): string =>
  text
    .replaceAll(/\/\*[\s\S]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, ""))
    .replaceAll(/(^|\s)\/\/.*$/gm, "");

test("every invariant of the folder watches every run", (t) => {
  const inFolder = filesUnder("properties/invariants").map((file) =>
    file.replace("properties/invariants/", "").replace(".ts", ""),
  );
  t.deepEqual(alwaysOn.map(({ name }) => name).sort(compare), inFolder.sort(compare));
});

test("no file of the pure folders has outgrown its room", (t) => {
  const long = pure
    .map((file) => ({ file, lines: readFileSync(root + file, "utf8").split("\n").length - 1 }))
    .filter(({ lines }) => lines > 330);
  t.deepEqual(long, []);
});

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
