/** `config.json`: everything it takes to run a run again, and what it came to. */

import { createHash } from "node:crypto";
import { parseDuration } from "../sim/parts/duration-text.ts";
import { UsageError } from "./usage-error.ts";

/** The load a run read from a file, or the name of one that comes with quorate. */
export interface WorkloadSource {
  /** As given: a path, or "preset:NAME". */
  readonly from: string;
  /** Of the file's bytes, in hexadecimal; absent for a preset. */
  readonly sha256?: string;
  readonly scale: number;
}

export interface RunFile {
  readonly tool: "quorate";
  readonly version: string;
  readonly commit?: string;
  readonly scenario: string;
  readonly seed: number;
  readonly mode: "fast" | "check";
  readonly changes: Readonly<Record<string, string>>;
  readonly workload?: WorkloadSource;
  /** Intensity of the faults drawn on top of the scenario's own; absent: none. */
  readonly weather?: number;
  /** The load is cut to this virtual length: "5s"; absent: whole. */
  readonly for?: string;
  /** Counter-runs were left out. */
  readonly mainOnly?: true;
  readonly maxEvents?: number;
  readonly configHash: string;
  readonly fingerprint: string;
  readonly cases: readonly CaseMark[];
}

/** What one case came to. */
export interface CaseMark {
  readonly name: string;
  readonly fingerprint: string;
  readonly events: number;
}

/** A run file as read, and whether it is as it was written. */
export interface ReadRunFile {
  readonly run: RunFile;
  readonly edited: boolean;
}

export function formatRunFile(run: RunFile): string {
  return `${JSON.stringify({ ...run, checksum: checksum(run) }, undefined, 2)}\n`;
}

/**
 * @param name the file's, for messages
 * @throws UsageError for a text that is no run file, saying which part of it is wrong
 */
export function parseRunFile(text: string, name: string): ReadRunFile {
  const document = parseJson(text, name);
  const part = reader(document, name);
  if (document.tool !== "quorate") {
    throw new UsageError(`${name} is not a run of quorate: expected "tool" to be "quorate"`);
  }
  const run: RunFile = {
    tool: "quorate",
    version: part("version", isText, "a text"),
    ...optional("commit", document.commit, () => part("commit", isText, "a text")),
    scenario: part("scenario", isText, "a text"),
    seed: part("seed", isCount, "a whole number"),
    mode: part("mode", isMode, '"fast" or "check"'),
    changes: part("changes", isTexts, "an object of texts"),
    ...optional("workload", document.workload, () => part("workload", isWorkload, workloadParts)),
    ...optional("weather", document.weather, () =>
      part("weather", isIntensity, "a number above 0"),
    ),
    ...optional("for", document.for, () => part("for", isLength, 'a length such as "5s"')),
    ...optional("mainOnly", document.mainOnly, () => part("mainOnly", isTrue, "true")),
    ...optional("maxEvents", document.maxEvents, () =>
      part("maxEvents", isCount, "a whole number"),
    ),
    configHash: part("configHash", isText, "a text"),
    fingerprint: part("fingerprint", isText, "a text"),
    cases: part("cases", isCases, "a list of cases, each with name, fingerprint and events"),
  };
  return { run, edited: document.checksum !== checksum(run) };
}

/** Tells an edited file from a changed program. No secret: it guards against nothing else. */
const checksum = (run: RunFile): string =>
  createHash("sha256").update(JSON.stringify(run, inOrderOfName)).digest("hex").slice(0, 16);

/** For `JSON.stringify`: the order in which an object's parts were written down means nothing. */
const inOrderOfName = (_: string, value: unknown): unknown =>
  isObject(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value;

type Part = Readonly<Record<string, unknown>>;

function parseJson(text: string, name: string): Part {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${name} is damaged: ${(error as Error).message}`);
  }
  if (isObject(document)) return document;
  throw new UsageError(`${name} is not a run of quorate: expected a JSON object`);
}

/** Reads one part after another, and says which one is not what it should be. */
const reader =
  (document: Part, name: string) =>
  <T>(part: string, is: (value: unknown) => value is T, expected: string): T => {
    const value = document[part];
    if (is(value)) return value;
    const found = value === undefined ? "nothing" : JSON.stringify(value).slice(0, 60);
    throw new UsageError(`${name} is damaged: "${part}" should be ${expected}, found ${found}`);
  };

/** Spread into an object, leaves an absent part absent. */
const optional = <Name extends string, T>(
  name: Name,
  value: unknown,
  read: () => T,
): { readonly [N in Name]?: T } =>
  (value === undefined ? {} : { [name]: read() }) as { readonly [N in Name]?: T };

const workloadParts = "an object with from, scale and, for a file, sha256";

const isObject = (value: unknown): value is Part =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isTrue = (value: unknown): value is true => value === true;
const isLength = (value: unknown): value is string =>
  typeof value === "string" && (parseDuration(value) ?? 0) > 0;
const isText = (value: unknown): value is string => typeof value === "string";
const isIntensity = (value: unknown): value is number =>
  typeof value === "number" && value > 0 && Number.isFinite(value);
const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 0;
const isMode = (value: unknown): value is "fast" | "check" => value === "fast" || value === "check";
const isTexts = (value: unknown): value is Readonly<Record<string, string>> =>
  isObject(value) && Object.values(value).every(isText);
const isWorkload = (value: unknown): value is WorkloadSource =>
  isObject(value) &&
  isText(value.from) &&
  typeof value.scale === "number" &&
  value.scale > 0 &&
  (value.sha256 === undefined || isText(value.sha256));
const isCases = (value: unknown): value is readonly CaseMark[] =>
  Array.isArray(value) &&
  value.every(
    (each) =>
      isObject(each) && isText(each.name) && isText(each.fingerprint) && isCount(each.events),
  );
