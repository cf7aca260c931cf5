import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseDuration } from "../../sim/parts/duration-text.ts";
import type { Io } from "../io.ts";
import { printable } from "../printable.ts";
import { shown } from "../store.ts";
import { decodeTraceFile, type NamedTraces } from "../trace-file.ts";
import { UsageError } from "../usage-error.ts";
import { type Content, chosenCase } from "./content.ts";
import { shivizLines } from "./shiviz.ts";

interface Flags {
  readonly case?: string;
  readonly from?: string;
  readonly until?: string;
}

/** Most events that are written. */
const mostEvents = 10_000;

/**
 * The trace of a run for ShiViz.
 *
 * @param history path of the run's history: its trace lies beside it
 * @throws UsageError if there is none, or nothing in it in the stretch asked for
 */
export function drawing(io: Io, history: string, flags: Flags): Content {
  const { name, trace } = chosenCase(tracesBeside(io, history), flags.case);
  const from = timeOf("--from", flags.from) ?? 0;
  const until = timeOf("--until", flags.until) ?? Infinity;
  const lines = [...shivizLines(trace, { from, until, most: mostEvents })];
  if (lines.length === 0)
    throw new UsageError(`nothing happens in ${name} in that stretch of time`);
  const cut = lines.length === mostEvents ? ", the first of more: --from and --until choose" : "";
  return { lines, note: printable(`has ${lines.length} events of ${name}${cut}`) };
}

function tracesBeside(io: Io, history: string): NamedTraces {
  const file = join(dirname(history), "trace.bin");
  const name = shown(io, file);
  if (!existsSync(file)) {
    throw new UsageError(
      `${name} is not there: shiviz needs the trace of a run beside its history`,
    );
  }
  try {
    return decodeTraceFile(readFileSync(file));
  } catch (error) {
    throw new UsageError(`${name} is damaged: ${(error as Error).message}`);
  }
}

function timeOf(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const time = parseDuration(text);
  if (time !== undefined) return time;
  throw new UsageError(`${flag} is "${text}": expected a time such as 9.9s or 150ms`);
}
