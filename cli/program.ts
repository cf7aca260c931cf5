import { CommanderError } from "commander";
import { bugsCommand } from "./bugs.ts";
import { allScenarios } from "./catalogue.ts";
import { checkCommand } from "./check.ts";
import { type CommandFile, command, examples } from "./command.ts";
import { type ExitCode, exitCode } from "./exit-code.ts";
import { exploreCommand } from "./explore.ts";
import { exportCommand } from "./export.ts";
import type { Io } from "./io.ts";
import { listCommand } from "./list.ts";
import { mergeCommand } from "./merge.ts";
import { didYouMean } from "./nearest.ts";
import { OwnCrash } from "./own-crash.ts";
import { printable } from "./printable.ts";
import { replayCommand } from "./replay.ts";
import { runCommand } from "./run.ts";
import { shrinkCommand } from "./shrink.ts";
import { sweepCommand } from "./sweep.ts";
import { traceCommand } from "./trace.ts";
import { UsageError } from "./usage-error.ts";
import { formatVersion, readVersion } from "./version.ts";

/** One file each; the order is that of the help. */
const commandFiles: readonly CommandFile[] = [
  listCommand,
  runCommand,
  sweepCommand,
  mergeCommand,
  shrinkCommand,
  bugsCommand,
  replayCommand,
  traceCommand,
  exploreCommand,
  checkCommand,
  exportCommand,
];

/**
 * Runs one command line, without the program's own name in it. Never throws: what goes wrong is a
 * sentence on standard error and an exit code.
 */
export async function main(words: readonly string[], io: Io): Promise<ExitCode> {
  try {
    return await dispatch(words, io);
  } catch (error) {
    if (error instanceof CommanderError) return exitCode.holds; // Help or version was asked for.
    if (error instanceof UsageError) {
      io.err.write(`quorate: ${error.message}\n`);
      return exitCode.usage;
    }
    io.err.write(crashNote(error, words));
    return exitCode.crash;
  }
}

async function dispatch(words: readonly string[], io: Io): Promise<ExitCode> {
  let code: ExitCode = exitCode.holds;
  const program = command(
    io,
    "quorate",
    "A deterministic simulator of the replication inside DynamoDB.",
  )
    .usage("<command> [options]")
    .version(formatVersion(readVersion()), "-V, --version", "show the version")
    .helpCommand("help [command]", "show the help of a command")
    .addHelpText("after", "\nA scenario's name in place of a command runs it.")
    .addHelpText(
      "after",
      examples({
        type: "npx quorate leader-crash --seed 7 --quiet",
        get: ["verdict: holds — …"],
      }),
    );
  const commands = commandFiles.map((file) =>
    file(io, (given) => {
      code = given;
    }),
  );
  for (const each of commands) program.addCommand(each);

  const names = [...commands.map((each) => each.name()), "help"];
  await program.parseAsync(await withCommand(words, names, io), { from: "user" });
  return code;
}

/** The words with a command in front: the name of a scenario alone means to run it. */
async function withCommand(
  words: readonly string[],
  commands: readonly string[],
  io: Io,
): Promise<readonly string[]> {
  const [first, second] = words;
  if (first === undefined) return ["--help"];
  if (first === "help" && second !== undefined && !commands.includes(second)) {
    throw new UsageError(`unknown command "${second}"${didYouMean(second, commands)}`);
  }
  if (first.startsWith("-") || commands.includes(first)) return words;
  const scenarios = (await allScenarios(io)).map((each) => each.name);
  if (scenarios.includes(first)) return ["run", ...words];
  throw new UsageError(
    `unknown command or scenario "${first}"${didYouMean(first, [...commands, ...scenarios])}`,
  );
}

/** What to show, and to send us, when the mistake is ours. */
function crashNote(error: unknown, words: readonly string[]): string {
  const cause = error instanceof OwnCrash ? error.cause : error;
  const replay = error instanceof OwnCrash ? error.replay : ["quorate", ...words].join(" ");
  const stack = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
  const lines = stack.split("\n").map((line) => printable(line));
  return [
    "quorate: this is a bug of quorate, not of what you typed; please report it with these lines",
    ...lines,
    `replay   ${printable(replay)}`,
    "",
  ].join("\n");
}
