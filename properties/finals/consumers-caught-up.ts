import { streamConsumer } from "../../sim/systems/dynamodb/streams/consumer/consumer.ts";
import type { ConsumerState } from "../../sim/systems/dynamodb/streams/consumer/state.ts";
import { streamServer } from "../../sim/systems/dynamodb/streams/stream-server.ts";
import type { FinalProperty, World } from "../property.ts";

/** What was put aside counts as done: its owner asked for that. */
export const consumersCaughtUp: FinalProperty = {
  kind: "final",
  name: "consumers-caught-up",
  statement: "Every consumer has come to the end of every shard of its table.",
  source: "Lambda developer guide, with DynamoDB (a failing batch blocks its shard); claim S2",

  judge(world) {
    let checked = 0;
    let aside = 0;
    for (const { state, up } of world.playing(streamConsumer)) {
      if (!up) continue;
      aside += state.aside.length;
      for (const { id, last } of shardEnds(world, state)) {
        checked += 1;
        const done = state.readings.get(id)?.done ?? 0;
        if (done >= last) continue;
        const { name } = state.setup.spec;
        return {
          verdict: "broken",
          checked,
          reason: `${name} has read ${id} up to ${done} of ${last}`,
        };
      }
    }
    const reason = `${checked} shards are read to their ends, ${aside} records put aside`;
    return { verdict: checked === 0 ? "unknown" : "holds", checked, reason };
  },
};

/** The last record of every shard that has one. */
function shardEnds(
  world: World,
  { setup }: Readonly<ConsumerState>,
): readonly { readonly id: string; readonly last: number }[] {
  return world.playing(streamServer).flatMap(({ state }) =>
    [...state.shelves.values()]
      .filter(({ table }) => table === setup.spec.table)
      .flatMap(({ shards }) => shards)
      .flatMap(({ id, records }) => {
        const last = records[records.length - 1];
        return last === undefined ? [] : [{ id, last: last.sequence }];
      }),
  );
}
