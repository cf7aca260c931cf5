/**
 * Addresses of replicas on a storage node, made once for each partition: a text that is made anew
 * for every message costs more to find in a map than the rest of passing the message on. They follow
 * from the setup alone, so that they are kept beside it and are no part of the state.
 */

import type { Address } from "../../../kernel/role.ts";
import { type Ballot, ballotOf } from "../../../parts/ballot.ts";
import { doorOf, replicaOn } from "../tables.ts";
import type { NodeSetup } from "./node-state.ts";

/** A partition's replica on this node, whether it is there or not. */
interface Place {
  readonly replica: Address;
  /** It is there at the beginning of a run. */
  readonly isFirst: boolean;
  /** It leads then, by this ballot, and these are the nodes of the others; undefined: it does not. */
  readonly leads: { readonly ballot: Ballot; readonly followers: readonly Address[] } | undefined;
}

interface Node {
  readonly self: Address;
  readonly setup: NodeSetup;
}

const known = new WeakMap<NodeSetup, Map<string, Place>>();

export function placeOf({ self, setup }: Node, partition: string): Place {
  let places = known.get(setup);
  if (places === undefined) {
    places = new Map();
    known.set(setup, places);
  }
  let place = places.get(partition);
  if (place === undefined) {
    place = makePlace(self, setup, partition);
    places.set(partition, place);
  }
  return place;
}

function makePlace(self: Address, { routes }: NodeSetup, partition: string): Place {
  const replica = replicaOn(partition, self);
  const { members = [], leader } = routes.get(partition) ?? {};
  const isFirst = members.includes(replica);
  if (leader !== replica) return { replica, isFirst, leads: undefined };
  const followers = members.filter((member) => member !== replica).map(doorOf);
  return { replica, isFirst, leads: { ballot: ballotOf(1, members.indexOf(replica)), followers } };
}

/** Where the partition's replica on this node is reached. */
export const replicaHere = (node: Node, partition: string): Address =>
  placeOf(node, partition).replica;
