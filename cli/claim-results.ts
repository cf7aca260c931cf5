/** What the runs of a scenario say about the claims that it names. */

import type { Verdict } from "../properties/property.ts";
import type { Measure, RunResult } from "../properties/result.ts";
import { worst } from "../scenarios/running/judge.ts";
import type { Scenario } from "../scenarios/scenario.ts";
import { newTally, type Row, rowVerdict, seedVerdict, tallyVerdict } from "./tally.ts";

/** A measure of a scenario's first case. */
export interface Figure {
  readonly name: string;
  /** On the first seed; null where it was not measured. */
  readonly value: number | null;
  readonly unit: string;
  /** Over all seeds, when there are several. */
  readonly low?: number;
  readonly high?: number;
}

/** A property that must break in some case, or else the claim could not be refuted. */
export interface CounterRun {
  readonly case: string;
  readonly property: string;
  /** "broken" is as it must be, and on one seed enough. */
  readonly verdict: Verdict;
  readonly because: string | null;
  /** On how many seeds it came out so. */
  readonly seeds: Readonly<Record<Verdict, number>>;
}

/** What several seeds of one scenario came to. */
export interface Evidence {
  readonly scenario: Scenario;
  /** Its promises alone: those of the counter-runs too, or they show nothing. */
  readonly promised: Verdict;
  /** Its promises and its counter-runs. */
  readonly verdict: Verdict;
  readonly sentence: string;
  readonly counterRuns: readonly CounterRun[];
  readonly figures: (id: string) => readonly Figure[];
  /** The first seed that fails, or else the first. */
  readonly replay: string;
}

/** @param results one a seed, at least one, each with its replay */
export function evidenceOf(scenario: Scenario, results: readonly RunResult[]): Evidence {
  const tally = newTally();
  for (const result of results) tally.add(result);
  const rows = tally.rows();
  const failing = results.find((result) => seedVerdict(result) !== "holds");
  const first = results[0]!;
  const measured = results.map(({ cases }) => cases[0]?.measures ?? {});
  return {
    scenario,
    promised: worst(rows.filter(({ expected }) => expected === "holds").map(rowVerdict)),
    verdict: tallyVerdict(rows),
    sentence: failing?.sentence ?? first.cases[0]?.sentence ?? first.sentence,
    counterRuns: rows
      .filter(({ expected }) => expected === "broken")
      .map((row) => counterRun(row, reasonIn(results, row))),
    figures: (id) => (scenario.figures?.[id] ?? []).map((name) => figure(name, measured)),
    replay: (failing ?? first).replay,
  };
}

function counterRun(row: Row, because: string | undefined): CounterRun {
  const { holds, broken, unknown } = row;
  const verdict = broken > 0 ? "broken" : unknown > 0 ? "unknown" : "holds";
  return {
    case: row.case,
    property: row.property,
    verdict,
    because: because ?? null,
    seeds: { holds, broken, unknown },
  };
}

/** Why the scenario expects it to break. */
const reasonIn = (results: readonly RunResult[], row: Row): string | undefined =>
  results[0]?.cases
    .find(({ name }) => name === row.case)
    ?.properties.find(({ name, expected }) => name === row.property && expected === "broken")
    ?.because;

function figure(name: string, measured: readonly Readonly<Record<string, Measure>>[]): Figure {
  const found = measured.flatMap((measures) => measures[name] ?? []);
  const [first] = found;
  if (first === undefined) return { name, value: null, unit: "" };
  const one = { name, value: first.value, unit: first.unit };
  if (measured.length === 1) return one;
  const values = found.map(({ value }) => value);
  return { ...one, low: Math.min(...values), high: Math.max(...values) };
}
