import { type Asked, type Checked, checkText } from "../properties/stored/check-text.ts";
import { type ModelName, models } from "../properties/stored/chosen-model.ts";
import { type Level, levels } from "../properties/stored/judged-transactions.ts";
import { type Format, formats } from "../properties/stored/recognised.ts";
import { worst } from "../scenarios/running/judge.ts";
import { checkedLines, countedSentence } from "./checked-lines.ts";
import { type CommandFile, command, examples } from "./command.ts";
import { exitCode } from "./exit-code.ts";
import { readHistoryFile, sayingWhere } from "./history-file.ts";
import type { Io } from "./io.ts";
import { didYouMean } from "./nearest.ts";
import { printable, printableJson } from "./printable.ts";
import { type Paint, paintFor, widthOf } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";

interface Flags {
  readonly model?: string;
  readonly format?: string;
  readonly level?: string;
  readonly json?: true;
  readonly quiet?: true;
  readonly color: boolean;
}

/** What one file came to, or one case of it. */
export interface CheckedFile extends Checked {
  /** As the user would type it. */
  readonly file: string;
}

/** `quorate check`: judges histories that lie in files, our own and those of other tools. */
export const checkCommand: CommandFile = (io, done) =>
  command(io, "check", "judge histories that lie in files, ours or other tools'")
    .argument("<file...>", "histories, or folders of runs")
    .optionsGroup("Options:")
    .option("--model <name>", `what they are about; default what fits: ${models.join(", ")}`)
    .option(
      "--level <name>",
      `transactions: what must hold; default the strongest: ${levels.join(", ")}`,
    )
    .option("--json", "one JSON document on standard output and nothing else")
    .optionsGroup("Advanced options:")
    .option(
      "--format <name>",
      `what they are written in; default what fits: ${Object.keys(formats).join(", ")}`,
    )
    .option("--quiet", "the verdict alone")
    .option("--no-color", "no colours, as with NO_COLOR in the environment")
    .addHelpText(
      "after",
      examples(
        {
          type: "npx quorate run leader-crash --seed 7 --out crash --quiet",
          get: ["verdict: holds — …"],
        },
        {
          type: "npx quorate check crash",
          get: ["✔ holds  crash/history.jsonl, …", "…", "verdict: holds — …"],
        },
      ),
    )
    .action((paths: readonly string[], flags: Flags) => {
      const asked = readAsked(flags);
      const paint = paintFor(io.out, io, flags.color);
      const checked = paths.flatMap((path) => {
        const found = checkFile(io, path, asked);
        if (!flags.json && !flags.quiet) showAll(io, found, paint);
        return found;
      });
      done(exitCode[conclude(io, flags, checked, paint)]);
    });

function readAsked({ model, format, level }: Flags): Asked {
  return {
    model: oneOf<ModelName>("--model", model, models),
    format: oneOf<Format>("--format", format, Object.keys(formats) as Format[]),
    level: oneOf<Level>("--level", level, levels),
  };
}

function oneOf<Name extends string>(
  flag: string,
  given: string | undefined,
  valid: readonly Name[],
): Name | undefined {
  if (given === undefined) return undefined;
  const found = valid.find((name) => name === given);
  if (found !== undefined) return found;
  const known = `expected ${valid.slice(0, -1).join(", ")} or ${valid.at(-1)}`;
  throw new UsageError(`${flag} is "${given}"${didYouMean(given, valid)}; ${known}`);
}

function checkFile(io: Io, path: string, asked: Asked): readonly CheckedFile[] {
  const { name, text } = readHistoryFile(io, path);
  const found = sayingWhere(name, () => checkText(text, asked));
  const other = found.find(({ outcome }) => !("level" in outcome));
  if (asked.level !== undefined && other !== undefined) {
    throw new UsageError(
      `--level ${asked.level} says nothing of ${name}, a ${other.model}: expected transactions`,
    );
  }
  return found.map((each) => ({ file: name, ...each }));
}

function showAll(io: Io, found: readonly CheckedFile[], paint: Paint): void {
  for (const each of found) io.out.write(checkedLines(each, paint, widthOf(io.out)));
}

/** Says what all of them came to, and returns it: the worst of all. */
function conclude(io: Io, flags: Flags, checked: readonly CheckedFile[], paint: Paint) {
  const verdict = worst(checked.map(({ outcome }) => outcome.verdict));
  const sentence = countedSentence(checked);
  if (flags.json) {
    const files = checked.map(({ outcome, case: of = null, ...rest }) => {
      return { ...rest, case: of, ...outcome };
    });
    io.out.write(`${printableJson({ verdict, sentence, files }, 2)}\n`);
  } else {
    io.out.write(
      `verdict: ${paint.verdict[verdict](paint.bold(verdict))} — ${printable(sentence)}\n`,
    );
  }
  return verdict;
}
