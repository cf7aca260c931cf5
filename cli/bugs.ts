import type { Verdict } from "../properties/property.ts";
import { type Exhibit, exhibit } from "../scenarios/hunting/exhibit.ts";
import { canary, gallery, type Mistake } from "../scenarios/hunting/gallery.ts";
import { huntOn } from "../scenarios/hunting/hunt.ts";
import { tool, version } from "../scenarios/running/version.ts";
import { bugsTable } from "./bugs-table.ts";
import { sentenceOf, verdictOf } from "./bugs-verdict.ts";
import { type CommandFile, command, examples } from "./command.ts";
import { type ExitCode, exitCode } from "./exit-code.ts";
import type { Io } from "./io.ts";
import { didYouMean } from "./nearest.ts";
import { printableJson } from "./printable.ts";
import { progressOn } from "./progress.ts";
import { collect } from "./settings.ts";
import { type Paint, paintFor, widthOf } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";

interface Flags {
  readonly bug?: readonly string[];
  readonly seeds?: string;
  readonly main?: true;
  /** False: `--no-swarm`, `--no-shrink`. */
  readonly swarm: boolean;
  readonly shrink: boolean;
  readonly json?: true;
  readonly quiet?: true;
  readonly color: boolean;
}

const usualSeeds = 20;
const searchesEach = 3;
/** Events; some seconds. */
const shrinkBudget = 4_000_000;

/** `quorate bugs`: every deliberate mistake against the property that must catch it. */
export const bugsCommand: CommandFile = (io, done) =>
  command(io, "bugs", "hunt every deliberate mistake, and show what catches it and how soon")
    .option("--bug <name>", "only this one; may be repeated", collect)
    .option("--main", "only mistakes of one replication group: the protocol itself")
    .option("--seeds <n>", `give one search up after so many seeds; default ${usualSeeds}`)
    .option("--no-swarm", "do not hunt in drawn weather, beside the grounds made for each")
    .option("--no-shrink", "do not look for the least that it takes to break the property")
    .option("--json", "one JSON document on standard output and nothing else")
    .option("--quiet", "the verdict alone")
    .option("--no-color", "no colours, as with NO_COLOR in the environment")
    .addHelpText(
      "after",
      examples({
        type: "npx quorate bugs --bug ack-before-quorum --no-swarm",
        get: [
          "…",
          "ack-before-quorum  1      –      …  acknowledged-is-durable",
          "canary: …",
          "verdict: holds — 1 of 1 mistake was caught, none was seen where there is none.",
        ],
      }),
    )
    .action((flags: Flags) => done(showGallery(io, flags)));

function showGallery(io: Io, flags: Flags): ExitCode {
  const mistakes = chosen(flags);
  const most = flags.seeds === undefined ? usualSeeds : parseSeeds(flags.seeds);
  // First, as nothing else can be believed without it.
  const sings = huntOn(canary.ground(true), canary.caughtBy, 1).caught;
  const exhibits = sings ? hunted(io, mistakes, most, flags) : [];
  const verdict = verdictOf(sings, exhibits);
  const sentence = sentenceOf(sings, exhibits);
  const paint = paintFor(io.out, io, flags.color);
  if (flags.json) {
    const document = {
      tool,
      version,
      verdict,
      sentence,
      seeds: most,
      canary: { bug: canary.name, caughtBy: canary.caughtBy, caught: sings },
      bugs: exhibits,
    };
    io.out.write(`${printableJson(document, 2)}\n`);
  } else io.out.write(inWords(io, flags, { exhibits, sings, most, verdict, sentence }, paint));
  return exitCode[verdict];
}

function chosen({ bug: names, main }: Flags): readonly Mistake[] {
  const among = main ? gallery.filter(({ where }) => where === "group") : gallery;
  if (names === undefined) return among;
  return [...new Set(names)].map((name) => {
    const mistake = among.find((each) => each.name === name);
    if (mistake !== undefined) return mistake;
    const all = among.map((each) => each.name);
    throw new UsageError(`unknown mistake "${name}"${didYouMean(name, all)}`);
  });
}

function parseSeeds(text: string): number {
  const seeds = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (seeds >= 1) return seeds;
  throw new UsageError(`--seeds is "${text}": expected a whole number from 1 to 999999`);
}

function hunted(
  io: Io,
  mistakes: readonly Mistake[],
  most: number,
  { swarm, shrink, quiet }: Flags,
): readonly Exhibit[] {
  const progress = progressOn(io, !quiet);
  const options = { most, searches: searchesEach, swarm, shrinkBudget: shrink ? shrinkBudget : 0 };
  const exhibits = mistakes.map((mistake, index) => {
    progress.show(() => `${index + 1} of ${mistakes.length}: ${mistake.name}`);
    return exhibit(mistake, options);
  });
  progress.done();
  return exhibits;
}

interface Outcome {
  readonly exhibits: readonly Exhibit[];
  readonly sings: boolean;
  readonly most: number;
  readonly verdict: Verdict;
  readonly sentence: string;
}

function inWords(
  io: Io,
  { quiet }: Flags,
  { exhibits, sings, most, verdict, sentence }: Outcome,
  paint: Paint,
): string {
  const word = paint.verdict[verdict](paint.bold(verdict));
  const last = `verdict: ${word} — ${sentence}\n`;
  if (quiet) return last;
  const sang = `canary: ${canary.name} ${sings ? "is caught" : "is NOT caught"} by ${canary.caughtBy}\n`;
  return `${bugsTable(exhibits, most, paint, widthOf(io.out))}${sang}${last}`;
}
