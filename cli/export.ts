import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { readOwnHistory } from "../properties/stored/own-history.ts";
import { recognised } from "../properties/stored/recognised.ts";
import { type CommandFile, command, examples } from "./command.ts";
import { exitCode } from "./exit-code.ts";
import { type Content, chosenCase } from "./exporting/content.ts";
import { drawing } from "./exporting/drawing.ts";
import { elle } from "./exporting/elle.ts";
import type { ExportFormat } from "./exporting/export-format.ts";
import { exported } from "./exporting/exported-lines.ts";
import { jepsenEdn } from "./exporting/jepsen-edn.ts";
import { porcupine } from "./exporting/porcupine.ts";
import { readHistoryFile, sayingWhere } from "./history-file.ts";
import type { Io } from "./io.ts";
import { didYouMean } from "./nearest.ts";
import { printable } from "./printable.ts";
import { shown } from "./store.ts";
import { systemReason, UsageError } from "./usage-error.ts";

interface Flags {
  readonly to?: string;
  readonly out?: string;
  readonly case?: string;
  readonly from?: string;
  readonly until?: string;
}

const historyFormats: Readonly<Record<string, ExportFormat>> = {
  "jepsen-edn": jepsenEdn,
  elle,
  porcupine,
};

const targets = [...Object.keys(historyFormats), "shiviz"];

/** `quorate export`: writes a stored run down for somebody else's checker. */
export const exportCommand: CommandFile = (io, done) =>
  command(io, "export", "write a stored run down for other tools to check or to draw")
    .argument("<run>", "the folder of a run, or its history.jsonl")
    .optionsGroup("Options:")
    .option("--to <format>", `needed: ${targets.slice(0, -1).join(", ")} or ${targets.at(-1)}`)
    .option("--out <file>", "write there; default standard output")
    .option("--case <name>", "which case of the run; default the first")
    .optionsGroup("Advanced options:")
    .option("--from <time>", "shiviz: only from this virtual time on, such as 9.9s")
    .option("--until <time>", "shiviz: only up to this virtual time")
    .addHelpText(
      "after",
      examples(
        {
          type: "npx quorate run leader-crash --seed 7 --out crash --quiet",
          get: ["verdict: holds — …"],
        },
        {
          type: "npx quorate export crash --to jepsen-edn --out crash.edn",
          get: ["crash.edn …"],
        },
        {
          type: "npx quorate check crash.edn --model cas-register",
          get: ["✔ holds  crash.edn …", "verdict: holds — …"],
        },
      ),
    )
    .action((path: string, flags: Flags) => {
      const { lines, note } = linesFor(io, path, flags);
      if (flags.out === undefined) for (const line of lines) io.out.write(line);
      else io.out.write(`${written(io, flags.out, lines)} ${note}\n`);
      if (flags.out === undefined) io.err.write(`${note}\n`);
      done(exitCode.holds);
    });

function linesFor(io: Io, path: string, flags: Flags): Content {
  if (flags.to === undefined) {
    throw new UsageError(`export needs --to <format>: expected ${targets.join(", ")}`);
  }
  if (!targets.includes(flags.to)) {
    throw new UsageError(`--to is "${flags.to}"${didYouMean(flags.to, targets)}`);
  }
  const { name, path: file, text } = readHistoryFile(io, path);
  const format = historyFormats[flags.to];
  if (format === undefined) return drawing(io, file, flags);
  const cases = sayingWhere(name, () => {
    if (recognised(text) !== "quorate") {
      throw new UsageError(`${name} is no history of quorate: expected the folder of a run`);
    }
    return readOwnHistory(text);
  });
  const { name: of, operations } = chosenCase(cases, flags.case);
  const { lines, told, leftOut } = exported(operations, format);
  const [first] = leftOut;
  const missing =
    first === undefined
      ? ""
      : `; ${leftOut.size} items are left out, such as ${first[0]}: ${first[1]}`;
  return { lines, note: printable(`has ${told} operations of ${of}${missing}`) };
}

function written(io: Io, out: string, lines: Iterable<string>): string {
  const file = resolve(io.directory, out);
  try {
    writeFileSync(file, [...lines].join(""));
  } catch (error) {
    throw new UsageError(`cannot write ${shown(io, file)}: ${systemReason(error)}`);
  }
  return shown(io, file);
}
