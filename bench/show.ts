/** Figures as a table for people, and as one JSON document for programs. */

import { availableParallelism, cpus, loadavg } from "node:os";
import { fields, type Paint, table } from "../cli/terminal.ts";
import { plainText } from "../reports/number-text.ts";
import { type Figure, type Goal, isReached, referenceHolds } from "./benchmark.ts";

export interface MachineLine {
  readonly cpu: string;
  readonly cores: number;
  readonly node: string;
  /** Of the last minute; more than the cores: others were at work, take ratios only. */
  readonly load: number;
}

export const thisMachine = (): MachineLine => ({
  cpu: cpus()[0]?.model.trim() ?? "unknown processor",
  cores: availableParallelism(),
  node: process.version,
  load: loadavg()[0]!,
});

export function asJson(machine: MachineLine, figures: readonly Figure[]): string {
  const all = figures.map((figure) => ({
    name: figure.name,
    value: figure.value,
    unit: figure.unit,
    goal: figure.goal ?? null,
    ratio: figure.ratio ?? null,
    ratioTo: figure.ratioTo ?? null,
    atReference: figure.atReference ?? null,
    repetitions: figure.repetitions,
    reached: isReached(figure) ?? null,
    notes: figure.notes ?? [],
  }));
  return `${JSON.stringify({ machine, figures: all }, undefined, 2)}\n`;
}

/** The figures in what `asJson` has written. */
export function figuresIn(json: string): Figure[] {
  const { figures } = JSON.parse(json) as { readonly figures: readonly object[] };
  return figures.map((figure) => {
    const there = Object.entries(figure).filter(([, value]) => value !== null);
    return Object.fromEntries(there) as unknown as Figure;
  });
}

export function asTable(
  machine: MachineLine,
  figures: readonly Figure[],
  paint: Paint,
  width: number,
): string {
  const head = ["figure", "value", "unit", "ratio", "to", "at reference", "goal", ""];
  const rows = figures.map((figure) => [
    { text: figure.name },
    { text: plainText(figure.value) },
    { text: figure.unit },
    { text: figure.ratio?.toFixed(3) ?? "" },
    { text: figure.ratioTo ?? "" },
    { text: figure.atReference === undefined ? "" : plainText(figure.atReference) },
    { text: figure.goal === undefined ? "" : goalText(figure.goal) },
    reachedCell(figure, paint),
  ]);
  const notes = figures.flatMap(({ name, notes = [] }) =>
    notes.map((note): [string, string] => [name, note]),
  );
  return [
    `${machine.cpu}, ${machine.cores} cores, node ${machine.node}, load ${machine.load.toFixed(1)}\n`,
    `At reference: scaled to ${plainText(referenceHolds)} holds of the bare heap per CPU second.\n`,
    table([head.map((text) => ({ text, paint: paint.bold })), ...rows], width),
    ...(notes.length === 0 ? [] : [fields(notes, width)]),
  ].join("\n");
}

function goalText({ of, atLeast, atMost }: Goal): string {
  const what = of === "ratio" ? "ratio " : "";
  if (atLeast !== undefined) return `${what}≥ ${plainText(atLeast)}`;
  return `${what}≤ ${plainText(atMost ?? Number.NaN)}`;
}

function reachedCell(figure: Figure, paint: Paint) {
  const reached = isReached(figure);
  if (reached === undefined) return { text: "" };
  if (reached) return { text: "reached", paint: paint.verdict.holds };
  const { atReference = Number.NaN } = figure;
  return isReached({ ...figure, value: atReference })
    ? { text: "missed, at reference reached", paint: paint.verdict.unknown }
    : { text: "missed", paint: paint.verdict.broken };
}
