import { toSeconds } from "../../sim/kernel/time.ts";
import { type Direction, directionOf } from "../../sim/systems/dynamodb/admission/demand.ts";
import type { Config } from "../../sim/systems/dynamodb/config.ts";
import { storageNode } from "../../sim/systems/dynamodb/storage-node/storage-node.ts";
import type { TableSpec } from "../../sim/systems/dynamodb/tables.ts";
import { followNodes, type Passage, type Passed } from "../admission/passages.ts";
import type { Invariant, Step, World } from "../property.ts";

/**
 * Under adaptive capacity boosts come from what others leave unused, and others may want it back: then
 * the table exceeds its total until the controller has lowered the boosts. Each interval takes
 * `adaptiveDecay` of them, and they were no more than the total at first; so after as many intervals
 * as it takes to bring the total below `tolerance` of itself, and two to notice, an interval above
 * what was bought and saved must be over. Writes and strong reads, counted in what storage nodes pass
 * back. Tables that are changed meanwhile are left out.
 */
export const boostsAreLowered: Invariant = {
  kind: "invariant",
  name: "boosts-are-lowered",
  statement: "Adaptive capacity brings a table that exceeds its total back below it, in time.",
  source: "ATC '22, §4.1.2",
  watches: storageNode,
  onOccasion: true,

  watch(world) {
    const follow = followNodes();
    const uses = new Map<string, TableUse>();
    const changed = new Set<string>();
    let checked = 0;
    return {
      get checked() {
        return checked;
      },
      after(step) {
        noteChanges(step, changed);
        const passed = follow(step);
        if (passed?.config.admission !== "adaptive") return undefined;
        for (const passage of passed.passages) {
          if (passage.kind !== "answered" || changed.has(passage.of.demand.table)) continue;
          const use = useOf(passage, passed, uses);
          if (use === undefined) continue;
          checked += 1;
          const wrong = account(use, passage.units, passed.config, world);
          if (wrong !== undefined) return wrong;
        }
        return undefined;
      },
    };
  },
};

/** Writes or strong reads of one table. */
interface TableUse {
  readonly name: string;
  /** Units a second. */
  readonly total: number;
  /** Number of the interval under way, and the units answered in it. */
  interval: number;
  units: number;
  /** What earlier intervals left unused, as far as it may be kept for bursts. */
  saved: number;
  /** How many intervals in a row have been above. */
  above: number;
}

const tolerance = 0.05;
/** Replicas of a partition, each of which saves for bursts of its own. */
const replicas = 3;

function noteChanges(step: Step, changed: Set<string>): void {
  const { event } = step.by(storageNode) ?? {};
  if (event?.kind !== "message" || event.message.kind !== "rates-changed") return;
  changed.add(event.message.table);
}

function useOf(
  { of: { demand } }: Extract<Passage, { readonly kind: "answered" }>,
  { node, config }: Passed,
  uses: Map<string, TableUse>,
): TableUse | undefined {
  const spec = node.state.setup.tables.get(demand.table);
  if (spec === undefined || demand.kind === "eventual-read") return undefined;
  const direction = directionOf(demand);
  const name = `${direction}s of ${demand.table}`;
  const known = uses.get(name);
  if (known !== undefined) return known;
  const fresh = freshUse(name, spec, direction, config);
  if (fresh !== undefined) uses.set(name, fresh);
  return fresh;
}

function freshUse(
  name: string,
  { capacity }: TableSpec,
  direction: Direction,
  config: Config,
): TableUse | undefined {
  if (capacity.mode !== "provisioned") return undefined;
  const total = capacity[direction];
  const saved = replicas * total * (config.burstSeconds + 1);
  return { name, total, interval: 0, units: 0, saved, above: 0 };
}

function account(use: TableUse, units: number, config: Config, { now }: World): string | undefined {
  const interval = Math.floor(now / config.adaptiveInterval);
  const last = interval === use.interval ? undefined : close(use, interval, config);
  use.units += units;
  return last;
}

/** The interval is over: was it above, once more? */
function close(use: TableUse, interval: number, config: Config): string | undefined {
  const bought = use.total * toSeconds(config.adaptiveInterval);
  const { units } = use;
  const most = bought * (1 + tolerance) + use.saved;
  use.above = units > most ? use.above + 1 : 0;
  // Whole intervals without an answer lie between.
  const silent = interval - use.interval - 1;
  if (silent > 0) use.above = 0;
  const keeps = replicas * use.total * (config.burstSeconds + 1);
  use.saved = Math.min(keeps, Math.max(0, use.saved + bought - units) + silent * bought);
  use.interval = interval;
  use.units = 0;
  const patience = periodsToLower(config.adaptiveDecay);
  if (use.above <= patience) return undefined;
  return `${use.name} were above ${use.total} a second for ${use.above} intervals in a row, ${units} units in the last, expected at most ${patience} intervals`;
}

/** Two to notice, and as many as it takes to decay. */
function periodsToLower(decay: number): number {
  if (decay === 0) return Number.POSITIVE_INFINITY;
  let left = 1;
  let periods = 2;
  for (; left > tolerance; periods += 1) left *= 1 - decay;
  return periods;
}
