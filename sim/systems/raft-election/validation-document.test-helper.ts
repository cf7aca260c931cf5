/**
 * For tests: `docs/validation.md` holds tables between marks, each written by the test that measures
 * its figures. The document cannot go stale: a test compares its table on every run.
 */

import { readFileSync, writeFileSync } from "node:fs";

const file = new URL("../../../docs/validation.md", import.meta.url);

export type Row = readonly string[];

interface Section {
  /** What the document holds now, and what the figures say it should. */
  readonly actual: string;
  readonly expected: string;
}

/**
 * The table of this name, as the document has it and as it should be. With UPDATE set, the document
 * is rewritten first.
 */
export function documented(name: string, header: Row, rows: readonly Row[]): Section {
  const [begin, end] = [`<!-- ${name} -->\n`, `<!-- /${name} -->\n`];
  const expected = `\n${table(header, rows)}\n`;
  const text = readFileSync(file, "utf8");
  const from = text.indexOf(begin) + begin.length;
  const until = text.indexOf(end);
  if (!text.includes(begin) || until < from) {
    throw new Error(`expected ${file} to have the marks ${begin.trim()} and ${end.trim()}`);
  }
  if (process.env.UPDATE === undefined) return { actual: text.slice(from, until), expected };
  writeFileSync(file, text.slice(0, from) + expected + text.slice(until));
  return { actual: expected, expected };
}

const table = (header: Row, rows: readonly Row[]): string =>
  [header, header.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |\n`).join("");

export const percent = (share: number, digits = 1): string => `${(share * 100).toFixed(digits)} %`;

/** Whether `ours` is within this share of what was published. */
export const isWithin = (share: number, published: number, ours: number): boolean =>
  Math.abs(ours - published) <= share * published;
