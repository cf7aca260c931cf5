import { createHash } from "node:crypto";
import { closeSync, openSync, readSync } from "node:fs";
import { resolve } from "node:path";
import { StringDecoder } from "node:string_decoder";
import { type RecordedLog, readRequestLog } from "../sim/client/recorded-log.ts";
import type { Io } from "./io.ts";
import type { WorkloadSource } from "./run-file.ts";
import { systemReason, UsageError } from "./usage-error.ts";

/** A recorded request log, read. */
export interface WorkloadInput {
  readonly source: WorkloadSource;
  readonly log: RecordedLog;
}

/** What became of a log's lines, for `--json`. */
export interface WorkloadReading {
  readonly lines: number;
  readonly good: number;
  readonly rejected: number;
  /** The first of them, in the order of the log. */
  readonly rejectedLines: readonly { readonly line: number; readonly why: string }[];
}

/**
 * Reads a request log from a file.
 *
 * @throws UsageError when it cannot be read, or holds no request
 */
export function readWorkload(io: Io, from: string, scale: number): WorkloadInput {
  const hash = createHash("sha256");
  const log = readLog(io, from, (bytes) => hash.update(bytes));
  if (log.times.length === 0) {
    const { line, why } = log.rejected[0] ?? { line: 1, why: "the file is empty" };
    throw new UsageError(`no line of ${from} is a request: in line ${line}, ${why}`);
  }
  return { source: { from, sha256: hash.digest("hex"), scale }, log };
}

export const readingOf = ({ log }: WorkloadInput): WorkloadReading => ({
  lines: log.times.length + log.rejectedCount,
  good: log.times.length,
  rejected: log.rejectedCount,
  rejectedLines: log.rejected.map(({ line, why }) => ({ line, why })),
});

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
