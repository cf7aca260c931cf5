/** What a metadata server knows while it runs. All of it is memory: a crash empties it. */

import type { Address, Effects } from "../../../kernel/role.ts";
import {
  entriesOfTable,
  type PartitionMap,
  withEntries,
  withTable,
} from "../../../parts/partition-map.ts";
import type { Config } from "../config.ts";
import type { Route } from "../messages/path.ts";
import type { DynamoMessage } from "../messages.ts";

export interface MetadataSetup {
  readonly config: Config;
  /** The map when the run begins. */
  readonly routes: PartitionMap;
  /** The other metadata servers. */
  readonly peers: readonly Address[];
}

/** A change that not all others have confirmed. */
export interface Passing {
  readonly route: Route;
  waiting: Address[];
  /** Sent to them at least once. */
  sent: boolean;
}

export interface MetadataState {
  readonly setup: MetadataSetup;
  /** A snapshot: a change makes a new one. */
  routes: PartitionMap;
  /** By partition: only its newest change is passed on. */
  passing: Map<string, Passing>;
  repeating: boolean;
  /** Whether it has a map to answer from. */
  ready: boolean;
  /** How many of the others it has asked for theirs. */
  asked: number;
}

export type MetadataEffects = Effects<DynamoMessage, never>;

/** Takes the route as far as it is newer than what is known; says whether anything was. */
export function takeRoute(state: MetadataState, route: Route): boolean {
  const { table } = route;
  const before = state.routes;
  const careless = state.setup.config.bugs.includes("metadata-takes-older-version");
  state.routes = careless ? overwritten(before, route) : withEntries(before, table, [route]);
  return state.routes !== before;
}

/** The mistake: whatever came last counts. */
function overwritten(map: PartitionMap, route: Route): PartitionMap {
  const others = entriesOfTable(map, route.table).filter(({ id }) => id !== route.id);
  return withEntries(withTable(map, route.table, others), route.table, [route]);
}
