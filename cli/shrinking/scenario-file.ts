/**
 * A shrunk scenario as a file: every operation and every fault that it takes to break a promise, for
 * people to read and for `quorate replay` to run again.
 */

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { operationText } from "../../scenarios/shrinking/operation-text.ts";
import type { Script, ScriptOperation } from "../../scenarios/shrinking/script.ts";
import type { Shrunk, Size } from "../../scenarios/shrinking/shrink.ts";
import { describeFault } from "../../sim/faults/describe-fault.ts";
import { readSchedule } from "../../sim/faults/read-schedule.ts";
import type { FaultSpec } from "../../sim/faults/schedule.ts";
import type { Duration } from "../../sim/kernel/time.ts";
import type { Io } from "../io.ts";
import { shown } from "../store.ts";
import { systemReason, UsageError } from "../usage-error.ts";
import { readVersion } from "../version.ts";

/** Times are virtual, in µs. */
export interface ScenarioFile {
  readonly tool: "quorate";
  readonly is: "scenario";
  readonly version: string;
  /** Whose system and network it is. */
  readonly scenario: string;
  readonly case: string;
  readonly seed: number;
  readonly changes: Readonly<Record<string, string>>;
  /** The promise that breaks. */
  readonly breaks: {
    readonly property: string;
    readonly at: number | null;
    readonly reason: string;
  };
  /** Of the run that broke it. */
  readonly fingerprint: string;
  readonly events: number;
  readonly shrunkFrom: Size;
  readonly operations: readonly (ScriptOperation & { readonly says: string })[];
  readonly faults: readonly FaultLine[];
  readonly zones: Script["zones"];
  readonly tenants: Script["tenants"];
  readonly length: number;
  readonly settle: number;
}

interface FaultLine {
  readonly says: string;
  /** Without it the promise holds; false: the budget did not last to see. */
  readonly necessary: boolean;
  readonly fault: FaultSpec;
}

/** What is known of a shrunk run beside the run itself. */
export interface Origin {
  readonly scenario: string;
  readonly seed: number;
  readonly changes: Readonly<Record<string, string>>;
}

export function scenarioFile({ scenario, seed, changes }: Origin, shrunk: Shrunk): ScenarioFile {
  const { script, found, result, before, isMinimal } = shrunk;
  const { zones, tenants, length, settle } = script;
  return {
    tool: "quorate",
    is: "scenario",
    version: readVersion().number,
    scenario,
    case: result.name,
    seed,
    changes,
    breaks: { property: found.name, at: found.at ?? null, reason: found.reason },
    fingerprint: result.fingerprint,
    events: result.events,
    shrunkFrom: before,
    operations: script.operations.map((operation) => ({
      says: operationText(operation),
      ...operation,
    })),
    faults: script.faults.map((fault) => ({
      says: describeFault(fault),
      necessary: isMinimal,
      fault,
    })),
    zones,
    tenants,
    length,
    settle,
  };
}

/** One operation and one fault a line: a diff of two files says something. */
export function formatScenarioFile({ operations, faults, ...rest }: ScenarioFile): string {
  const lines = (things: readonly unknown[]): string =>
    things.length === 0
      ? "[]"
      : `[\n${things.map((each) => `    ${JSON.stringify(each)}`).join(",\n")}\n  ]`;
  const head = JSON.stringify(rest, undefined, 2).replace(/\n\}$/, "");
  return `${head},\n  "operations": ${lines(operations)},\n  "faults": ${lines(faults)}\n}\n`;
}

/** "minority-cut-3-dynamodb-leader-in-the-majority-acknowledged-is-durable.json" */
export const fileNameOf = ({ scenario, seed, case: inCase, breaks }: ScenarioFile): string =>
  `${scenario}-${seed}-${`${inCase} ${breaks.property}`.replaceAll(/[^A-Za-z0-9]+/g, "-")}.json`;

/** @throws UsageError when the disk refuses */
export function writeScenarioFile(io: Io, path: string, file: ScenarioFile): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, formatScenarioFile(file));
  } catch (error) {
    throw new UsageError(`cannot write ${shown(io, path)}: ${systemReason(error)}`);
  }
}

/** Whether a text is such a file: `replay` takes those of runs too. */
export function isScenarioFile(text: string): boolean {
  try {
    const file = JSON.parse(text) as Partial<ScenarioFile>;
    return file.tool === "quorate" && file.is === "scenario";
  } catch {
    return false;
  }
}

/** @throws UsageError for a file whose faults or parts are damaged, by its name */
export function parseScenarioFile(text: string, name: string): ScenarioFile {
  const file = JSON.parse(text) as ScenarioFile;
  const isWhole =
    typeof file.scenario === "string" &&
    typeof file.case === "string" &&
    Number.isSafeInteger(file.seed) &&
    typeof file.breaks?.property === "string" &&
    [file.operations, file.faults, file.zones, file.tenants].every(Array.isArray) &&
    [file.length, file.settle].every((length) => Number.isSafeInteger(length) && length >= 0);
  if (!isWhole)
    throw new UsageError(`${name} is damaged: expected a scenario as \`quorate shrink\` writes it`);
  try {
    readSchedule(file.faults.map(({ fault }) => fault));
  } catch (error) {
    throw new UsageError(`${name} is damaged: ${error instanceof Error ? error.message : error}`);
  }
  return file;
}

export const scriptOf = ({
  zones,
  tenants,
  operations,
  faults,
  length,
  settle,
}: ScenarioFile): Script => ({
  zones,
  tenants,
  operations: operations.map(({ says: _, ...operation }) => operation),
  faults: faults.map(({ fault }) => fault),
  length: length as Duration,
  settle: settle as Duration,
});
