import { readFileSync, writeFileSync } from "node:fs";
import test from "ava";
import { describeFault } from "./describe-fault.ts";
import { readSchedule } from "./read-schedule.ts";
import { faultReference } from "./reference.ts";
import { kinds } from "./shapes.ts";

const file = new URL("../../docs/faults.md", import.meta.url);
const [begin, end] = ["<!-- reference -->\n", "<!-- /reference -->\n"];

/** The documentation with what stands between the two marks replaced. */
function withReference(text: string): string {
  const [head, rest] = text.split(begin);
  const tail = rest?.split(end)[1];
  if (tail === undefined) throw new Error(`${file} lacks the marks ${begin} ${end}`);
  return `${head}${begin}\n${faultReference()}\n${end}${tail}`;
}

/** The contents of the first fenced block of this language. */
const blockOf = (language: string, text: string): string =>
  text.split(`\`\`\`${language}\n`)[1]?.split("```")[0] ?? "";

test("the reference in docs/faults.md is the one of the code", (t) => {
  const text = readFileSync(file, "utf8");
  const expected = withReference(text);
  if (process.env.UPDATE_GOLDEN === "1") writeFileSync(file, expected);
  t.is(text, expected);
});

test("the reference has a row for every kind", (t) => {
  for (const kind of kinds)
    t.regex(faultReference(), new RegExp(`^\\| \`${kind}\` \\| [A-Z]`, "m"));
});

test("the example of docs/faults.md can be read, and says what the words below it say", (t) => {
  const text = readFileSync(file, "utf8");
  const schedule = readSchedule(JSON.parse(blockOf("json", text)));
  t.is(`${schedule.map(describeFault).join("\n")}\n`, blockOf("text", text));
});
