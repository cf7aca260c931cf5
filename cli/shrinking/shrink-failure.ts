import { countOf, lengthText } from "../../reports/number-text.ts";
import type { Scenario } from "../../scenarios/scenario.ts";
import { operationText } from "../../scenarios/shrinking/operation-text.ts";
import { type Shrunk, shrink } from "../../scenarios/shrinking/shrink.ts";
import { printable } from "../printable.ts";
import { scenarioAsked } from "../scenario-asked.ts";
import type { Manner } from "../sweeping/plan.ts";
import { caseNamed } from "./replay-scenario.ts";
import { type ScenarioFile, scenarioFile } from "./scenario-file.ts";

/** A promise that broke, and where. */
export interface Breakage {
  readonly seed: number;
  readonly case: string;
  readonly property: string;
  /** Virtual time, µs. */
  readonly at: number;
}

/** How many events the trials for one failure may have. */
export const usualBudget = 20_000_000;

/** The failure with as little as possible around it; undefined where that cannot be written down. */
export function shrinkFailure(
  scenario: Scenario,
  manner: Manner,
  { seed, at, property, case: name }: Breakage,
  budget: number,
): ScenarioFile | undefined {
  const { changes } = manner;
  const asked = scenarioAsked(scenario, manner);
  const chosen = caseNamed(asked, { case: name, seed, changes });
  const shrunk: Shrunk | undefined = shrink(
    { scenario: asked, chosen, property, seed, changes },
    at,
    budget,
  );
  return shrunk && scenarioFile({ scenario: scenario.name, seed, changes }, shrunk);
}

/** The whole of it, a line for each operation and fault. */
export function shrunkText({
  operations,
  faults,
  breaks,
  shrunkFrom,
  ...file
}: ScenarioFile): string {
  const { operations: ops, faults: hardships, length } = shrunkFrom;
  const from = `${countOf(ops, "operation")}, ${countOf(hardships, "fault")} and ${lengthText(length)}`;
  const lines = [
    `${countOf(operations.length, "operation")}, ${countOf(faults.length, "fault")} and ${lengthText(file.length)} are left of ${from}:`,
    ...operations.map((operation) => `  ${operationText(operation)}`),
    ...faults.map(({ says, necessary }) => `  ${says}${necessary ? " (necessary)" : ""}`),
    `  ${breaks.property} breaks: ${breaks.reason}`,
  ];
  return lines.map((line) => `${printable(line)}\n`).join("");
}
