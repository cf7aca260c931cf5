import { randomBytes } from "node:crypto";
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  symlinkSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import type { Io } from "./io.ts";
import { systemReason, UsageError } from "./usage-error.ts";

/** One file to be: its name, and its contents in pieces. */
export interface Artefact {
  readonly name: string;
  readonly contents: Iterable<string | Uint8Array>;
}

/** Written last and removed first: a folder that holds one holds a whole run. */
const seal = "config.json";

/**
 * The folder a run will be written into: `out` if given, else `store/<scenario>/<stamp>`. Made sure
 * of before the run starts, so that nobody waits for a run that cannot be kept; leaves no trace.
 *
 * @throws UsageError when it cannot be written, or holds files of the same names that are no run's
 */
export function chooseFolder(io: Io, scenario: string, out: string | undefined): string {
  const stamp = io.now().toISOString().replaceAll(/[-:]/g, "");
  const folder = resolve(io.directory, out ?? join("store", scenario, stamp));
  let existing = folder;
  while (!existsSync(existing)) existing = dirname(existing);
  try {
    rmdirSync(makeHidden(existing));
  } catch (error) {
    throw cannotWrite(io, folder, error);
  }
  if (existing === folder) refuseOthersFiles(io, folder);
  return out === undefined ? untaken(folder) : folder;
}

/**
 * Writes a run's files: first whole into a hidden folder beside, then into place in one step. A
 * folder that exists already gets them one by one, the seal last.
 *
 * @throws UsageError when the disk refuses; nothing of the run is left then
 */
export function writeFolder(io: Io, folder: string, artefacts: readonly Artefact[]): void {
  const inPlace = existsSync(folder);
  const parent = inPlace ? folder : dirname(folder);
  let hidden: string | undefined;
  try {
    mkdirSync(parent, { recursive: true });
    hidden = makeHidden(parent);
    for (const artefact of artefacts) writeArtefact(hidden, artefact);
    if (inPlace) replaceFiles(hidden, folder);
    else renameSync(hidden, folder);
  } catch (error) {
    if (hidden !== undefined) rmSync(hidden, { recursive: true, force: true });
    if (!isSystemError(error)) throw error;
    throw cannotWrite(io, folder, error);
  }
}

/** A fresh folder with ordinary permissions, which the system's own temporary ones have not. */
function makeHidden(parent: string): string {
  const hidden = join(parent, `.quorate-${randomBytes(6).toString("hex")}`);
  mkdirSync(hidden);
  return hidden;
}

const cannotWrite = (io: Io, folder: string, error: unknown): UsageError => {
  // The parent is there: the system just makes no files in it.
  const isMissing = error instanceof Error && "code" in error && error.code === "ENOENT";
  const why = isMissing ? "no folder can be made there" : systemReason(error);
  return new UsageError(`cannot write into ${shown(io, folder)}: ${why}`);
};

/** Points `latest`, beside the folder, to it. A system without links goes without. */
export function linkLatest(folder: string): void {
  const fresh = join(dirname(folder), `.latest-${basename(folder)}`);
  try {
    symlinkSync(basename(folder), fresh, "dir");
    renameSync(fresh, join(dirname(folder), "latest"));
  } catch {
    rmSync(fresh, { force: true });
  }
}

/** A path as a user would type it: relative when it is below the directory they are in. */
export function shown(io: Io, path: string): string {
  const short = relative(io.directory, path);
  return short === "" ? "." : short.startsWith("..") ? path : short;
}

function writeArtefact(folder: string, { name, contents }: Artefact): void {
  const file = openSync(join(folder, name), "wx");
  try {
    for (const bytes of gathered(contents)) {
      // One call may write less than all it is given.
      for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
    }
  } finally {
    closeSync(file);
  }
}

/** Lines gathered into pieces that are worth a call to the system. */
function* gathered(contents: Artefact["contents"]): Generator<Uint8Array> {
  let text = "";
  for (const piece of contents) {
    if (typeof piece === "string") text += piece;
    if (text !== "" && (typeof piece !== "string" || text.length > 1 << 16)) {
      yield Buffer.from(text);
      text = "";
    }
    if (typeof piece !== "string") yield piece;
  }
  if (text !== "") yield Buffer.from(text);
}

function replaceFiles(hidden: string, folder: string): void {
  rmSync(join(folder, seal), { force: true });
  const files = readdirSync(hidden).filter((name) => name !== seal);
  for (const name of [...files, seal]) renameSync(join(hidden, name), join(folder, name));
  rmdirSync(hidden);
}

/** Files of an earlier run may be replaced; anybody else's may not. */
function refuseOthersFiles(io: Io, folder: string): void {
  const clash = readdirSync(folder).find((name) => fileNames.has(name));
  if (clash === undefined || isRun(join(folder, seal))) return;
  throw new UsageError(
    `${shown(io, folder)} holds a ${clash} that is no run's: expected an empty or new folder`,
  );
}

const fileNames: ReadonlySet<string> = new Set([
  "report.html",
  "results.json",
  "history.jsonl",
  "history.txt",
  "trace.jsonl",
  "trace.bin",
  seal,
]);

function isRun(file: string): boolean {
  try {
    return (JSON.parse(readFileSync(file, "utf8")) as { tool?: unknown }).tool === "quorate";
  } catch {
    return false;
  }
}

/** Two runs may start within one millisecond. */
function untaken(folder: string): string {
  for (let count = 2, free = folder; ; count += 1) {
    if (!existsSync(free)) return free;
    free = `${folder}-${count}`;
  }
}

const isSystemError = (error: unknown): boolean =>
  error instanceof Error && "syscall" in error && "code" in error;
