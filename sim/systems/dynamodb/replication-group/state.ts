/** What a storage replica knows. Plain data: the handlers beside this file change it. */

import type { Address } from "../../../kernel/role.ts";
import type { LocalTime } from "../../../kernel/time.ts";
import { type Ballot, noBallot, proposerOf } from "../../../parts/ballot.ts";
import { type KeyRange, wholeRange } from "../../../parts/key-range.ts";
import { emptyOrderedMap, type OrderedMap } from "../../../parts/ordered-map.ts";
import { emptyWindow, type ReplayWindow } from "../../../parts/replay-window.ts";
import { emptyLog, type Lsn, type ReplicatedLog, recordAt } from "../../../parts/replicated-log.ts";
import type { Bug } from "../bugs.ts";
import type { Purging } from "../index-propagation/gone-entries.ts";
import type { Locals } from "../index-propagation/local-indexes.ts";
import type { Propagating } from "../index-propagation/propagation.ts";
import type { ChildGroup, Item, LogRecord } from "../messages/records.ts";
import type { Stamp } from "../messages/transactions.ts";
import type { Publishing } from "../streams/follow-stream.ts";
import { isIndexTable } from "../tables.ts";
import type {
  Candidacy,
  Joining,
  Membership,
  PendingAnswer,
  PendingPage,
  PendingRead,
  Progress,
  ReplicaRole,
  Upkeep,
} from "./parts-of-state.ts";
import type { ReplicaSetup } from "./setup.ts";

export interface ReplicaState {
  readonly self: Address;
  readonly setup: ReplicaSetup;
  /** Those whose disks and promises count: the newest membership in the log, committed or not. */
  members: readonly Address[];
  roster: readonly Address[];
  /** The other members. */
  peers: readonly Address[];
  /** Newest committed membership, and those logged after it, oldest first. */
  memberships: Membership[];
  /** Keys of this partition. */
  range: KeyRange;
  ballast: number;
  /** Partitions that splits have made of this one, oldest first; absent: none. */
  children?: readonly ChildGroup[];
  /** As leader: when its node was last told of the partition's size; absent: never. */
  sizeTold?: LocalTime;
  /** As leader: keys from here on go to a child; a split is logged. */
  leaving: string | undefined;
  /** Grows with whatever changes the way to this partition. */
  routeVersion: Lsn;
  /** Members that keep the log only. */
  logMembers: readonly Address[];
  role: ReplicaRole;
  /** Highest ballot promised: as acceptor it obeys nobody below it. */
  promised: Ballot;
  /** Highest ballot whose promise is on disk: only such a leader is granted a lease. */
  promiseDurable: Ballot;
  /** Highest ballot heard of; a new candidacy goes above it. */
  highest: Ballot;
  /** A candidate's prepare that is answered once the promise is on disk, and its commit. */
  owed: { ballot: Ballot; committed: Lsn } | undefined;
  /** The leader of `promised`, once heard from. */
  leader: Address | undefined;
  log: ReplicatedLog<LogRecord>;
  /** Everything up to here is on this replica's disk, without a hole. */
  durable: Lsn;
  /** Everything up to here is known to be the same as in the log of the leader of `promised`. */
  matched: Lsn;
  /** Everything up to here is committed, and applied to `items`. */
  committed: Lsn;
  items: OrderedMap<Item>;
  /** Position up to which the last checkpoint holds the items. */
  checkpointed: Lsn;
  /** When the leader was last heard, on this machine's clock. */
  heard: LocalTime;
  /** Leases this replica has granted, by ballot; no ballot: to whom is not known any more. */
  grants: { ballot: Ballot; until: LocalTime }[];
  /** As leader: end of its own lease. It serves before this instant and not at it. */
  leaseEnd: LocalTime;
  lastRenewal: LocalTime;
  /** Ballot of a leadership that this replica gave up itself. */
  released: Ballot;
  /** As leader: its first record. It serves once that is committed, and so all before it. */
  ownFrom: Lsn;
  progress: Map<Address, Progress>;
  pending: PendingAnswer[];
  /** As leader: newest uncommitted write of a key. */
  tentative: Map<string, Item>;
  reads: Map<number, PendingRead>;
  pages: Map<number, PendingPage>;
  nextTicket: number;
  seen: ReplayWindow;
  candidacy: Candidacy | undefined;
  /** While asking: peers that have not answered. */
  unanswered: Address[];
  /** Its machine will be updated: it does not stand, and hands leadership over. */
  draining: boolean;
  /** As leader: it serves nobody any more, and waits for this follower to catch up. */
  successor: Address | undefined;
  /** As leader: followers have been told of the commit up to here. */
  told: Lsn;
  noticeDue: boolean;
  /** While recovering: the promised ballots that peers report. */
  recovered: Map<Address, Ballot>;
  /** As follower: the ballot whose leader's lease and liveness is left to the storage nodes. */
  delegated: Ballot | undefined;
  /** As leader: followers that left it to the nodes; heartbeats are for the others. */
  covered: Address[];
  /** While being built, and until the group has taken it in. */
  joining?: Joining | undefined;
  /** What a hosted replica sees to beside its group's work; absent: it is alone on its machine. */
  upkeep?: Upkeep;
  /** Highest stamp of a delete, as far as it is applied; absent: none. */
  deleteStamp?: Stamp;
  /** As leader: the same of deletes that it logged, committed or not. */
  deletesLogged?: Stamp;
  /** How far those who follow the log are, as the log says; those it says nothing of are left out. */
  followed: Map<string, Lsn>;
  /** As leader: how far they are by now, where that is not yet logged. */
  following: Map<string, Lsn>;
  followTimer: boolean;
  /** As leader: the ballot in which it has begun to see to those who follow. */
  followedIn: Ballot;
  /** As leader: what of its log is in the stream; undefined: it has not begun. */
  publishing?: Publishing | undefined;
  /** Of a partition of an index: what it will forget. */
  purging?: Purging;
  /** What it has of local indexes; undefined: nobody has asked, or the items are others by now. */
  locals?: Locals | undefined;
  /** As leader: what of its log is in the global indexes; undefined: it has not begun. */
  propagating?: Propagating | undefined;
  /** Where it goes on to look for expired items; absent: at the beginning. */
  expiryCursor?: string;
  /** As leader: requests of its own asked so far. */
  ownRequests: number;
  /** As leader: a heartbeat timer is running. Where nodes beat, it runs only while needed. */
  beating: boolean;
}

const freshPurging = (): Purging => ({ gone: 0, armed: false, upTo: 0 as Lsn });

const freshUpkeep = (): Upkeep => ({
  answered: new Map(),
  healing: false,
  moving: undefined,
  sum: 0,
  scrub: undefined,
  archived: 0 as Lsn,
  archiveUpTo: 0 as Lsn,
  unarchived: 0,
  keepsHouse: false,
});

export function freshState(self: Address, setup: ReplicaSetup, at: LocalTime): ReplicaState {
  return {
    self,
    setup,
    members: setup.members,
    roster: setup.members,
    peers: setup.members.filter((member) => member !== self),
    memberships: [{ lsn: 0 as Lsn, members: setup.members, roster: setup.members }],
    range: setup.range ?? wholeRange,
    ballast: setup.ballast ?? 0,
    leaving: undefined,
    routeVersion: 0 as Lsn,
    logMembers: [],
    role: "follower",
    promised: noBallot,
    promiseDurable: noBallot,
    highest: noBallot,
    owed: undefined,
    leader: undefined,
    log: emptyLog(1 as Lsn),
    durable: 0 as Lsn,
    matched: 0 as Lsn,
    committed: 0 as Lsn,
    items: emptyOrderedMap(),
    checkpointed: 0 as Lsn,
    heard: at,
    grants: [],
    leaseEnd: at,
    lastRenewal: at,
    released: noBallot,
    ownFrom: 0 as Lsn,
    progress: new Map(),
    pending: [],
    tentative: new Map(),
    reads: new Map(),
    pages: new Map(),
    nextTicket: 0,
    seen: emptyWindow(),
    candidacy: undefined,
    unanswered: [],
    draining: false,
    successor: undefined,
    told: 0 as Lsn,
    noticeDue: false,
    recovered: new Map(),
    delegated: undefined,
    covered: [],
    followed: new Map(),
    following: new Map(),
    followTimer: false,
    followedIn: noBallot,
    ownRequests: Math.max(0, at),
    beating: false,
    ...(setup.control === undefined ? {} : { upkeep: freshUpkeep() }),
    ...(isIndexTable(setup.table ?? "") ? { purging: freshPurging() } : {}),
  };
}

export const buggy = (state: ReplicaState, bug: Bug): boolean =>
  state.setup.config.bugs.includes(bug);

export const isLeading = (state: ReplicaState): boolean =>
  state.role === "leader" || state.role === "waiting";

export const indexOf = (state: ReplicaState): number => state.roster.indexOf(state.self);

/** Only a member that keeps the items may lead. */
export const mayStand = ({ self, role, setup, members }: ReplicaState): boolean =>
  role !== "recovering" && role !== "joining" && setup.kind !== "log" && members.includes(self);

/** The member that proposed a ballot. */
export const memberOf = (state: ReplicaState, ballot: Ballot): Address | undefined =>
  ballot === noBallot ? undefined : state.roster[proposerOf(ballot)];

export const nextLsn = (state: ReplicaState): Lsn => (state.log.last + 1) as Lsn;

/** Ballot of the record at `lsn`; no ballot where the log does not reach. */
export const ballotAt = (state: ReplicaState, lsn: number): Ballot =>
  recordAt(state.log, lsn)?.ballot ?? noBallot;
