/** Deliberate mistakes of streams, all off by default. */

export const streamBugs = {
  "stream-shows-uncommitted": {
    mistake: "The leader sends what it has logged to the stream before it is committed.",
    caughtBy: "stream-is-exact",
  },
  "stream-takes-batches-twice": {
    mistake: "The server of a shard takes in records again that it has.",
    caughtBy: "stream-is-exact",
  },
  "stream-shows-what-changed-nothing": {
    mistake: "Writes that leave an item as it was have records, too.",
    caughtBy: "stream-is-exact",
  },
  "stream-followed-when-sent": {
    mistake: "The log counts as followed when a batch is sent, not when it is confirmed.",
    caughtBy: "stream-is-exact",
  },
  "closed-shard-ends-early": {
    mistake: "A closed shard says that it is read out while it still holds records.",
    caughtBy: "consumers-agree-with-tables",
  },
  "shard-serves-any-number": {
    mistake: "A shard serves more readers than it should.",
    caughtBy: "shards-serve-two-readers",
  },
} as const;
