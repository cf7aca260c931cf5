import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { findScenario } from "./catalogue.ts";
import { type CommandFile, command, examples } from "./command.ts";
import { type ExitCode, exitCode } from "./exit-code.ts";
import type { Io } from "./io.ts";
import { printable, printableJson } from "./printable.ts";
import { compareWith, type ReplayOutcome, runAgain } from "./replay-run.ts";
import { parseRunFile, type ReadRunFile } from "./run-file.ts";
import { scenarioAsked } from "./scenario-asked.ts";
import { replayScenario } from "./shrinking/replay-scenario.ts";
import { isScenarioFile, parseScenarioFile } from "./shrinking/scenario-file.ts";
import { shrunkText } from "./shrinking/shrink-failure.ts";
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
    .argument("<file>", "config.json of a run, or its folder; or a scenario that was shrunk")
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
      const given = readGiven(io, path);
      if (isScenarioFile(given.text)) return done(await replayShrunk(io, given, flags));
      const { file, read } = {
        file: given.file,
        read: parseRunFile(given.text, shown(io, given.file)),
      };
      const scenario = scenarioAsked(await findScenario(io, read.run.scenario), read.run);
      const rerun = runAgain(io, scenario, read.run, dirname(file), !flags.quiet);
      const outcome = compareWith(file, read, rerun);
      io.out.write(
        flags.json ? `${printableJson(outcome, 2)}\n` : inWords(io, flags, read, outcome),
      );
      done(outcome.identical ? exitCode.holds : exitCode.broken);
    });

interface Given {
  /** The whole path of the config.json, or of a shrunk scenario. */
  readonly file: string;
  readonly text: string;
}

function readGiven(io: Io, path: string): Given {
  const given = resolve(io.directory, path);
  const isFolder = existsSync(given) && statSync(given).isDirectory();
  const file = isFolder ? join(given, "config.json") : given;
  try {
    return { file, text: readFileSync(file, "utf8") };
  } catch (error) {
    throw new UsageError(
      `cannot read ${shown(io, file)}: ${systemReason(error)}; expected the config.json of a run`,
    );
  }
}

/** The promise must break again; that the events are the same too is told beside it. */
async function replayShrunk(io: Io, { file, text }: Given, flags: Flags): Promise<ExitCode> {
  const shrunk = parseScenarioFile(text, shown(io, file));
  const outcome = replayScenario(await findScenario(io, shrunk.scenario), shrunk);
  const { reproduced, sentence } = outcome;
  if (flags.json) io.out.write(`${printableJson(outcome, 2)}\n`);
  else {
    const paint = paintFor(io.out, io, flags.color);
    const word = paint.bold(reproduced ? "reproduced" : "not reproduced");
    const last = `${paint.verdict[reproduced ? "holds" : "broken"](word)} — ${printable(sentence)}\n`;
    io.out.write(flags.quiet ? last : `${shrunkText(shrunk)}${last}`);
  }
  return reproduced ? exitCode.holds : exitCode.broken;
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
