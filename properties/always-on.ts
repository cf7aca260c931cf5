/** The invariants that watch every run; a test holds this list against the folder. */

import { acknowledgedIsDurable } from "./invariants/acknowledged-is-durable.ts";
import { activePlanExists } from "./invariants/active-plan-exists.ts";
import { boostsAreLowered } from "./invariants/boosts-are-lowered.ts";
import { burstsHaveRoom } from "./invariants/bursts-have-room.ts";
import { collectionsStayWhole } from "./invariants/collections-stay-whole.ts";
import { committedNeverRegresses } from "./invariants/committed-never-regresses.ts";
import { indexBacklogBounded } from "./invariants/index-backlog-bounded.ts";
import { indexShowsWhatWasWritten } from "./invariants/index-shows-what-was-written.ts";
import { keysHaveOneOwner } from "./invariants/keys-have-one-owner.ts";
import { leaderHasAllCommitted } from "./invariants/leader-has-all-committed.ts";
import { leaseExclusion } from "./invariants/lease-exclusion.ts";
import { logsAgree } from "./invariants/logs-agree.ts";
import { messagesConserved } from "./invariants/messages-conserved.ts";
import { newestRouteWins } from "./invariants/newest-route-wins.ts";
import { oneChangeAtATime } from "./invariants/one-change-at-a-time.ts";
import { oneLeaderPerBallot } from "./invariants/one-leader-per-ballot.ts";
import { oneTransactionPerItem } from "./invariants/one-transaction-per-item.ts";
import { onlyExpiredItemsAreRemoved } from "./invariants/only-expired-items-are-removed.ts";
import { partitionsWithinLimits } from "./invariants/partitions-within-limits.ts";
import { promisesAreKept } from "./invariants/promises-are-kept.ts";
import { shardsServeTwoReaders } from "./invariants/shards-serve-two-readers.ts";
import { sharesWithinTable } from "./invariants/shares-within-table.ts";
import { stampsRise } from "./invariants/stamps-rise.ts";
import { streamIsExact } from "./invariants/stream-is-exact.ts";
import { throttledOnlyAtTheLimit } from "./invariants/throttled-only-at-the-limit.ts";
import { tokensWithinCapacity } from "./invariants/tokens-within-capacity.ts";
import { transactionsAreAtomic } from "./invariants/transactions-are-atomic.ts";
import type { Invariant } from "./property.ts";

export const alwaysOn: readonly Invariant[] = [
  oneLeaderPerBallot,
  leaseExclusion,
  keysHaveOneOwner,
  logsAgree,
  committedNeverRegresses,
  leaderHasAllCommitted,
  acknowledgedIsDurable,
  promisesAreKept,
  oneChangeAtATime,
  newestRouteWins,
  burstsHaveRoom,
  partitionsWithinLimits,
  throttledOnlyAtTheLimit,
  tokensWithinCapacity,
  sharesWithinTable,
  boostsAreLowered,
  activePlanExists,
  streamIsExact,
  shardsServeTwoReaders,
  onlyExpiredItemsAreRemoved,
  indexShowsWhatWasWritten,
  indexBacklogBounded,
  collectionsStayWhole,
  oneTransactionPerItem,
  stampsRise,
  transactionsAreAtomic,
  messagesConserved,
];
