/** What a storage node knows: plain data. */

import type { RequestId } from "../../../client/operation.ts";
import type { Address, Effects } from "../../../kernel/role.ts";
import type { LocalTime } from "../../../kernel/time.ts";
import type { Ballot } from "../../../parts/ballot.ts";
import { emptyWindow, type ReplayWindow } from "../../../parts/replay-window.ts";
import { type NodeAdmission, nodeAdmission } from "../admission/partition-admission.ts";
import type { Config } from "../config.ts";
import type { Derived } from "../derived.ts";
import type { AnyRequest } from "../messages/own.ts";
import type { Route } from "../messages/path.ts";
import type { NodeRecord } from "../messages/records.ts";
import type { DynamoMessage } from "../messages.ts";
import type { TableSpec } from "../tables.ts";
import { placeOf } from "./places.ts";

/** What an operator's configuration says of one storage node. */
export interface NodeSetup {
  readonly config: Config;
  /** Storage nodes of the other zones: those that a group led here has its followers on. */
  readonly peers: readonly Address[];
  /** Metadata servers, to be told of changed routes. */
  readonly metadata: readonly Address[];
  /** The control plane; absent: there is none. */
  readonly control: Address | undefined;
  /** Where logs are archived; absent: nowhere. */
  readonly archive?: Address;
  /** Where everything is when the run begins, by partition: one map, shared by all nodes. */
  readonly routes: ReadonlyMap<string, Route>;
  readonly tables: ReadonlyMap<string, TableSpec>;
  /** What follows the logs of tables, by table; those without an entry have nothing that does. */
  readonly derived?: ReadonlyMap<string, Derived>;
  /** Recovery managers, the nearest first; absent: there are no transactions. */
  readonly transactions?: readonly Address[];
}

/** A request that a replica here has been asked. */
export interface Asked {
  readonly router: Address;
  readonly partition: string;
  readonly request: AnyRequest;
}

/** For a group led here: which followers' nodes renew its lease by beats. */
export interface Cover {
  readonly ballot: Ballot;
  /** Nodes of all followers. */
  readonly peers: readonly Address[];
  /** Grants asked for from then on count for this group. */
  readonly since: Map<Address, LocalTime>;
}

/** Another storage node, as leaders' node and as followers' node. */
export interface Peer {
  /** Newest lease that it granted: when this node had asked for it. */
  granted: LocalTime | undefined;
  answered: LocalTime;
  /** Highest of its replies heard, in the life of its that replied last. */
  heard: number;
  life: number;
  /** Its last beat, and which life of its it was from. */
  beat: LocalTime;
  beatLife: number;
  replies: number;
  /** Groups whose followers here have taken their word back, with the first reply that says so. */
  takenBack: Map<string, number>;
  /** It has been found silent, and the groups that it led have been told. */
  silent: boolean;
  /** It has not answered, and the leaders that it covered have been told. */
  deaf: boolean;
}

export interface NodeState {
  readonly self: Address;
  readonly setup: NodeSetup;
  /** 0 for a node that has run since the beginning; grows with every start. */
  readonly life: number;
  /** Who may use how much of this node. */
  readonly admission: NodeAdmission;
  turn: number;
  seen: ReplayWindow;
  asked: Map<RequestId, Asked>;
  /** Routes newer than the setup's. */
  routes: Map<string, Route>;
  /** Changes that not all metadata servers have, as far as this node knows. */
  untold: Map<string, Route>;
  /** Replicas that came (true) or went (false) since the beginning. */
  hosting: Map<string, boolean>;
  /** Replicas given up, while that is not yet written down. */
  giving: Set<string>;
  peers: Map<Address, Peer>;
  /** What differs from the beginning: undefined where a group is not led from here any more. */
  covers: Map<string, Cover | undefined>;
  /** Node of the leader that a group's follower here follows by beats; undefined: it does not. */
  follows: Map<string, Address | undefined>;
}

export type NodeEffects = Effects<DynamoMessage, NodeRecord>;

export const freshNode = (
  self: Address,
  setup: NodeSetup,
  restarted: boolean,
  at: LocalTime,
): NodeState => ({
  self,
  setup,
  life: restarted ? Math.max(1, at) : 0,
  admission: nodeAdmission(setup.config, setup.tables, at),
  // A node that comes back must not use a number twice; nobody forwards once a microsecond.
  turn: Math.max(0, at),
  seen: emptyWindow(),
  asked: new Map(),
  routes: new Map(),
  untold: new Map(),
  hosting: new Map(),
  giving: new Set(),
  peers: new Map(setup.peers.map((peer) => [peer, freshPeer(at)])),
  covers: new Map(),
  follows: new Map(),
});

const freshPeer = (at: LocalTime): Peer => ({
  granted: undefined,
  answered: at,
  heard: 0,
  life: 0,
  beat: at,
  beatLife: 0,
  replies: 0,
  takenBack: new Map(),
  silent: false,
  deaf: false,
});

export const routeOf = (state: NodeState, partition: string): Route | undefined =>
  state.routes.get(partition) ?? state.setup.routes.get(partition);

/** Whether a replica of this partition lives here. */
export function hosts(state: NodeState, partition: string): boolean {
  const changed = state.hosting.get(partition);
  if (changed !== undefined) return changed;
  return placeOf(state, partition).isFirst;
}

/** Another node, known from the setup or met since. */
export function peerOf(state: NodeState, node: Address, at: LocalTime): Peer {
  let peer = state.peers.get(node);
  if (peer === undefined) {
    peer = freshPeer(at);
    state.peers.set(node, peer);
  }
  return peer;
}
