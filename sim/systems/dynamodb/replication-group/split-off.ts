/**
 * A partition splits in two where it is told to (ATC '22, §4.4). The split is a record of the log:
 * each member cuts its B-tree at the same position, and starts the child's replica beside its own,
 * on the same storage node. Nothing is copied.
 *
 * The paper does not describe the cut-over. Ours: the leader stops serving the keys that go when it
 * logs the order; the child's first leader, on the same node, stands after `splitPause`, when the
 * other members have cut too, and serves when it is elected: a pause of a few milliseconds more.
 */

import { InvariantViolation } from "../../../kernel/assert.ts";
import type { Address } from "../../../kernel/role.ts";
import { type Ballot, noBallot } from "../../../parts/ballot.ts";
import { type KeyRange, splitAt } from "../../../parts/key-range.ts";
import { entriesOf, splitOff } from "../../../parts/ordered-map.ts";
import type { Lsn } from "../../../parts/replicated-log.ts";
import type { DiskRecord, Order, ReplicaEffects } from "../messages.ts";
import { doorOf, replicaOn } from "../tables.ts";
import { announceRoute, tellNode } from "./announce.ts";
import { committedMembership } from "./membership.ts";
import { memberOf, type ReplicaSetup, type ReplicaState } from "./state.ts";

type Split = Extract<Order, { kind: "split" }>;

/** The order is committed: the right part goes to the child. */
export function applySplit(
  state: ReplicaState,
  lsn: Lsn,
  order: Split,
  ballot: Ballot,
  effects: ReplicaEffects,
): void {
  const [left, right] = splitAt(state.range, order.at);
  state.range = left;
  state.leaving = undefined;
  state.ballast -= order.ballast;
  state.routeVersion = lsn;
  if (state.setup.kind === "log") return;
  const items = entriesOf(splitOff(state.items, order.at));
  effects.mark("split-applied");
  const setup = childSetup(state, order, right, ballot);
  const membership = { lsn, members: setup.members, roster: setup.members };
  const group = { membership, range: right, ballast: order.ballast };
  const disk: readonly DiskRecord[] = [
    { kind: "formatted" },
    { kind: "checkpoint", promised: noBallot, items, upTo: lsn, records: [], group },
  ];
  const { node } = state.setup;
  if (node === undefined) throw new InvariantViolation(`${state.self} splits without a node`);
  effects.host({ address: replicaOn(order.child, node), role: "replica", setup, disk });
  announceRoute(state, effects);
  tellNode(
    state,
    {
      table: state.setup.table ?? "",
      id: order.child,
      range: right,
      version: lsn,
      members: setup.members,
      leader: setup.firstLeader,
    },
    effects,
  );
}

/** The child's members are on the nodes of the parent's; its first leader beside the parent's. */
function childSetup(
  state: ReplicaState,
  { child }: Split,
  range: KeyRange,
  ballot: Ballot,
): ReplicaSetup {
  const { config, node, table } = state.setup;
  const place = (member: Address): Address => replicaOn(child, doorOf(member));
  const leader = memberOf(state, ballot);
  return {
    members: committedMembership(state).members.map(place),
    config,
    firstLeader: leader === undefined ? undefined : place(leader),
    ...(node === undefined ? {} : { node }),
    ...(table === undefined ? {} : { table }),
    partition: child,
    range,
    standsAfter: config.splitPause,
  };
}
