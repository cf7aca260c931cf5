/** Runs every scenario that shows one of the claims asked for, and judges them by it. */

import { join } from "node:path";
import type { Verdict } from "../properties/property.ts";
import type { RunResult } from "../properties/result.ts";
import { claims as statements } from "../scenarios/claims.ts";
import { worst } from "../scenarios/running/judge.ts";
import type { Scenario } from "../scenarios/scenario.ts";
import type { AskedClaim } from "./claim-ids.ts";
import { type CounterRun, type Evidence, evidenceOf, type Figure } from "./claim-results.ts";
import type { Io } from "./io.ts";
import { keepRun } from "./keep-run.ts";
import { type Progress, progressOn } from "./progress.ts";
import { type RunFlags, type RunRequest, readRequest } from "./run-request.ts";
import { runSeed } from "./run-seed.ts";
import type { SeedRange } from "./seed.ts";
import { chooseFolder, shown } from "./store.ts";

/** A claim by one of the scenarios that show it; without one, null where a run would have spoken. */
export interface ClaimResult {
  readonly id: string;
  readonly statement: string;
  readonly scenario: string | null;
  readonly seeds: SeedRange | null;
  readonly figures: readonly Figure[];
  readonly sentence: string | null;
  /** Of what the scenario promises. */
  readonly verdict: Verdict | "not shown";
  readonly counterRuns: readonly CounterRun[];
  readonly replay: string | null;
  readonly store: string | null;
}

export interface JudgedClaims {
  /** Of all that was run, counter-runs too; a claim asked for by id and not shown is unknown. */
  readonly verdict: Verdict;
  readonly claims: readonly ClaimResult[];
  /** Ids asked for by their group's letter that no scenario shows. */
  readonly leftOut: readonly string[];
}

/** A scenario's part: its request, and the folder it will be kept in. */
export interface Plan {
  readonly request: RunRequest;
  readonly seeds: SeedRange;
  readonly folder: string | undefined;
}

interface Part extends Plan {
  readonly evidence: Evidence;
}

/**
 * One plan for each scenario that shows any of the claims.
 *
 * @throws UsageError for whatever one of the scenarios cannot do: nothing has run then
 */
export function planClaims(
  io: Io,
  asked: readonly AskedClaim[],
  scenarios: readonly Scenario[],
  flags: RunFlags,
): readonly Plan[] {
  const ids = new Set(asked.map(({ id }) => id));
  return scenarios
    .filter(({ claims }) => claims.some((id) => ids.has(id)))
    .map((scenario) => planOf(io, scenario, flags));
}

/** Runs every plan, one after the other, and does not stop at a claim that is broken. */
export function judgeClaims(
  io: Io,
  asked: readonly AskedClaim[],
  plans: readonly Plan[],
): JudgedClaims {
  const progress = progressOn(io, !plans[0]?.request.flags.quiet);
  try {
    const parts = plans.map((plan, index) => {
      const about = `${plan.request.scenario.name} (${index + 1} of ${plans.length})`;
      return { ...plan, evidence: run(io, plan, progress, about) };
    });
    return gather(io, asked, parts);
  } finally {
    progress.done();
  }
}

/** The seed of the command line, else that of the environment, else the scenario's own first. */
export const seedFor = (io: Io, given: string | undefined, first: string): string =>
  given ?? (io.environment.QUORATE_SEED || first);

function planOf(io: Io, scenario: Scenario, flags: RunFlags): Plan {
  const seed = seedFor(io, flags.seed, String(scenario.seeds.first));
  const ranged = flags.seeds !== undefined;
  const request = readRequest(io, scenario, ranged ? flags : { ...flags, seed });
  const one = { first: request.asked.seed, last: request.asked.seed };
  return {
    request,
    seeds: request.seeds ?? one,
    folder:
      flags.out === undefined
        ? undefined
        : chooseFolder(io, scenario.name, join(flags.out, scenario.name)),
  };
}

function run(io: Io, { request, seeds, folder }: Plan, progress: Progress, about: string) {
  const results: RunResult[] = [];
  for (let seed = seeds.first; seed <= seeds.last; seed += 1) {
    const { output } = runSeed(request, {
      seed,
      record: folder !== undefined,
      onProgress: (text) => progress.show(() => `${about}, seed ${seed}, ${text()}`),
    });
    if (folder !== undefined) keepRun(io, folder, request, output);
    results.push(output.recording.result);
  }
  return evidenceOf(request.scenario, results);
}

function gather(io: Io, asked: readonly AskedClaim[], parts: readonly Part[]): JudgedClaims {
  const isShown = (id: string): boolean =>
    parts.some(({ request }) => request.scenario.claims.includes(id));
  const missing = asked.filter(({ id }) => !isShown(id));
  const leftOut = missing.filter(({ byId }) => !byId).map(({ id }) => id);
  const results = asked
    .filter(({ id }) => !leftOut.includes(id))
    .flatMap(({ id }) => {
      const showing = parts.filter(({ request }) => request.scenario.claims.includes(id));
      return showing.length === 0 ? [notShown(id)] : showing.map((part) => resultOf(io, id, part));
    });
  const verdicts = parts.map(({ evidence }) => evidence.verdict);
  const unanswered = missing.length > leftOut.length ? (["unknown"] as const) : [];
  return { verdict: worst([...verdicts, ...unanswered]), claims: results, leftOut };
}

function resultOf(io: Io, id: string, { evidence, seeds, folder }: Part): ClaimResult {
  return {
    id,
    statement: statements[id]!,
    scenario: evidence.scenario.name,
    seeds,
    figures: evidence.figures(id),
    sentence: evidence.sentence,
    verdict: evidence.promised,
    counterRuns: evidence.counterRuns,
    replay: evidence.replay,
    store: folder === undefined ? null : shown(io, folder),
  };
}

const notShown = (id: string): ClaimResult => ({
  id,
  statement: statements[id]!,
  scenario: null,
  seeds: null,
  figures: [],
  sentence: null,
  verdict: "not shown",
  counterRuns: [],
  replay: null,
  store: null,
});
