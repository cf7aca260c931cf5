import type { PropertyResult, RunResult } from "../../properties/result.ts";
import { describeFault } from "../../sim/faults/describe-fault.ts";
import { formatDuration } from "../../sim/parts/duration-text.ts";
import { prepare } from "../running/prepare.ts";
import type { Case, Scenario } from "../scenario.ts";
import { operationText } from "../shrinking/operation-text.ts";
import { scriptedScenario } from "../shrinking/scripted-scenario.ts";
import { type Shrunk, type Size, shrink } from "../shrinking/shrink.ts";
import type { Target } from "../shrinking/trial.ts";

/** What a run came to, and how it was asked for. */
export interface Failing {
  readonly scenario: Scenario;
  readonly seed: number;
  readonly changes: Readonly<Record<string, string>>;
  readonly result: RunResult;
  /** Lines that say how to see it again. */
  readonly replay: readonly string[];
  /** How many events the trials of shrinking may have. */
  readonly budget: number;
}

/** A promise that broke, with the least that breaks it. */
export class BrokenPromise extends Error {
  override readonly name = "BrokenPromise";
  /** Its property. */
  readonly property: string;
  readonly seed: number;
  readonly changes: Readonly<Record<string, string>>;
  /** The run in which it broke first. */
  readonly result: RunResult;
  /**
   * The least scenario in which it still breaks, with the same seed and changes: a value to run, or to
   * keep as a test of its own. The whole scenario, where it could not be shrunk.
   */
  readonly least: Scenario;

  constructor(failing: Failing, broken: Broken) {
    const { chosen, row } = broken;
    const target = { ...failing, chosen, property: row.name };
    const shrunk = shrunkOf(target, row, failing.budget);
    super(messageOf(failing, broken, shrunk));
    this.property = row.name;
    this.seed = failing.seed;
    this.changes = failing.changes;
    this.result = failing.result;
    this.least =
      shrunk === undefined
        ? failing.scenario
        : scriptedScenario(failing.scenario, chosen, shrunk.script, row.name);
  }
}

export interface Broken {
  readonly chosen: Case;
  readonly row: PropertyResult;
}

/** Of promises that were to hold, the first that broke; undefined: none did. */
export function brokenIn(scenario: Scenario, result: RunResult): Broken | undefined {
  const broken = result.cases.flatMap(({ properties }, index) =>
    properties
      .filter(({ expected, verdict }) => expected === "holds" && verdict === "broken")
      .map((row) => ({ chosen: scenario.cases[index]!, row })),
  );
  const at = ({ row }: Broken): number => row.at ?? result.virtualTime;
  return broken.sort((one, other) => at(one) - at(other))[0];
}

function shrunkOf(target: Target, row: PropertyResult, budget: number): Shrunk | undefined {
  if (budget === 0) return undefined;
  const { scenario, chosen, seed, changes } = target;
  const [prepared] = prepare({ ...scenario, cases: [chosen] }, { seed, changes });
  return shrink(target, row.at ?? prepared!.assembled.phases.loadEnds, budget);
}

const messageOf = (
  { scenario, seed, replay }: Failing,
  { row }: Broken,
  shrunk: Shrunk | undefined,
): string =>
  [
    `${row.name} breaks on seed ${seed} of ${scenario.name}: ${(shrunk?.found ?? row).reason}.`,
    ...(shrunk === undefined ? [] : leastInWords(shrunk)),
    ...replay.map((line) => `replay: ${line}`),
  ].join("\n");

function leastInWords({ script, before, isMinimal }: Shrunk): readonly string[] {
  const { operations, faults, length } = script;
  const size = { operations: operations.length, faults: faults.length, length };
  return [
    `${sizeText(size)} of ${sizeText(before)} are enough:`,
    ...operations.map((operation) => `  ${operationText(operation)}`),
    ...faults.map((fault) => `  ${describeFault(fault)}${isMinimal ? " (necessary)" : ""}`),
  ];
}

const sizeText = ({
  operations,
  faults,
  length,
}: Pick<Size, "operations" | "faults" | "length">): string =>
  `${operations} operation${operations === 1 ? "" : "s"}, ${faults} fault${faults === 1 ? "" : "s"} and ${formatDuration(length)}`;
