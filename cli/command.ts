import { Command, type CommanderError } from "commander";
import type { ExitCode } from "./exit-code.ts";
import type { Io } from "./io.ts";
import { didYouMean } from "./nearest.ts";
import { UsageError } from "./usage-error.ts";

/** A command's file exports one of these. `done` is told the exit code. */
export type CommandFile = (io: Io, done: (code: ExitCode) => void) => Command;

/** A command whose help goes to `io` and whose errors become a UsageError of one sentence. */
export function command(io: Io, name: string, summary: string): Command {
  const made = new Command(name)
    .description(summary)
    .summary(summary)
    .helpOption("-h, --help", "show this help")
    .showSuggestionAfterError(false)
    .configureOutput({
      writeOut: (text) => io.out.write(text),
      writeErr: () => {}, // The sentence is written once, by `main`.
      getOutHelpWidth: () => Math.min(100, io.out.columns ?? 100),
      getOutHasColors: () => false,
    });
  return made.exitOverride((error) => {
    if (error.exitCode === 0 || error.code === "commander.help") throw error;
    throw new UsageError(inOneSentence(made, error));
  });
}

/** What commander found wrong, in the form that all our messages have. */
function inOneSentence(made: Command, error: CommanderError): string {
  const [, quoted = ""] = /'([^']*)'/.exec(error.message) ?? [];
  const usage = `expected \`${fullName(made)} ${made.usage()}\``;
  switch (error.code) {
    case "commander.unknownOption": {
      const of = made.parent === null ? "" : ` of ${made.name()}`;
      return `unknown option "${quoted}"${of}${didYouMean(quoted, optionsOf(made))}`;
    }
    case "commander.optionMissingArgument":
      return `${quoted.split(" ")[0]} needs a value: expected ${quoted}`;
    case "commander.missingArgument":
      return `${made.name()} needs a ${quoted}: ${usage}`;
    case "commander.excessArguments":
      return `"${made.args[made.registeredArguments.length]}" is one word too many: ${usage}`;
    default:
      return error.message.replace(/^error: /, "").replaceAll("'", '"');
  }
}

/** "quorate run" */
function fullName(made: Command): string {
  return made.parent === null ? made.name() : `${fullName(made.parent)} ${made.name()}`;
}

const optionsOf = (made: Command): readonly string[] => [
  ...made.options.map((option) => option.long ?? option.flags),
  "--help",
];

/**
 * Worked examples for the end of a command's help: what to type, and what comes out, where "…" stands
 * for whatever is left out. A test types them.
 */
export const examples = (
  ...shown: readonly { readonly type: string; readonly get: readonly string[] }[]
): string =>
  [
    "",
    "Examples:",
    ...shown.flatMap(({ type, get }) => [`  $ ${type}`, ...get.map((line) => `  ${line}`), ""]),
  ].join("\n");
