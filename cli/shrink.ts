import { join, resolve } from "node:path";
import { findScenario } from "./catalogue.ts";
import { type CommandFile, command, examples } from "./command.ts";
import { type ExitCode, exitCode } from "./exit-code.ts";
import type { Io } from "./io.ts";
import { OwnCrash } from "./own-crash.ts";
import { printable, printableJson } from "./printable.ts";
import { quoted } from "./replay-command.ts";
import { scenarioAsked } from "./scenario-asked.ts";
import { chooseSeed } from "./seed.ts";
import { checkChanges, collect } from "./settings.ts";
import { fileNameOf, type ScenarioFile, writeScenarioFile } from "./shrinking/scenario-file.ts";
import { shrinkFailure, shrunkText, usualBudget } from "./shrinking/shrink-failure.ts";
import { shown } from "./store.ts";
import { judgeUnit, replayOf } from "./sweeping/judge-unit.ts";
import type { Failure, SeedLine } from "./sweeping/seed-line.ts";
import { type MannerFlags, mannerOf } from "./sweeping/sweep-request.ts";
import { type Paint, paintFor } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";

interface Flags extends MannerFlags {
  readonly seed?: string;
  readonly case?: string;
  readonly property?: string;
  readonly out?: string;
  readonly json?: true;
  readonly quiet?: true;
  readonly color: boolean;
}

/** `quorate shrink`: from a seed that breaks a promise to the least that still breaks it. */
export const shrinkCommand: CommandFile = (io, done) =>
  command(io, "shrink", "leave out of a failing run whatever it does not take to fail")
    .argument("<scenario>", "its name, as `quorate list` shows it")
    .option("--seed <n>", "the seed that fails: decimal, 0x… or a commit hash")
    .option("--bug <name>", "switch a deliberate mistake on, as with --set bug=<name>")
    .option("--set <name=value>", "change a setting; may be repeated", collect)
    .option("--weather <x>", "the faults drawn from the seed on top, as in the run that failed")
    .option("--for <length>", "the load cut to this virtual length, as in the run that failed")
    .option("--main-only", "counter-runs left out, as in the run that failed")
    .option("--case <name>", "the case that fails; default: whichever fails first")
    .option("--property <name>", "the promise that breaks; default: whichever breaks first")
    .option("--out <file>", "write it there; default store/shrunk/<scenario>-<seed>-….json")
    .option("--json", "the scenario on standard output, as the file has it, and nothing else")
    .option("--quiet", "the verdict alone")
    .option("--no-color", "no colours, as with NO_COLOR in the environment")
    .addHelpText(
      "after",
      examples(
        {
          type: "npx quorate shrink leader-crash --seed 1 --bug ack-before-quorum --for 1s --out least.json",
          get: [
            "2 operations, 0 faults and …",
            "…",
            "replay: npx quorate replay least.json",
            "verdict: broken — …",
          ],
        },
        {
          type: "npx quorate replay least.json --quiet",
          get: ["reproduced — acknowledged-is-durable breaks again, by the same events: …"],
        },
      ),
    )
    .action(async (name: string, flags: Flags) => done(await shrinkNamed(io, name, flags)));

async function shrinkNamed(io: Io, name: string, flags: Flags): Promise<ExitCode> {
  const scenario = await findScenario(io, name);
  const manner = mannerOf(flags);
  checkChanges(scenarioAsked(scenario, manner), manner.changes);
  const unit = { scenario: name, seed: chooseSeed(io, flags.seed).seed };
  const line = await judgeUnit({ ...unit, manner, scenarios: io.scenarios.href });
  if (line.crash !== undefined) throw new OwnCrash(line.crash, replayOf(unit, manner));
  const failure = firstOf(line, flags);
  const paint = paintFor(io.out, io, flags.color);
  if (failure === undefined) return nothing(io, line, flags, paint);
  const file = shrinkFailure(scenario, manner, { ...failure, seed: unit.seed }, usualBudget);
  if (file === undefined) {
    const reason = `${failure.property} does not break once requests are written down one by one.`;
    io.out.write(`verdict: ${paint.verdict.unknown(paint.bold("unknown"))} — ${reason}\n`);
    return exitCode.unknown;
  }
  const path = resolve(io.directory, flags.out ?? join("store", "shrunk", fileNameOf(file)));
  writeScenarioFile(io, path, file);
  io.out.write(flags.json ? `${printableJson(file, 2)}\n` : inWords(io, file, path, flags, paint));
  return exitCode.broken;
}

/** What broke first, of what was asked for. */
function firstOf({ broken }: SeedLine, { case: inCase, property }: Flags): Failure | undefined {
  return broken
    .filter((failure) => inCase === undefined || failure.case.endsWith(inCase))
    .filter((failure) => property === undefined || failure.property === property)
    .sort((one, other) => one.at - other.at)[0];
}

function nothing(io: Io, { broken, verdict }: SeedLine, flags: Flags, paint: Paint): ExitCode {
  if (broken.length > 0) {
    const there = broken.map((failure) => `${failure.property} (${failure.case})`).join(", ");
    const asked = flags.property ?? flags.case;
    throw new UsageError(`nothing called "${asked}" breaks on this seed: expected one of ${there}`);
  }
  const word = paint.verdict[verdict](paint.bold(verdict));
  io.out.write(`verdict: ${word} — no promise breaks on this seed: there is nothing to shrink.\n`);
  return exitCode[verdict];
}

function inWords(io: Io, file: ScenarioFile, path: string, flags: Flags, paint: Paint): string {
  const replay = `replay: npx quorate replay ${printable(quoted(shown(io, path)))}\n`;
  const reason = `${file.breaks.property} breaks: ${file.breaks.reason}.`;
  const last = `verdict: ${paint.verdict.broken(paint.bold("broken"))} — ${printable(reason)}\n`;
  return `${flags.quiet ? "" : shrunkText(file)}${replay}${last}`;
}
