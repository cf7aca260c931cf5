import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { inAnyWeather } from "../scenarios/running/in-any-weather.ts";
import { findScenario } from "./catalogue.ts";
import { type CommandFile, command, examples } from "./command.ts";
import { exitCode } from "./exit-code.ts";
import type { Io } from "./io.ts";
import { printableJson } from "./printable.ts";
import { compareWith, type ReplayOutcome, runAgain } from "./replay-run.ts";
import { parseRunFile, type ReadRunFile } from "./run-file.ts";
import { shown } from "./store.ts";
import { fields, paintFor, widthOf } from "./terminal.ts";
import { systemReason, UsageError } from "./usage-error.ts";

interface Flags {
  readonly json?: true;
  readonly quiet?: true;
  readonly color: boolean;
}

/** `quorate replay`: runs a recorded run again and says whether it came out the same. */
export const replayCommand: CommandFile = (io, done) =>
  command(io, "replay", "run a recorded run again and compare every event")
    .argument("<file>", "the config.json of a run, or the folder that holds it")
    .option("--json", "one JSON document on standard output and nothing else")
    .option("--quiet", "the outcome alone")
    .option("--no-color", "no colours, as with NO_COLOR in the environment")
    .addHelpText(
      "after",
      examples(
        {
          type: "npx quorate run leader-crash --seed 7 --out crash --quiet",
          get: ["verdict: holds — …"],
        },
        {
          type: "npx quorate replay crash/config.json",
          get: ["…", "identical — … events gave the recorded fingerprint …."],
        },
      ),
    )
    .action(async (path: string, flags: Flags) => {
      const { file, read } = readRun(io, path);
      const { scenario: name, weather } = read.run;
      const found = await findScenario(io, name);
      const scenario = weather === undefined ? found : inAnyWeather(found, weather);
      const rerun = runAgain(io, scenario, read.run, dirname(file), !flags.quiet);
      const outcome = compareWith(file, read, rerun);
      io.out.write(
        flags.json ? `${printableJson(outcome, 2)}\n` : inWords(io, flags, read, outcome),
      );
      done(outcome.identical ? exitCode.holds : exitCode.broken);
    });

interface FoundRun {
  /** The whole path of the config.json. */
  readonly file: string;
  readonly read: ReadRunFile;
}

function readRun(io: Io, path: string): FoundRun {
  const given = resolve(io.directory, path);
  const isFolder = existsSync(given) && statSync(given).isDirectory();
  const file = isFolder ? join(given, "config.json") : given;
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new UsageError(
      `cannot read ${shown(io, file)}: ${systemReason(error)}; expected the config.json of a run`,
    );
  }
  return { file, read: parseRunFile(text, shown(io, file)) };
}

function inWords(io: Io, flags: Flags, { run }: ReadRunFile, outcome: ReplayOutcome): string {
  const paint = paintFor(io.out, io, flags.color);
  const { identical, sentence, remarks } = outcome;
  const verdict = identical ? "holds" : "broken";
  const last = `${paint.verdict[verdict](paint.bold(identical ? "identical" : "different"))} — ${sentence}\n`;
  if (flags.quiet) return last;
  const lines: readonly (readonly [string, string])[] = [
    ["scenario", run.scenario],
    ["seed", `${run.seed}`],
    ["recorded", outcome.recorded],
    ["now", outcome.now],
    ...remarks.map((remark) => ["note", remark] as const),
  ];
  return fields(lines, widthOf(io.out)) + last;
}
