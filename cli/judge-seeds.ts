/** Runs every seed of a range, one after the other, and counts what came out. */

import { createHash } from "node:crypto";
import type { Verdict } from "../properties/property.ts";
import type { RunResult } from "../properties/result.ts";
import { type FailureShare, failureShare } from "./failure-share.ts";
import type { Io } from "./io.ts";
import { progressOn } from "./progress.ts";
import type { RunRequest } from "./run-request.ts";
import { runSeed } from "./run-seed.ts";
import type { SeedRange } from "./seed.ts";
import { newTally, type Row, rowVerdict, seedVerdict, tallyVerdict } from "./tally.ts";

/** What many seeds came to: `--seeds A..B --json`. */
export interface Campaign {
  readonly scenario: string;
  /** Of the first seed: a scenario whose hardships are drawn has another for each. */
  readonly configHash: string;
  /** Over the fingerprints of all seeds, in their order. */
  readonly fingerprint: string;
  readonly verdict: Verdict;
  readonly sentence: string;
  readonly seeds: SeedRange & { readonly count: number };
  /** Seeds on which a promise broke, or could not be judged. */
  readonly failures: { readonly broken: number; readonly unknown: number };
  /** 95 % confidence: of all seeds, the share on which a promise breaks. */
  readonly failureShare: FailureShare;
  /** The first hundred of them. */
  readonly failing: readonly Failure[];
  readonly rows: readonly Row[];
  readonly events: number;
}

export interface Failure {
  readonly seed: number;
  readonly verdict: Verdict;
  readonly sentence: string;
  readonly replay: string;
}

const mostFailures = 100;

/** Does not stop at the first seed that fails. */
export function judgeSeeds(io: Io, request: RunRequest, seeds: SeedRange): Campaign {
  const count = newCount();
  const progress = progressOn(io, !request.flags.quiet);
  for (let seed = seeds.first; seed <= seeds.last; seed += 1) {
    const { broken } = count.failures;
    progress.show(() => `seed ${seed} of ${seeds.first} to ${seeds.last}, ${broken} broken so far`);
    const { output, replay } = runSeed(request, { seed, record: false });
    count.add(output.recording.result, replay);
  }
  progress.done();
  const { configHash, events, failures, failing, fingerprints, tally } = count;
  const rows = tally.rows();
  const runs = seeds.last - seeds.first + 1;
  return {
    scenario: request.scenario.name,
    configHash: configHash(),
    fingerprint: fingerprints.digest("hex").slice(0, 16),
    verdict: tallyVerdict(rows),
    sentence: sentenceOf(rows, failures, runs),
    seeds: { ...seeds, count: runs },
    failures,
    failureShare: failureShare(failures.broken, runs),
    failing,
    rows,
    events: events(),
  };
}

/** What is counted while the seeds go by. */
function newCount() {
  const tally = newTally();
  const fingerprints = createHash("sha256");
  const failing: Failure[] = [];
  const failures = { broken: 0, unknown: 0 };
  let events = 0;
  let configHash: string | undefined;
  return {
    tally,
    fingerprints,
    failing,
    failures,
    events: () => events,
    configHash: () => configHash ?? "",
    add(result: RunResult, replay: string): void {
      const { seed, sentence } = result;
      configHash ??= result.configHash;
      tally.add(result);
      fingerprints.update(`${seed} ${result.fingerprint}\n`);
      events += result.events;
      const verdict = seedVerdict(result);
      if (verdict === "holds") return;
      failures[verdict] += 1;
      if (failing.length < mostFailures) failing.push({ seed, verdict, sentence, replay });
    },
  };
}

function sentenceOf(
  rows: readonly Row[],
  { broken, unknown }: Campaign["failures"],
  runs: number,
): string {
  if (broken > 0) return `a promise broke on ${broken} of ${runs} seeds.`;
  if (unknown > 0) return `a promise could not be judged on ${unknown} of ${runs} seeds.`;
  const idle = rows.find((row) => rowVerdict(row) === "unknown");
  if (idle !== undefined) return `${idle.property} was to break and did on none of ${runs} seeds.`;
  return `no promise broke on any of ${runs} seeds.`;
}
