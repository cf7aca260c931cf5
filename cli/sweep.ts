import { Option } from "commander";
import { allScenarios, findScenario } from "./catalogue.ts";
import { type CommandFile, command, examples } from "./command.ts";
import { exitCode } from "./exit-code.ts";
import { collect } from "./settings.ts";
import { runSweep } from "./sweeping/run-sweep.ts";
import { readSweep, type SweepFlags } from "./sweeping/sweep-request.ts";

/** `quorate sweep`: judges many seeds of one scenario or several, on many workers. */
export const sweepCommand: CommandFile = (io, done) =>
  command(io, "sweep", "judge many seeds of scenarios, on many workers; goes on after a kill")
    .argument("<scenarios...>", "their names, as `quorate list` shows them, or `all`")
    .usage("[options] <scenario>...")
    .optionsGroup("Options:")
    .option("--seeds <a..b>", "judge every seed from a to b; default 1..100")
    .option("--jobs <n>", "how many runs at a time; default: one for each core")
    .option(
      "--weather <x>",
      "draw faults from the seed on top, 1 is usual; judges invariants alone",
    )
    .option("--bug <name>", "switch a deliberate mistake on, as with --set bug=<name>")
    .option("--set <name=value>", "change a setting; may be repeated", collect)
    .option(
      "--for <length>",
      "cut the load to this virtual length; judges what holds at any length",
    )
    .option("--main-only", "leave counter-runs out: only cases that are to hold")
    .option("--no-shrink", "do not look for the least that it takes to fail")
    .option("--stop-on-failure", "no more seeds after the first that breaks a promise")
    .option(
      "--out <dir>",
      "keep journal and results there; default store/sweeps/<name of the plan>",
    )
    .option("--json", "one JSON document on standard output and nothing else")
    .option("--quiet", "the verdict alone")
    .optionsGroup("Advanced options:")
    .addOption(
      new Option(
        "--time-budget <length>",
        "begin no more runs after so much real time, such as 10min",
      ),
    )
    .option("--shard <i/n>", "do only the i-th of n parts; `quorate merge` puts them together")
    .option("--max-events <n>", "stop a case after so many events: its verdict is unknown then")
    .option("--no-color", "no colours, as with NO_COLOR in the environment")
    .addHelpText(
      "after",
      examples({
        type: "npx quorate sweep leader-crash --seeds 1..4 --for 1s --jobs 1",
        get: ["…", "verdict: holds — no promise broke in any of 4 runs."],
      }),
    )
    .action(async (names: readonly string[], flags: SweepFlags) => {
      const scenarios = names.includes("all")
        ? await allScenarios(io)
        : await Promise.all([...new Set(names)].map((name) => findScenario(io, name)));
      const { verdict, crashed } = await runSweep(io, readSweep(scenarios, flags));
      done(crashed > 0 ? exitCode.crash : exitCode[verdict]);
    });
