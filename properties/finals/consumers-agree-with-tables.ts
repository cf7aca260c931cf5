import { entriesOf } from "../../sim/parts/ordered-map.ts";
import { streamConsumer } from "../../sim/systems/dynamodb/streams/consumer/consumer.ts";
import type { ConsumerState, Totals } from "../../sim/systems/dynamodb/streams/consumer/state.ts";
import { streamServer } from "../../sim/systems/dynamodb/streams/stream-server.ts";
import { replicationGroups } from "../groups/replication-groups.ts";
import type { FinalProperty, World } from "../property.ts";

/** Once everything is at rest, consumers that began at the beginning have all that there is. */
export const consumersAgreeWithTables: FinalProperty = {
  kind: "final",
  name: "consumers-agree-with-tables",
  statement:
    "An aggregate kept from the stream is the table's own, and an archive has every record.",
  source: "developer guide, Streams (each change once, in order); claim S2",

  judge(world) {
    let checked = 0;
    const found: string[] = [];
    for (const { state, up } of world.playing(streamConsumer)) {
      const { spec } = state.setup;
      if (!up || spec.from === "latest" || spec.kind === "broadcast") continue;
      const { seen, expected, count } =
        spec.kind === "aggregate" ? sums(world, state) : kept(world, state);
      checked += count;
      if (seen !== expected) {
        return {
          verdict: "broken",
          checked,
          reason: `${spec.name} has ${seen}, expected ${expected}`,
        };
      }
      found.push(`${spec.name} has ${seen}`);
    }
    if (checked === 0) return { verdict: "unknown", checked, reason: "nobody followed a stream" };
    return { verdict: "holds", checked, reason: `${found.join(", ")}, as it should be` };
  },
};

interface Compared {
  readonly seen: string;
  readonly expected: string;
  /** How many items or records went into it. */
  readonly count: number;
}

function sums(world: World, { setup, totals }: Readonly<ConsumerState>): Compared {
  const truth = totalsOf(world, setup.spec.table);
  return { seen: inWords(totals), expected: inWords(truth), count: truth.items };
}

const inWords = ({ items, sum }: Totals): string => `${items} items of ${sum} in all`;

/** As the replica of each group has it that has committed most. */
function totalsOf(world: World, table: string): Totals {
  let items = 0;
  let sum = 0;
  for (const { views } of replicationGroups(world)) {
    const best = views.reduce((left, right) =>
      right.state.committed > left.state.committed ? right : left,
    );
    if (best.state.setup.table !== table) continue;
    for (const [, { value }] of entriesOf(best.state.items)) {
      if (value === undefined) continue;
      items += 1;
      if (typeof value === "number") sum += value;
    }
  }
  return { items, sum };
}

function kept(world: World, { setup, archived, aside }: Readonly<ConsumerState>): Compared {
  let count = 0;
  for (const { state } of world.playing(streamServer)) {
    for (const { table, shards } of state.shelves.values()) {
      if (table !== setup.spec.table) continue;
      for (const { records } of shards) count += records.length;
    }
  }
  return { seen: `${archived + aside.length} records`, expected: `${count} records`, count };
}
