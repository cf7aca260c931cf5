/**
 * `npm run bench`: how fast it is, as medians in CPU time and as ratios within one process. Of
 * several benchmarks each is measured in a process of its own; one alone is measured in this one.
 */

import { parseArgs } from "node:util";
import { didYouMean } from "../cli/nearest.ts";
import { paintFor, widthOf } from "../cli/terminal.ts";
import type { Benchmark, Figure } from "./benchmark.ts";
import { benchmarks } from "./benchmarks.ts";
import { measuredApart } from "./measured-apart.ts";
import { asJson, asTable, thisMachine } from "./show.ts";

const help = `Usage: npm run bench -- [options]

Options:
  --only <name>        one benchmark; may be repeated
  --full               those that take minutes as well
  --repetitions <n>    how often each thing is measured; default 7
  --json               one JSON document on standard output and nothing else
  -h, --help           show this help

Benchmarks:
${benchmarks.map(({ name, about, slow }) => `  ${name.padEnd(20)} ${about}${slow ? " (--full)" : ""}`).join("\n")}
`;

const { values } = parseArgs({
  options: {
    only: { type: "string", multiple: true },
    full: { type: "boolean", default: false },
    repetitions: { type: "string", default: "7" },
    json: { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
  },
});

if (values.help) {
  process.stdout.write(help);
} else {
  const repetitions = repetitionsOf(values.repetitions);
  const figures: Figure[] = [];
  const all = chosen(values.only, values.full);
  for (const benchmark of all) {
    if (!values.json) process.stderr.write(`${benchmark.name}: ${benchmark.about}\n`);
    const alone = all.length === 1;
    figures.push(
      ...(alone ? benchmark.run({ repetitions, share: 1 }) : measuredApart(benchmark, repetitions)),
    );
  }
  process.stdout.write(values.json ? asJson(thisMachine(), figures) : tableOf(figures));
}

function chosen(only: readonly string[] | undefined, full: boolean): readonly Benchmark[] {
  if (only === undefined) return benchmarks.filter(({ slow }) => full || slow !== true);
  const names = benchmarks.map(({ name }) => name);
  for (const name of only) {
    if (!names.includes(name)) fail(`unknown benchmark "${name}"${didYouMean(name, names)}`);
  }
  return benchmarks.filter(({ name }) => only.includes(name));
}

function repetitionsOf(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1) return count;
  return fail(`--repetitions cannot be "${text}": expected a whole number from 1`);
}

function tableOf(figures: readonly Figure[]): string {
  const { stdout, env } = process;
  const screen = {
    write: (text: string) => void stdout.write(text),
    isTerminal: stdout.isTTY === true,
    columns: stdout.columns,
  };
  const paint = paintFor(screen, { environment: env });
  return asTable(thisMachine(), figures, paint, Math.max(120, widthOf(screen)));
}

function fail(sentence: string): never {
  process.stderr.write(`bench: ${sentence}\n`);
  process.exit(254);
}
