import Table from "cli-table3";
import type { Verdict } from "../properties/property.ts";
import type { Io, Screen } from "./io.ts";
import { printable } from "./printable.ts";

/** Colours for one screen; every function gives its text back unchanged where none are wanted. */
export interface Paint {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  /** A verdict's colour: blue holds, yellow unknown, red broken. */
  readonly verdict: Readonly<Record<Verdict, (text: string) => string>>;
}

/** Colours only for a terminal, and not against NO_COLOR (no-color.org), TERM=dumb or --no-color. */
export function paintFor(
  screen: Pick<Screen, "isTerminal">,
  io: Pick<Io, "environment">,
  wanted = true,
): Paint {
  const refused = io.environment.NO_COLOR || io.environment.TERM === "dumb";
  const on = wanted && screen.isTerminal && !refused;
  const code = (start: number, end: number) => (text: string) =>
    on ? `\u001b[${start}m${text}\u001b[${end}m` : text;
  return {
    bold: code(1, 22),
    dim: code(2, 22),
    verdict: { holds: code(94, 39), unknown: code(33, 39), broken: code(91, 39) },
  };
}

/** A verdict's shape, so that colour is never alone. */
export const shape: Readonly<Record<Verdict, string>> = { holds: "✔", unknown: "?", broken: "✖" };

export interface Cell {
  /** Of a list, every text begins a line. */
  readonly text: string | readonly string[];
  readonly paint?: (text: string) => string;
}

/**
 * Rows in columns two spaces apart, all of the same length; the last column is wrapped so that no
 * line is longer than `width`. Cells are made printable.
 */
export function table(rows: readonly (readonly Cell[])[], width: number): string {
  const columns = rows[0]?.length ?? 0;
  const widths = Array.from({ length: columns }, (_, column) => widest(rows, column) + 2);
  const before = widths.slice(0, -1).reduce((sum, each) => sum + each, 0);
  widths[columns - 1] = Math.max(20, width - before);
  return drawn(rows, widths);
}

/** How many characters the longest cell of a column has. */
export const widest = (rows: readonly (readonly Cell[])[], column: number): number =>
  Math.max(0, ...rows.flatMap((row) => linesOf(row[column]!).map(({ length }) => length)));

const linesOf = ({ text }: Cell): readonly string[] =>
  (typeof text === "string" ? [text] : text).map(printable);

/**
 * Rows in columns of these widths, each with the two spaces after it; what is longer is wrapped. A
 * row of fewer cells has a last one that is as wide as all that remain.
 */
export function drawn(rows: readonly (readonly Cell[])[], widths: readonly number[]): string {
  const table = new Table({
    chars: noLines,
    colWidths: [...widths],
    wordWrap: true,
    style: { "padding-left": 0, "padding-right": 2, head: [], border: [], compact: true },
  });
  for (const row of rows) {
    const cells = row.map((cell) => (cell.paint ?? same)(linesOf(cell).join("\n")));
    const missing = widths.length - row.length;
    const last = cells.at(-1) ?? "";
    table.push(
      missing === 0 ? cells : [...cells.slice(0, -1), { content: last, colSpan: missing + 1 }],
    );
  }
  const lines = table.toString().split("\n");
  return lines.map((line) => `${line.trimEnd()}\n`).join("");
}

/** Names and values, one pair a line. */
export const fields = (
  pairs: readonly (readonly [name: string, value: string])[],
  width: number,
): string =>
  table(
    pairs.map(([name, value]) => [{ text: name }, { text: value }]),
    width,
  );

/** Every line two spaces further right. */
export const indented = (text: string): string => text.replaceAll(/^(?=.)/gm, "  ");

/** How wide tables may be: the terminal, or 100 columns in a file. */
export const widthOf = ({ columns }: Pick<Screen, "columns">): number =>
  Math.max(60, columns ?? 100);

const same = (text: string): string => text;

const noLines = {
  top: "",
  "top-mid": "",
  "top-left": "",
  "top-right": "",
  bottom: "",
  "bottom-mid": "",
  "bottom-left": "",
  "bottom-right": "",
  left: "",
  "left-mid": "",
  mid: "",
  "mid-mid": "",
  right: "",
  "right-mid": "",
  middle: "",
};
