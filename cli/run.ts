import { Option } from "commander";
import { runCampaign } from "./campaign.ts";
import { allScenarios, findScenario } from "./catalogue.ts";
import { type CommandFile, command, examples } from "./command.ts";
import type { ExitCode } from "./exit-code.ts";
import type { Io } from "./io.ts";
import { runClaims } from "./run-claims.ts";
import { runOnce } from "./run-once.ts";
import { type RunFlags, readRequest } from "./run-request.ts";
import { collect } from "./settings.ts";
import { UsageError } from "./usage-error.ts";

/** `quorate run`: runs a scenario on a seed, or on many, and judges it. */
export const runCommand: CommandFile = (io, done) =>
  command(io, "run", "run a scenario, judge it and draw it")
    .argument("[scenario]", "its name, as `quorate list` shows it")
    .usage("[options] <scenario>")
    .optionsGroup("Options:")
    .option("--seed <n>", "decimal, 0x… or a commit hash; default $QUORATE_SEED, else drawn")
    .addOption(
      new Option("--seeds <a..b>", "judge every seed from a to b, without reports").conflicts([
        "seed",
        "out",
        "traceAll",
        "checkDeterminism",
      ]),
    )
    .addOption(
      new Option("--claims <ids>", "judge these claims, such as W2,F, by all that show them")
        .argParser(collect)
        .conflicts(["workload", "checkDeterminism", "traceAll"]),
    )
    .option("--set <name=value>", "change a setting; may be repeated", collect)
    .option("--json", "one JSON document on standard output and nothing else")
    .option(
      "--out <dir>",
      "write the run there; default store/<scenario>/<instant>, and nothing for claims",
    )
    .option("--quiet", "the verdict alone")
    .optionsGroup("Advanced options:")
    .option("--workload <file>", "replay a recorded request log, or preset:<name>")
    .option("--scale <x>", "replay the log x times as fast; default 1")
    .addOption(
      new Option(
        "--weather <x>",
        "draw faults from the seed on top, 1 is usual; judges invariants alone",
      ).conflicts("claims"),
    )
    .addOption(
      new Option(
        "--for <length>",
        "cut the load to this virtual length, such as 5s; judges what holds at any length",
      ).conflicts(["claims", "workload"]),
    )
    .addOption(new Option("--main-only", "leave counter-runs out").conflicts("claims"))
    .option("--check", "run every event twice on frozen state: slow, catches impure handlers")
    .option("--check-determinism", "run twice and compare every event")
    .option("--max-events <n>", "stop a case after so many events: its verdict is unknown then")
    .addOption(
      new Option("--no-report", "judge only: keep no trace and write no folder").conflicts([
        "out",
        "traceAll",
      ]),
    )
    .option("--trace-all", "put every record into trace.jsonl, however many")
    .option("--verbose", "show every setting, not only the changed ones")
    .option("--no-color", "no colours, as with NO_COLOR in the environment")
    .addHelpText(
      "after",
      examples(
        {
          type: "npx quorate run leader-crash --seed 7",
          get: [
            "…",
            "report       store/leader-crash/…/report.html",
            "verdict: holds — …",
            "replay: npx quorate run leader-crash --seed 7",
          ],
        },
        {
          type: "npx quorate run leader-crash --seeds 1..3",
          get: ["…", "verdict: holds — no promise broke on any of 3 seeds."],
        },
        {
          type: "npx quorate run leader-crash --seed 7 --set leaderLease=4s --quiet",
          get: ["verdict: holds — … longest time without one 3.… s; …"],
        },
        {
          type: "npx quorate run --claims F1,F3 --quiet",
          get: ["verdict: holds — 2 of 2 claims shown…"],
        },
        {
          type: "npx quorate run leader-crash --set leaderLeese=4s",
          get: ['quorate: unknown setting "leaderLeese": did you mean leaderLease?'],
        },
      ),
    )
    .action(async (name: string | undefined, flags: RunFlags) => {
      done(
        flags.claims === undefined ? await runNamed(io, name, flags) : await judge(io, name, flags),
      );
    });

async function runNamed(io: Io, name: string | undefined, flags: RunFlags): Promise<ExitCode> {
  if (name === undefined) throw new UsageError(`run needs a scenario or --claims: ${usage}`);
  const request = readRequest(io, await findScenario(io, name), flags);
  const { seeds } = request;
  return seeds === undefined ? runOnce(io, request) : runCampaign(io, request, seeds);
}

async function judge(io: Io, name: string | undefined, flags: RunFlags): Promise<ExitCode> {
  if (name === undefined) return runClaims(io, await allScenarios(io), flags);
  throw new UsageError(`--claims chooses the scenarios itself: expected no "${name}" beside it`);
}

const usage = "expected `quorate run [options] <scenario>`";
