import { existsSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { FormatError } from "../properties/stored/format-error.ts";
import type { Io } from "./io.ts";
import { shown } from "./store.ts";
import { systemReason, UsageError } from "./usage-error.ts";

/** A file with a history in it. */
export interface HistoryFile {
  /** As the user would type it. */
  readonly name: string;
  /** The whole path. */
  readonly path: string;
  readonly text: string;
}

/** Reads a history, or of a run's folder its `history.jsonl`. @throws UsageError if it cannot */
export function readHistoryFile(io: Io, given: string): HistoryFile {
  const whole = resolve(io.directory, given);
  const isFolder = existsSync(whole) && statSync(whole).isDirectory();
  const path = isFolder ? join(whole, "history.jsonl") : whole;
  const name = shown(io, path);
  try {
    return { name, path, text: readFileSync(path, "utf8") };
  } catch (error) {
    throw new UsageError(
      `cannot read ${name}: ${systemReason(error)}; expected a history, or the folder of a run`,
    );
  }
}

/** Does it; a FormatError becomes the sentence "FILE, line 7: …". @throws UsageError */
export function sayingWhere<Result>(file: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new UsageError(`${file}, line ${error.line}: ${error.message}`);
  }
}
