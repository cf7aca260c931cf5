import { type Direction, directionOf } from "../../sim/systems/dynamodb/admission/demand.ts";
import type { Config } from "../../sim/systems/dynamodb/config.ts";
import { storageNode } from "../../sim/systems/dynamodb/storage-node/storage-node.ts";
import type { TableSpec } from "../../sim/systems/dynamodb/tables.ts";
import { followNodes, type Passage, type Passed } from "../admission/passages.ts";
import { advance, type ReferenceBucket, referenceBucket } from "../admission/reference-bucket.ts";
import type { Invariant, Step, World } from "../property.ts";

/**
 * Under static division: whatever becomes of a table's partitions, their shares add up to no more than
 * the table has. Counted in what storage nodes pass back of writes and strong reads, which one
 * replica of a partition serves; eventual ones are served by three, with a share each.
 *
 * What is allowed beyond: a second's worth at hand and what was saved for bursts, on each of the three
 * nodes of a partition, and the same again for a node that starts anew; requests that turn out
 * larger, as many as were ever under way at once. A change of throughput counts from when the first
 * node hears of it if it is a raise, and from when the last does if it is not.
 */
export const sharesWithinTable: Invariant = {
  kind: "invariant",
  name: "shares-within-table",
  statement: "Over any window the partitions of a divided table serve no more than the table has.",
  source: "ATC '22, §4: even division; a split halves the parent's allocation",
  watches: storageNode,
  onOccasion: true,

  watch(world) {
    const follow = followNodes();
    const uses = new Map<string, TableUse>();
    let checked = 0;
    return {
      get checked() {
        return checked;
      },
      after(step) {
        const passed = follow(step);
        if (passed?.config.admission !== "static") return undefined;
        noteRates(step, passed, uses, world);
        for (const passage of passed.passages) {
          if (passage.kind === "started") noteStart(passed, uses, world);
          const use = useOf(passage, passed, uses);
          if (use === undefined) continue;
          checked += 1;
          const wrong = account(passage, use, world);
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
  readonly left: ReferenceBucket;
  slack: number;
  running: number;
  mostRunning: number;
  mostSurprise: number;
  /** What each node goes by, if it has heard of a change since it started. */
  readonly heard: Map<string, { readonly version: number; readonly rate: number }>;
  readonly bought: number;
}

/** Replicas of a partition, each with buckets of its own. */
const replicas = 3;

function useOf(
  passage: Passage,
  passed: Passed,
  uses: Map<string, TableUse>,
): TableUse | undefined {
  if (passage.kind === "started" || passage.kind === "refused") return undefined;
  const { demand } = passage.of;
  const spec = passed.node.state.setup.tables.get(demand.table);
  if (spec?.capacity.mode !== "provisioned" || demand.kind === "eventual-read") return undefined;
  return useFor(spec, directionOf(demand), passed.config, uses);
}

function useFor(
  { name: table, capacity }: TableSpec,
  direction: Direction,
  config: Config,
  uses: Map<string, TableUse>,
): TableUse {
  const name = `${direction}s of ${table}`;
  const known = uses.get(name);
  if (known !== undefined) return known;
  const rate = capacity.mode === "provisioned" ? capacity[direction] : 0;
  const saved = replicas * rate * (config.burstSeconds + 1);
  const left = referenceBucket({ rate, capacity: saved, level: saved }, 0);
  const counts = { slack: largest[direction], running: 0, mostRunning: 0, mostSurprise: 0 };
  const use = { name, left, ...counts, heard: new Map(), bought: rate };
  uses.set(name, use);
  return use;
}

/** Units of the largest item: what a full bucket may go into debt by. */
const largest = { read: 100, write: 400 } as const;

/** Its buckets are new, and those of its partitions full for a second. */
function noteStart(
  { node: { starts, address }, config }: Passed,
  uses: Map<string, TableUse>,
  world: World,
): void {
  if (starts <= 1) return;
  for (const use of uses.values()) {
    use.heard.delete(address);
    goBy(use, config, world);
    use.slack += use.left.rate * (config.burstSeconds + 1);
  }
}

function noteRates(
  step: Step,
  { config, node: { address, state } }: Passed,
  uses: Map<string, TableUse>,
  world: World,
): void {
  const { event } = step.by(storageNode) ?? {};
  if (event?.kind !== "message" || event.message.kind !== "rates-changed") return;
  const { table, rates } = event.message;
  const spec = state.setup.tables.get(table);
  if (spec?.capacity.mode !== "provisioned") return;
  const { version } = rates;
  for (const direction of ["read", "write"] as const) {
    const use = useFor(spec, direction, config, uses);
    if (version <= (use.heard.get(address)?.version ?? 0)) continue;
    use.heard.set(address, { version, rate: rates[direction] });
    goBy(use, config, world);
  }
}

/** The highest rate that any node goes by. */
function goBy({ left, heard, bought }: TableUse, { burstSeconds }: Config, world: World): void {
  const nodes = world.playing(storageNode);
  advance(left, world.now);
  left.rate = Math.max(...nodes.map(({ address }) => heard.get(address)?.rate ?? bought));
  left.capacity = replicas * left.rate * (burstSeconds + 1);
}

function account(passage: Passage, use: TableUse, { now }: World): string | undefined {
  if (passage.kind === "admitted") {
    use.running += 1;
    use.mostRunning = Math.max(use.mostRunning, use.running);
  }
  if (passage.kind !== "answered") return undefined;
  use.running -= 1;
  const { units, of } = passage;
  use.mostSurprise = Math.max(use.mostSurprise, units - of.estimate);
  advance(use.left, now);
  use.left.level -= units;
  const slack = use.slack + use.mostSurprise * use.mostRunning;
  if (use.left.level >= -slack) return undefined;
  const over = (-use.left.level).toFixed(0);
  return `${use.name} are ${over} units over ${use.left.rate} a second and what was saved, expected at most ${slack}`;
}
