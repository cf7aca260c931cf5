import { shrink } from "../shrinking/shrink.ts";
import type { Mistake } from "./gallery.ts";
import { huntOn } from "./hunt.ts";
import { searches } from "./search.ts";

/** One mistake against the properties: a row of the matrix. Plain data; events are virtual cost. */
export interface Exhibit {
  readonly bug: string;
  readonly where: Mistake["where"];
  readonly mistake: string;
  readonly caughtBy: string;
  /** On its own grounds; `seeds` is null if it was not found within the budget. */
  readonly grounds: Effort;
  /** In drawn weather, where it is hunted there too: until any property breaks. */
  readonly swarm: (Effort & { readonly broken: readonly string[] }) | null;
  /** Other properties that broke beside the one that must. */
  readonly alsoBroken: readonly string[];
  /** What breaks on the same grounds and seed without the mistake: must be empty. */
  readonly falseAlarms: readonly string[];
  /** The least that it takes; null: not found, or not shrunk. */
  readonly shrunk: Least | null;
}

/** Medians of several searches. */
export interface Effort {
  readonly seeds: number | null;
  readonly events: number | null;
  /** The first seed that found it. */
  readonly seed: number | null;
}

export interface Least {
  readonly operations: number;
  readonly faults: number;
  /** Of the run that is left. */
  readonly events: number;
  /** µs */
  readonly length: number;
}

export interface ExhibitOptions {
  /** Seeds of one search. */
  readonly most: number;
  readonly searches: number;
  /** Events of shrinking; 0: none. */
  readonly shrinkBudget: number;
  readonly swarm: boolean;
}

/** Hunts one mistake on its grounds and in any weather, makes sure of it, and shrinks it. */
export function exhibit(mistake: Mistake, options: ExhibitOptions): Exhibit {
  const { name: bug, where, mistake: says, caughtBy, ground, swarm } = mistake;
  const effort = { count: options.searches, most: options.most };
  const on = searches(ground(true), caughtBy, effort);
  const weather =
    options.swarm && swarm !== undefined
      ? searches(swarm(), caughtBy, effort, ({ broken }) => broken.length > 0)
      : undefined;
  return {
    bug,
    where,
    mistake: says,
    caughtBy,
    grounds: effortOf(on),
    swarm: weather === undefined ? null : { ...effortOf(weather), broken: weather.broken },
    alsoBroken: on.broken.filter((name) => name !== caughtBy),
    falseAlarms: huntOn(ground(false), caughtBy, on.found?.seed ?? 1).broken,
    shrunk: leastOf(mistake, on.found, options.shrinkBudget),
  };
}

const effortOf = ({ seeds, events, found }: ReturnType<typeof searches>): Effort => ({
  seeds: seeds ?? null,
  events: events ?? null,
  seed: found?.seed ?? null,
});

function leastOf(
  { ground, caughtBy: property }: Mistake,
  found: ReturnType<typeof searches>["found"],
  budget: number,
): Least | null {
  if (found === undefined || budget === 0) return null;
  const scenario = ground(true);
  const target = { scenario, chosen: scenario.cases[0]!, property, seed: found.seed, changes: {} };
  const shrunk = shrink(target, found.at ?? scenario.duration, budget);
  if (shrunk === undefined) return null;
  const { script, result } = shrunk;
  return {
    operations: script.operations.length,
    faults: script.faults.length,
    events: result.events,
    length: script.length,
  };
}
