/** What a request router knows while it runs. All of it is memory: a crash empties it. */

import type { PageItem, RequestId } from "../../../client/operation.ts";
import type { Address, Effects } from "../../../kernel/role.ts";
import type { LocalTime } from "../../../kernel/time.ts";
import type { KeyRange } from "../../../parts/key-range.ts";
import type { PartitionMap } from "../../../parts/partition-map.ts";
import type { RouterAdmission } from "../admission/router-admission.ts";
import type { Bug } from "../bugs.ts";
import type { Config } from "../config.ts";
import type { AnyRequest } from "../messages/own.ts";
import type { Route } from "../messages/path.ts";
import type { DynamoMessage } from "../messages.ts";
import type { TableSpec } from "../tables.ts";

export interface RouterSetup {
  readonly config: Config;
  /** What its cache holds at its first start, unless that is cold. */
  readonly routes: PartitionMap;
  /** Metadata servers. None: the routes it starts with never change, and outlive a crash. */
  readonly metadata: readonly Address[];
  /** Whether already its first start finds the cache empty. Default false. */
  readonly cold?: boolean;
  /** Servers of global admission control. Default: none, and nobody is refused here. */
  readonly admission?: readonly Address[];
  /** Tables by name; those without an entry have no limit of their own. Default: none. */
  readonly tables?: ReadonlyMap<string, TableSpec>;
  /** Transaction coordinators, those of this zone first. Default: none, and transactions are refused. */
  readonly coordinators?: readonly Address[];
}

/** Whom a router believes to lead a partition; replicas correct it. */
export interface Belief {
  leader: Address;
  /** Version of the route that named the leader. */
  version: number;
  /** `RouterState.voices` when it became the leader. */
  since: number;
  /** When whoever was believed to lead before that was last heard. */
  heardBefore: LocalTime;
}

/** Where a query or scan is. */
export interface PageWalk {
  /** What it has not asked for yet, as far as it goes. */
  rest: KeyRange;
  /** The same in the words of a request. */
  startAfter: string | undefined;
  items: readonly PageItem[];
  bytes: number;
  units: number;
  version: number;
}

/** A request on its way. */
export interface Pending {
  readonly client: Address;
  readonly request: AnyRequest;
  /** The key that replicas know it by. */
  readonly key: string;
  /** The key whose partition is asked now: the same, unless the request wants a range. */
  cursor: string;
  readonly walk: PageWalk | undefined;
  /** When it came, or when its present partition's turn came. */
  arrived: LocalTime;
  /** At a replica; held, to be sent again a little later; or without a route, which is looked up. */
  stage: "sent" | "held" | "looking";
  route: Route | undefined;
  /** The replica asked, and when. */
  target: Address | undefined;
  sent: LocalTime;
  /** Queries and scans: what the replica knows this step of it by. */
  step: RequestId | undefined;
  /** How many there have been. */
  steps: number;
  /** Replicas asked so far, in the present partition. */
  hops: number;
  /** Hints followed since it was last held: two replicas may point at one another. */
  hints: number;
  /** The route that a storage node refused and that nobody had a newer one for. */
  refused: Route | undefined;
  /** While looking: metadata servers asked so far, the last one's number, and when. */
  asks: number;
  asked: number;
  askedAt: LocalTime;
}

export interface RouterState {
  readonly setup: RouterSetup;
  /** When it started, on its own clock: nobody has been heard before. */
  readonly started: LocalTime;
  /** A snapshot: what is learnt makes a new one. */
  routes: PartitionMap;
  /** Partitions in the cache, the one learnt first at the front, each with its table. */
  cached: Map<string, string>;
  /** By partition, where something has been sent to. */
  beliefs: Map<string, Belief>;
  /** When each storage node was last heard, and the number of that message. */
  heard: Map<Address, { readonly at: LocalTime; readonly voice: number }>;
  /** Messages heard from storage nodes. */
  voices: number;
  /** What it may still admit of each table. */
  readonly admission: RouterAdmission;
  pending: Map<RequestId, Pending>;
  /** What the steps of queries and scans are part of. */
  steps: Map<RequestId, RequestId>;
  /** Numbers what it sends to replicas. */
  turn: number;
  sweeping: boolean;
  retrying: boolean;
  hedging: boolean;
  /** Passed on to coordinators, in the order in which they came. Absent: none ever was. */
  transactions?: Map<RequestId, PassedTransaction>;
  /** Coordinators that were silent, and until when others are preferred. */
  resting?: Map<Address, LocalTime>;
}

export interface PassedTransaction {
  readonly client: Address;
  readonly coordinator: Address;
  readonly sent: LocalTime;
}

export type RouterEffects = Effects<DynamoMessage, never>;

export const hasMetadata = ({ setup }: RouterState): boolean => setup.metadata.length > 0;

export const buggy = ({ setup }: RouterState, bug: Bug): boolean => setup.config.bugs.includes(bug);

/** The request that an answer is about; undefined: it was answered meanwhile, or has gone on. */
export function pendingFor(state: RouterState, request: RequestId): Pending | undefined {
  const pending = state.pending.get(state.steps.get(request) ?? request);
  return pending?.step === undefined || pending.step === request ? pending : undefined;
}

export function forget(state: RouterState, { request, step }: Pending): void {
  state.pending.delete(request.request);
  if (step !== undefined) state.steps.delete(step);
}
