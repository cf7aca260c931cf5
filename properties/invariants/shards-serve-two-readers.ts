import type { Address } from "../../sim/kernel/role.ts";
import { seconds } from "../../sim/kernel/time.ts";
import { streamConsumer } from "../../sim/systems/dynamodb/streams/consumer/consumer.ts";
import { streamServer } from "../../sim/systems/dynamodb/streams/stream-server.ts";
import type { Invariant } from "../property.ts";

/**
 * Counts who was given records within a second, half of the time for which a server remembers.
 * Replicators of global tables are not among the readers that customers may have.
 */
export const shardsServeTwoReaders: Invariant = {
  kind: "invariant",
  name: "shards-serve-two-readers",
  statement: "Within any second a shard gives its records to no more readers than it serves.",
  source: "developer guide, quotas (2 readers of a shard); claim S3",
  watches: streamServer,
  onOccasion: true,

  watch(world) {
    const served = new Map<string, Map<Address, number>>();
    let checked = 0;
    return {
      get checked() {
        return checked;
      },
      after(step) {
        const move = step.by(streamServer);
        if (move === undefined) return undefined;
        for (const effect of move.effects) {
          if (effect.kind !== "send" || effect.message.kind !== "stream-records") continue;
          if (world.at(effect.to, streamConsumer)?.state.setup.replication !== undefined) continue;
          const { shard } = effect.message;
          checked += 1;
          const readers = served.get(shard) ?? new Map<Address, number>();
          served.set(shard, readers);
          readers.set(effect.to, world.now);
          for (const [reader, at] of readers) {
            if (world.now - at > seconds(1)) readers.delete(reader);
          }
          const { streamReaders } = move.who.state.setup.config;
          if (readers.size > streamReaders) {
            return `${shard} is read by ${[...readers.keys()].join(", ")}, expected at most ${streamReaders}`;
          }
        }
        return undefined;
      },
    };
  },
};
