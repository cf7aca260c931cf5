import { createHash } from "node:crypto";
import { closeSync, openSync, readSync } from "node:fs";
import { resolve } from "node:path";
import { StringDecoder } from "node:string_decoder";
import { presets } from "../sim/client/presets.ts";
import { type RecordedLog, readRequestLog } from "../sim/client/recorded-log.ts";
import { recorded, type Workload } from "../sim/client/workload.ts";
import type { Io } from "./io.ts";
import { didYouMean } from "./nearest.ts";
import type { WorkloadSource } from "./run-file.ts";
import { systemReason, UsageError } from "./usage-error.ts";

/** The load that was asked for in place of the scenario's own. */
export interface WorkloadInput {
  readonly source: WorkloadSource;
  readonly workload: Workload;
  /** The log it was read from; absent for a preset. */
  readonly log?: RecordedLog;
}

/** What became of a log's lines, for `--json`. */
export interface WorkloadReading {
  readonly lines: number;
  readonly good: number;
  readonly rejected: number;
  /** The first of them, in the order of the log. */
  readonly rejectedLines: readonly { readonly line: number; readonly why: string }[];
}

const presetPrefix = "preset:";

/**
 * A workload that comes with quorate ("preset:ycsb-a"), or a request log in a file.
 *
 * @throws UsageError for a preset that does not exist, or a file without requests
 */
export function chooseWorkload(io: Io, from: string, scale: number): WorkloadInput {
  if (!from.startsWith(presetPrefix)) return readWorkload(io, from, scale);
  const name = from.slice(presetPrefix.length);
  const chosen = presets.find((preset) => preset.name === name);
  if (chosen !== undefined)
    return { source: { from, scale }, workload: chosen.workload({ scale }) };
  const names = presets.map((preset) => preset.name);
  throw new UsageError(`unknown workload preset "${name}"${didYouMean(name, names)}`);
}

function readWorkload(io: Io, from: string, scale: number): WorkloadInput {
  const hash = createHash("sha256");
  const log = readLog(io, from, (bytes) => hash.update(bytes));
  if (log.times.length === 0) {
    const { line, why } = log.rejected[0] ?? { line: 1, why: "the file is empty" };
    throw new UsageError(`no line of ${from} is a request: in line ${line}, ${why}`);
  }
  const source = { from, sha256: hash.digest("hex"), scale };
  return { source, workload: recorded({ log, scale }), log };
}

/** Undefined for a preset, which has no lines. */
export const readingOf = ({ log }: WorkloadInput): WorkloadReading | undefined =>
  log && {
    lines: log.times.length + log.rejectedCount,
    good: log.times.length,
    rejected: log.rejectedCount,
    rejectedLines: log.rejected.map(({ line, why }) => ({ line, why })),
  };

function readLog(io: Io, from: string, onBytes: (bytes: Uint8Array) => void): RecordedLog {
  try {
    return readRequestLog(linesOf(resolve(io.directory, from), onBytes));
  } catch (error) {
    // A RangeError is the reader's own sentence about the header.
    if (error instanceof RangeError || (error instanceof Error && "code" in error)) {
      throw new UsageError(`cannot read the workload ${from}: ${systemReason(error)}`);
    }
    throw error;
  }
}

/** A file's lines without their ends; the file is never in memory as a whole. */
function* linesOf(path: string, onBytes: (bytes: Uint8Array) => void): Generator<string> {
  const file = openSync(path, "r");
  const decoder = new StringDecoder("utf8");
  const buffer = Buffer.alloc(1 << 16);
  let rest = "";
  try {
    for (let length = readSync(file, buffer); length > 0; length = readSync(file, buffer)) {
      onBytes(buffer.subarray(0, length));
      const text = decoder.write(buffer.subarray(0, length));
      const lines = text.split("\n");
      // A file that is one long line must not be joined and split again at every piece.
      if (lines.length > 1) yield rest + lines[0];
      yield* lines.slice(1, -1);
      rest = lines.length > 1 ? lines.at(-1)! : rest + text;
    }
    rest += decoder.end();
    if (rest !== "") yield rest;
  } finally {
    closeSync(file);
  }
}
