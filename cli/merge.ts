import { resolve } from "node:path";
import { type CommandFile, command, examples } from "./command.ts";
import { exitCode } from "./exit-code.ts";
import { printableJson } from "./printable.ts";
import { mergeResults } from "./sweeping/merge-results.ts";
import { readResults, writeResults } from "./sweeping/results-file.ts";
import { closingLines, groupList, scenarioTable } from "./sweeping/screen-text.ts";
import { summaryOf } from "./sweeping/summary.ts";
import { paintFor, widthOf } from "./terminal.ts";
import { systemReason, UsageError } from "./usage-error.ts";

interface Flags {
  readonly out?: string;
  readonly json?: true;
  readonly quiet?: true;
  readonly color: boolean;
}

/** `quorate merge`: the parts of a sweep, judged apart, as one. */
export const mergeCommand: CommandFile = (io, done) =>
  command(io, "merge", "put the results of a sweep's shards together")
    .argument("<files...>", "results.jsonl of each shard")
    .usage("[options] <file>...")
    .option("--out <file>", "write the whole there: the file that one sweep would have written")
    .option("--json", "one JSON document on standard output and nothing else")
    .option("--quiet", "the verdict alone")
    .option("--no-color", "no colours, as with NO_COLOR in the environment")
    .addHelpText(
      "after",
      examples(
        {
          type: "npx quorate sweep leader-crash --seeds 1..4 --for 1s --jobs 1 --shard 1/2 --out one --quiet",
          get: ["…"],
        },
        {
          type: "npx quorate sweep leader-crash --seeds 1..4 --for 1s --jobs 1 --shard 2/2 --out two --quiet",
          get: ["…"],
        },
        {
          type: "npx quorate merge one/results.jsonl two/results.jsonl",
          get: ["…", "verdict: holds — no promise broke in any of 4 runs."],
        },
      ),
    )
    .action((files: readonly string[], flags: Flags) => {
      const merged = mergeResults(
        files.map((name) => ({ name, ...readResults(resolve(io.directory, name), name) })),
      );
      if (flags.out !== undefined) {
        try {
          writeResults(resolve(io.directory, flags.out), merged);
        } catch (error) {
          throw new UsageError(`cannot write ${flags.out}: ${systemReason(error)}`);
        }
      }
      const summary = summaryOf(merged.head, merged.lines);
      const paint = paintFor(io.out, io, flags.color);
      if (flags.json) io.out.write(`${printableJson(summary, 2)}\n`);
      if (!flags.json && !flags.quiet) {
        io.out.write(
          `${scenarioTable(summary, paint, widthOf(io.out))}${groupList(summary, paint)}\n`,
        );
      }
      if (!flags.json) io.out.write(closingLines(summary, paint));
      done(summary.crashed > 0 ? exitCode.crash : exitCode[summary.verdict]);
    });
