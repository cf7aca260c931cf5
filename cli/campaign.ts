import { createHash } from "node:crypto";
import type { Verdict } from "../properties/property.ts";
import type { RunResult } from "../properties/result.ts";
import { countText, shareText } from "../reports/number-text.ts";
import { wilson } from "../reports/wilson.ts";
import { runScenario } from "../scenarios/run.ts";
import { type ExitCode, exitCode } from "./exit-code.ts";
import { header } from "./header.ts";
import type { Io } from "./io.ts";
import { OwnCrash } from "./own-crash.ts";
import { printable, printableJson } from "./printable.ts";
import { progressOn } from "./progress.ts";
import { optionsFor, type RunRequest } from "./run-request.ts";
import type { SeedRange } from "./seed.ts";
import { newTally, type Row, rowVerdict, seedVerdict, tallyVerdict } from "./tally.ts";
import { type Paint, paintFor, shape, table, widthOf } from "./terminal.ts";

/** What many seeds came to: `--seeds A..B --json`. */
interface Campaign {
  readonly scenario: string;
  readonly configHash: string;
  /** Over the fingerprints of all seeds, in their order. */
  readonly fingerprint: string;
  readonly verdict: Verdict;
  readonly sentence: string;
  readonly seeds: SeedRange & { readonly count: number };
  /** Seeds on which a promise broke, or could not be judged. */
  readonly failures: { readonly broken: number; readonly unknown: number };
  /** 95 % confidence: of all seeds, the share on which a promise breaks. */
  readonly failureShare: { readonly low: number; readonly high: number };
  /** The first hundred of them. */
  readonly failing: readonly Failure[];
  readonly rows: readonly Row[];
  readonly events: number;
}

interface Failure {
  readonly seed: number;
  readonly verdict: Verdict;
  readonly sentence: string;
  readonly replay: string;
}

const mostFailures = 100;

/** Judges every seed of the range, and does not stop at the first that fails. */
export function runCampaign(io: Io, request: RunRequest, seeds: SeedRange): ExitCode {
  const { flags } = request;
  const paint = paintFor(io.out, io, flags.color);
  const talks = !flags.json && !flags.quiet;
  if (talks) io.out.write(header(request, paint, widthOf(io.out)));
  const campaign = runAll(io, request, seeds);
  if (flags.json) io.out.write(`${printableJson(campaign, 2)}\n`);
  if (talks) io.out.write(rowTable(campaign.rows, paint, widthOf(io.out)));
  if (!flags.json) io.out.write(closing(request, campaign, paint));
  return exitCode[campaign.verdict];
}

function runAll(io: Io, request: RunRequest, { first, last }: SeedRange): Campaign {
  const tally = newTally();
  const fingerprints = createHash("sha256");
  const failing: Failure[] = [];
  const failures = { broken: 0, unknown: 0 };
  let events = 0;
  let configHash = "";
  const progress = progressOn(io, !request.flags.quiet);
  for (let seed = first; seed <= last; seed += 1) {
    progress.show(() => `seed ${seed} of ${first} to ${last}, ${failures.broken} broken so far`);
    const { result, replay } = runSeed(request, seed);
    tally.add(result);
    fingerprints.update(`${seed} ${result.fingerprint}\n`);
    events += result.events;
    if (seed === first) configHash = result.configHash;
    const verdict = seedVerdict(result);
    if (verdict === "holds") continue;
    failures[verdict] += 1;
    if (failing.length < mostFailures) {
      failing.push({ seed, verdict, sentence: result.sentence, replay });
    }
  }
  progress.done();
  const count = last - first + 1;
  const rows = tally.rows();
  const share = wilson(failures.broken, count);
  return {
    scenario: request.scenario.name,
    configHash,
    fingerprint: fingerprints.digest("hex").slice(0, 16),
    verdict: tallyVerdict(rows),
    sentence: sentenceOf(rows, failures, count),
    seeds: { first, last, count },
    failures,
    failureShare:
      failures.broken === 0
        ? { low: 0, high: ruleOfThree(count) }
        : { low: share?.low ?? 0, high: share?.high ?? 1 },
    failing,
    rows,
    events,
  };
}

function runSeed(
  request: RunRequest,
  seed: number,
): { readonly result: RunResult; readonly replay: string } {
  const { options, replay } = optionsFor(request, seed, false);
  try {
    return { result: runScenario(request.scenario, options).recording.result, replay };
  } catch (error) {
    throw new OwnCrash(error, replay);
  }
}

/**
 * When `runs` seeds show no failure, the share of failing seeds is below this with 95 % confidence
 * (Hanley and Lippman-Hand 1983).
 */
const ruleOfThree = (runs: number): number => Math.min(1, 3 / runs);

function sentenceOf(
  rows: readonly Row[],
  { broken, unknown }: Campaign["failures"],
  count: number,
): string {
  if (broken > 0) return `a promise broke on ${broken} of ${count} seeds.`;
  if (unknown > 0) return `a promise could not be judged on ${unknown} of ${count} seeds.`;
  const idle = rows.find((row) => rowVerdict(row) === "unknown");
  if (idle !== undefined) return `${idle.property} was to break and did on none of ${count} seeds.`;
  return `no promise broke on any of ${count} seeds.`;
}

function rowTable(rows: readonly Row[], paint: Paint, width: number): string {
  const head = ["case", "promise", "expected", "holds", "broken", "unknown", "verdict"];
  return table(
    [
      head.map((text) => ({ text, paint: paint.dim })),
      ...rows.map((row) => {
        const verdict = rowVerdict(row);
        return [
          { text: row.case },
          { text: row.property },
          { text: row.expected },
          { text: countText(row.holds) },
          { text: countText(row.broken) },
          { text: countText(row.unknown) },
          { text: `${shape[verdict]} ${verdict}`, paint: paint.verdict[verdict] },
        ];
      }),
    ],
    width,
  );
}

/** How sure that makes us, the verdict, the first seed that failed and how to see it. */
function closing({ flags }: RunRequest, campaign: Campaign, paint: Paint): string {
  const { verdict, sentence, failures, failureShare, failing } = campaign;
  const last = `verdict: ${paint.verdict[verdict](paint.bold(verdict))} — ${sentence}\n`;
  const [first] = failing;
  if (flags.quiet) return first === undefined ? last : `replay   ${first.replay}\n${last}`;
  const share = failures.broken === 0 ? "fewer than" : `${shareText(failureShare.low)} to`;
  const confidence = `with 95 % confidence ${share} ${shareText(failureShare.high)} of all seeds`;
  const shown = first && `first: ${printable(first.sentence)}\nreplay: ${first.replay}\n`;
  return `\n${printable(confidence)} break a promise\n${last}${shown ?? ""}`;
}
