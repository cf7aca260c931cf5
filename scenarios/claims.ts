/**
 * What engineers say about DynamoDB and about the systems it is compared with, a sentence each. A
 * scenario names the claims that it shows; `quorate run --claims` judges them.
 */

/** A claim's first letter, and what all claims of that letter are about. */
export const claimGroups: Readonly<Record<string, string>> = {
  W: "write path",
  R: "read path",
  K: "keys and indexes",
  H: "hot partitions and predictability",
  D: "Dynamo and DynamoDB",
  U: "concurrent updates",
  F: "leader failure, CAP and PACELC",
  T: "transactions",
  S: "change data capture",
  O: "operations",
};

/** By id; a group's claims stand together, in the order of their numbers. */
export const claims: Readonly<Record<string, string>> = {
  W1: "A request's partition key leads it by load balancer and router to the leader that owns its hash.",
  W2: "With a replica in each of three zones, a lost zone costs one fail-over and no acknowledged write.",
  W3: "No two replicas ever serve writes and strong reads of one partition at the same time.",
  W4: "A write waits for the second of three logs, so the slowest replica does not slow it down.",
  W5: "A partition splits before it holds more than 10 GB, and serves while it does.",
  W6: "Auto-increment ids pass one coordinator and heat one partition; random ids spread.",
  W7: "Callers choose the consistency of a read, and cannot choose how many replicas answer.",

  R1: "By default a read costs half, goes to any of three replicas, and may find an older value.",
  R2: "On an ordinary day the last replica is about two milliseconds behind.",
  R3: "Strong reads come from the leader and are linearizable, through fail-overs as well.",

  K1: "The partition key is matched exactly; items that share it are sorted, and ranged over, by sort key.",
  K2: "Ids that sort by time make a customer's orders of a period one query.",
  K3: "A global index has keys and partitions of its own, is fed afterwards, and slows no write.",
  K4: "An index is further behind its table than a replica is behind its leader.",
  K5: "A table refuses writes once one of its indexes is too far behind.",
  K6: "A write pays for itself and for every index entry that it changes.",
  K7: "A local index spread over a cluster must ask every partition, and waits for the slowest.",
  K8: "A relational index points at its row: never behind, but each find costs a second look-up.",

  H1: "A partition refuses what exceeds 3,000 read or 1,000 write units a second; the rest stays fast.",
  H2: "One tenant's hot partition does not hurt the neighbours on its storage node.",
  H3: "A burst may spend the capacity left unused in the last 300 seconds.",
  H4: "A skewed load can use all of a table's capacity until some partition meets its own limit.",
  H5: "Splitting a hot partition where its traffic is helps, but not one hot item or a moving front.",
  H6: "Tables large or small, busy or idle, answer equally fast.",
  H7: "The bill is arithmetic: units of 4 KB read and 1 KB written, in proportion to traffic.",

  D1: "Every Dynamo node takes writes even in a cut; in DynamoDB the minority side refuses them.",
  D2: "Dynamo keeps versions for the application to merge, and deleted cart items can come back.",
  D3: "All machines of Dynamo do the same work; those of DynamoDB have different roles.",
  D4: "Dynamo stores values by key; DynamoDB adds sort keys, indexes, conditions, transactions, streams.",

  U1: "One leader orders all writes of a key, as they arrive.",
  U2: "Conditional writes lose no update; last-writer-wins does; lightweight transactions pay latency.",
  U3: "With conditions or a transaction money moves exactly once, whatever is retried.",
  U4: "Reads from replicas and indexes may step back in time, strong reads never do.",

  F1: "When a leader dies, its successor has every committed write.",
  F2: "A lost leader stops a partition's writes for seconds; a leaderless store hardly notices.",
  F3: "A follower that asks the others before it stands for leader avoids needless elections.",
  F4: "In a cut DynamoDB refuses the minority; Cassandra and Dynamo answer both sides and disagree.",
  F5: "Small partitions heal soon: a log replica in seconds, 10 GB in minutes, big nodes in hours.",
  F6: "Even without a cut, latency is bought with consistency: a quorum's writes, any replica's reads.",

  T1: "A transaction happens as a whole or not at all, wherever its coordinators die.",
  T2: "A write transaction takes about four writes' time, a read transaction about two reads'.",
  T3: "Transactions that meet are cancelled instead of waiting, more of them as load grows.",
  T4: "A relational transaction can hold locks while a person thinks, and throughput suffers.",

  S1: "Each change is in the stream once and in its item's order, across fail-overs and splits.",
  S2: "Consumers that crash and replay still arrive at the table's own totals.",
  S3: "Consumers of a stream cost the write path nothing; a shard's third reader is throttled.",

  O1: "A deployment hands leaderships over, so that nobody waits for a lease to run out.",
  O2: "Routers that refresh what they have cached make an empty cache no storm.",
  O3: "Growing membership lists and retries made the storm of 2015; constant work prevents it.",
  O4: "A check not repeated at the act emptied a DNS record in 2025; compare-and-set prevents it.",
};
