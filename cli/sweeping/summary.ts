/** What the runs of a sweep amount to. A function of its lines alone. */

import type { Verdict } from "../../properties/property.ts";
import { worst } from "../../scenarios/running/judge.ts";
import { type FailureShare, failureShare } from "../failure-share.ts";
import { type Group, groupsOf } from "./groups.ts";
import { type Plan, sizeOf } from "./plan.ts";
import type { Place, SeedLine } from "./seed-line.ts";

/** `quorate sweep --json` and `summary.json`. */
export interface Summary {
  readonly verdict: Verdict;
  readonly sentence: string;
  /** How many were judged, and how many the plan has, all shards together. */
  readonly runs: number;
  readonly planned: number;
  readonly broken: number;
  readonly unknown: number;
  readonly crashed: number;
  /** 95 % confidence: of all seeds, the share on which a promise breaks. */
  readonly failureShare: FailureShare;
  readonly events: number;
  readonly scenarios: readonly ScenarioCount[];
  /** Failures of one kind together, the shortest first. */
  readonly groups: readonly Group[];
  /** Counter-runs that broke on no seed, and so have shown nothing. */
  readonly idle: readonly (Place & { readonly scenario: string })[];
}

export interface ScenarioCount {
  readonly scenario: string;
  readonly runs: number;
  readonly broken: number;
  readonly unknown: number;
  readonly failureShare: FailureShare;
}

export function summaryOf(plan: Plan, lines: readonly SeedLine[]): Summary {
  const groups = groupsOf(plan.manner, lines);
  const idle = idleIn(lines);
  const counts = countOf(lines);
  const crashed = lines.filter(({ crash }) => crash !== undefined).length;
  return {
    verdict: verdictOf(lines, idle.length > 0),
    sentence: sentenceOf(counts, idle),
    planned: sizeOf(plan),
    ...counts,
    crashed,
    events: lines.reduce((sum, { events }) => sum + events, 0),
    scenarios: plan.scenarios.map((scenario) => ({
      scenario,
      ...countOf(lines.filter((line) => line.scenario === scenario)),
    })),
    groups,
    idle,
  };
}

type Counts = Omit<ScenarioCount, "scenario">;

function countOf(lines: readonly SeedLine[]): Counts {
  const runs = lines.length;
  const broken = lines.filter(({ verdict }) => verdict === "broken").length;
  const unknown = lines.filter(({ verdict }) => verdict === "unknown").length;
  return { runs, broken, unknown, failureShare: failureShare(broken, runs) };
}

const verdictOf = (lines: readonly SeedLine[], hasIdle: boolean): Verdict =>
  worst([...lines.map(({ verdict }) => verdict), ...(hasIdle ? ["unknown" as const] : [])]);

function idleIn(lines: readonly SeedLine[]): Summary["idle"] {
  const idle = new Map<string, Summary["idle"][number]>();
  const name = (scenario: string, place: Place): string =>
    JSON.stringify([scenario, place.case, place.property]);
  for (const line of lines) {
    for (const place of line.idle) {
      idle.set(name(line.scenario, place), { scenario: line.scenario, ...place });
    }
  }
  for (const { scenario, shown } of lines) {
    for (const place of shown) idle.delete(name(scenario, place));
  }
  return [...idle.values()];
}

function sentenceOf({ runs, broken, unknown }: Counts, [idle]: Summary["idle"]): string {
  if (runs === 0) return "nothing was run.";
  if (broken > 0) return `a promise broke in ${broken} of ${runs} runs.`;
  if (unknown > 0) return `a promise could not be judged in ${unknown} of ${runs} runs.`;
  if (idle !== undefined) {
    return `${idle.property} was to break in ${idle.scenario} and did on no seed.`;
  }
  return `no promise broke in any of ${runs} runs.`;
}
