import { readFileSync } from "node:fs";
import test from "ava";
import { type Desk, desk } from "./commands.test-helper.ts";

interface Example {
  readonly words: readonly string[];
  /** Lines that come out, "…" for what is left out: of a line, or whole lines. */
  readonly shown: readonly string[];
}

/** What is typed behind "$ npx quorate", and what is shown below it, up to the next or a blank. */
function examplesIn(text: string): readonly Example[] {
  const found: { words: readonly string[]; shown: string[] }[] = [];
  let open: { shown: string[] } | undefined;
  for (const line of text.split("\n")) {
    const typed = /^ *\$ npx quorate (.*)$/.exec(line);
    if (typed !== null) {
      const example = { words: typed[1]!.split(" "), shown: [] };
      found.push(example);
      open = example;
    } else if (line.trim() === "" || line.startsWith("```")) open = undefined;
    else open?.shown.push(line);
  }
  return found;
}

/** The indentation of help is no part of what is shown. */
const pattern = (shown: readonly string[], indent: number): RegExp => {
  const lines = shown.map((line) => line.slice(indent));
  const parts = lines.map((line) =>
    line === "…"
      ? "(?:[^\n]*\n)*?"
      : `${line
          .split("…")
          .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"))
          .join("[^\n]*")}\n`,
  );
  return new RegExp(`^${parts.join("")}$`);
};

async function typeAll(
  t: Parameters<typeof desk>[0],
  text: string,
  indent: number,
): Promise<number> {
  const { type }: Desk = desk(t).with({ scenarios: new URL("../scenarios/", import.meta.url) });
  const found = examplesIn(text);
  for (const { words, shown } of found) {
    const { out, err } = await type(...words);
    t.regex(out + err, pattern(shown, indent), `quorate ${words.join(" ")}`);
  }
  return found.length;
}

for (const words of [
  [],
  ["list"],
  ["run"],
  ["sweep"],
  ["merge"],
  ["shrink"],
  ["bugs"],
  ["replay"],
  ["trace"],
  ["explore"],
  ["check"],
  ["export"],
]) {
  test(`what quorate ${[...words, "--help"].join(" ")} shows is what comes out`, async (t) => {
    const { out } = await desk(t).type(...words, "--help");
    t.true((await typeAll(t, out, 2)) > 0);
  });
}

test("what the page on the command line shows is what comes out", async (t) => {
  const page = readFileSync(new URL("../docs/command-line.md", import.meta.url), "utf8");
  t.true((await typeAll(t, page, 0)) > 5);
});
