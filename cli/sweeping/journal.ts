/**
 * The journal of a sweep: a line for every run that has been judged, written as it comes. A sweep that
 * was killed goes on from there; a line that the kill has cut in two does not count.
 */

import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeSync,
} from "node:fs";
import { parseLine, type SeedLine } from "./seed-line.ts";

export interface Journal {
  /** What an earlier sweep of the same plan has judged. */
  readonly before: readonly SeedLine[];
  append(line: SeedLine): void;
  close(): void;
  /** Closes it and takes it away: the results hold all of it. */
  discard(): void;
}

/** Survives a kill at once, and a power cut but for the last so many lines. */
const linesPerSync = 64;

/**
 * Opens the journal at `path`, or begins one.
 *
 * @param head tells the plan and the program: a journal that begins otherwise is begun anew
 */
export function openJournal(path: string, head: string): Journal {
  const { before, bytes } = readJournal(path, head);
  if (bytes > 0) truncateSync(path, bytes);
  const file = openSync(path, bytes > 0 ? "a" : "w");
  if (bytes === 0) writeSync(file, `${head}\n`);
  let unsynced = 0;
  const close = (): void => {
    fsyncSync(file);
    closeSync(file);
  };
  return {
    before,
    append(line) {
      writeWhole(file, Buffer.from(`${JSON.stringify(line)}\n`));
      unsynced = (unsynced + 1) % linesPerSync;
      if (unsynced === 0) fsyncSync(file);
    },
    close,
    discard() {
      close();
      rmSync(path);
    },
  };
}

/** One call may write less than all it is given. */
function writeWhole(file: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
}

interface Read {
  readonly before: readonly SeedLine[];
  /** How much of the file is whole lines; 0: it is not this plan's. */
  readonly bytes: number;
}

function readJournal(path: string, head: string): Read {
  const texts = textOf(path).split("\n");
  if (texts.length < 2 || texts[0] !== head) return { before: [], bytes: 0 };
  const before: SeedLine[] = [];
  let bytes = Buffer.byteLength(head) + 1;
  // What stands behind the last line's end is no line yet.
  for (const text of texts.slice(1, -1)) {
    const line = parseLine(text);
    if (line === undefined) break;
    before.push(line);
    bytes += Buffer.byteLength(text) + 1;
  }
  return { before, bytes };
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw error;
  }
}
