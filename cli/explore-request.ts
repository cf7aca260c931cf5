import type { ExploreOptions } from "../scenarios/exploring/explore.ts";
import { groupOf } from "../scenarios/exploring/group-of.ts";
import type { Scenario } from "../scenarios/scenario.ts";
import { quoted } from "./replay-command.ts";
import { type Changes, checkChanges, parseChanges } from "./settings.ts";
import { UsageError } from "./usage-error.ts";

/** The flags of `quorate explore`, as commander hands them over. */
export interface ExploreFlags {
  readonly machines?: string;
  readonly operations?: string;
  readonly firings?: string;
  readonly crashes?: string;
  readonly drops?: string;
  readonly bug?: string;
  readonly set?: readonly string[];
  readonly json?: true;
  readonly quiet?: true;
  readonly depth?: string;
  readonly states?: string;
  readonly order: "sent" | "any";
  readonly color: boolean;
}

/** An exploration that was asked for, with every word of it checked. */
export interface ExploreRequest {
  readonly scenario: string;
  readonly group: ReturnType<typeof groupOf>;
  readonly options: ExploreOptions;
  readonly changes: Changes;
  readonly flags: ExploreFlags;
  /** The one line that explores the same again. */
  readonly replay: string;
}

/** Room for more would take more than 2 GB. */
const mostStates = 20_000_000;

/** Throws a UsageError for whatever cannot be. */
export function readExploration(scenario: Scenario, flags: ExploreFlags): ExploreRequest {
  const { set = [], bug, order } = flags;
  const changes = parseChanges([...set, ...(bug === undefined ? [] : [`bug=${bug}`])]);
  checkChanges(scenario, changes);
  const machines = parseCount("--machines", flags.machines, { least: 2, most: 7, usual: 3 });
  const options: ExploreOptions = {
    operations: parseCount("--operations", flags.operations, { least: 0, most: 16, usual: 2 }),
    bounds: {
      firings: parseCount("--firings", flags.firings, { least: 0, most: 100, usual: 1 }),
      crashes: parseCount("--crashes", flags.crashes, { least: 0, most: 100, usual: 0 }),
      losses: parseCount("--drops", flags.drops, { least: 0, most: 100, usual: 0 }),
    },
    limit: {
      depth: parseCount("--depth", flags.depth, { least: 0, most: 1e6, usual: 1e6 }),
      states: parseCount("--states", flags.states, { least: 1, most: 1e8, usual: mostStates }),
    },
    order,
  };
  const asked = { scenario: scenario.name, group: laidOut(scenario, machines, changes), changes };
  return { ...asked, options, flags, replay: replayOf({ ...asked, options }) };
}

function laidOut(scenario: Scenario, machines: number, changes: Changes): ExploreRequest["group"] {
  try {
    return groupOf(scenario, machines, changes);
  } catch (error) {
    throw error instanceof RangeError ? new UsageError(error.message) : error;
  }
}

function replayOf({
  scenario,
  group: { length: machines },
  options: { operations, bounds, limit, order },
  changes,
}: Omit<ExploreRequest, "flags" | "replay">): string {
  const words = ["npx", "quorate", "explore", scenario];
  words.push("--machines", `${machines}`, "--operations", `${operations}`);
  words.push("--firings", `${bounds.firings}`);
  if (bounds.crashes > 0) words.push("--crashes", `${bounds.crashes}`);
  if (bounds.losses > 0) words.push("--drops", `${bounds.losses}`);
  if (limit.depth < 1e6) words.push("--depth", `${limit.depth}`);
  if (limit.states !== mostStates) words.push("--states", `${limit.states}`);
  if (order !== "sent") words.push("--order", order);
  for (const [name, value] of Object.entries(changes)) words.push("--set", `${name}=${value}`);
  return words.map(quoted).join(" ");
}

function parseCount(
  flag: string,
  text: string | undefined,
  { least, most, usual }: { readonly least: number; readonly most: number; readonly usual: number },
): number {
  if (text === undefined) return usual;
  const count = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (count >= least && count <= most) return count;
  throw new UsageError(`${flag} is "${text}": expected a whole number from ${least} to ${most}`);
}
