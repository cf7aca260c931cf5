/** What many seeds of one scenario came to, row by row. */

import type { Verdict } from "../properties/property.ts";
import type { CaseResult, RunResult } from "../properties/result.ts";
import { worst } from "../scenarios/running/judge.ts";

/** One property of one case over all seeds. */
export interface Row {
  readonly case: string;
  readonly property: string;
  readonly expected: "holds" | "broken";
  /** On how many seeds it came out so. */
  readonly holds: number;
  readonly broken: number;
  readonly unknown: number;
}

export interface Tally {
  add(result: RunResult): void;
  rows(): readonly Row[];
}

/** Rows in the order of their first appearance: cases as in the scenario, properties as judged. */
export function newTally(): Tally {
  const rows = new Map<string, Row>();
  return {
    add(result) {
      for (const each of result.cases) count(rows, each);
    },
    rows: () => [...rows.values()],
  };
}

function count(rows: Map<string, Row>, { name, properties }: CaseResult): void {
  for (const { name: property, expected, verdict } of properties) {
    const id = JSON.stringify([name, property]);
    const row = rows.get(id) ?? { case: name, property, expected, holds: 0, broken: 0, unknown: 0 };
    rows.set(id, { ...row, [verdict]: row[verdict] + 1 });
  }
}

/**
 * What must hold must do so on every seed; what must break must do so on one at least: a counter-run
 * that never breaks has shown nothing.
 */
export function rowVerdict({ expected, broken, unknown }: Row): Verdict {
  if (expected === "broken") return broken > 0 ? "holds" : "unknown";
  if (broken > 0) return "broken";
  return unknown > 0 ? "unknown" : "holds";
}

export const tallyVerdict = (rows: readonly Row[]): Verdict => worst(rows.map(rowVerdict));

/** One seed's verdict where a counter-run need not break every time. */
export function seedVerdict({ cases }: Pick<RunResult, "cases">): Verdict {
  const promised = cases
    .flatMap(({ properties }) => properties)
    .filter(({ expected }) => expected === "holds");
  return worst(promised.map(({ verdict }) => verdict));
}
