/**
 * Balancing consumed capacity (ATC '22, §4.3): nodes are packed above their nominal capacity; one
 * that is too busy offers replicas, and the control plane moves one to a node with room. The paper
 * allows another zone too; ours keeps to the zone, so that the group stays in three of them.
 *
 * Pure functions: who moves where is decided here, and carried out where replicas are built.
 */

import type { Address } from "../../../kernel/role.ts";
import type { Offered } from "../messages/nodes.ts";

export interface Move {
  readonly partition: string;
  readonly from: Address;
  readonly to: Address;
}

export interface Fleet {
  readonly nodes: readonly { readonly address: Address; readonly zone: string }[];
  /** Share of its capacity that each node uses, as it last said; absent: none. */
  readonly loads: ReadonlyMap<Address, number>;
  /** Whether it may be given something. */
  readonly isWell: (node: Address) => boolean;
}

/**
 * The busiest of the offered replicas that fits somewhere, and the node of the same zone with most
 * room for it: one that stays at or below `threshold` with it. Undefined: there is none.
 */
export function chooseMove(
  from: Address,
  offers: readonly Offered[],
  fleet: Fleet,
  threshold: number,
): Move | undefined {
  const home = fleet.nodes.find(({ address }) => address === from);
  if (home === undefined) return undefined;
  const neighbours = fleet.nodes
    .filter(({ address, zone }) => zone === home.zone && address !== from)
    .map(({ address }) => ({ address, used: fleet.loads.get(address) ?? 0 }))
    .sort((left, right) => left.used - right.used || (left.address < right.address ? -1 : 1));
  for (const { partition, share, nodes } of offers) {
    const to = neighbours.find(
      ({ address, used }) =>
        used + share <= threshold && !nodes.includes(address) && fleet.isWell(address),
    );
    if (to !== undefined) return { partition, from, to: to.address };
  }
  return undefined;
}
