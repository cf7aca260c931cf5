/**
 * Which replicas a storage node hosts: those that it was laid out with, those that the control plane
 * has it build, less those that it has given up. It writes changes down, so that it knows after a
 * crash whom to send requests to.
 */

import type { Address } from "../../../kernel/role.ts";
import type { HostReplica } from "../messages/healing.ts";
import type { NodeRecord } from "../messages/records.ts";
import type { ReplicaSetup } from "../replication-group/setup.ts";
import { replicaOn } from "../tables.ts";
import { ledgerTable } from "../transactions/ledger.ts";
import { hosts, type NodeEffects, type NodeState } from "./node-state.ts";

/** Reads back what was written down. */
export function readHosting(state: NodeState, records: readonly NodeRecord[]): void {
  for (const { kind, partition } of records) state.hosting.set(partition, kind === "hosted");
}

/** Control plane: build this replica. It copies from its group, and asks to be taken in. */
export function onHostReplica(
  state: NodeState,
  { partition, table, range, wanted, members }: HostReplica,
  effects: NodeEffects,
): void {
  if (hosts(state, partition) || state.giving.has(partition)) return;
  const { config, control, archive } = state.setup;
  const derived = state.setup.derived?.get(table);
  const transactions = table === ledgerTable ? undefined : state.setup.transactions;
  const setup: ReplicaSetup = {
    members,
    config,
    firstLeader: undefined,
    node: state.self,
    partition,
    table,
    range,
    kind: wanted,
    joins: true,
    ...(control === undefined ? {} : { control }),
    ...(archive === undefined ? {} : { archive }),
    ...(derived === undefined ? {} : { derived }),
    ...(transactions === undefined ? {} : { transactions }),
  };
  state.hosting.set(partition, true);
  effects.persist({ kind: "hosted", partition });
  effects.host({ address: replicaOn(partition, state.self), role: "replica", setup });
}

/** A replica here is of no more use. It ends once that is written down, disk and all. */
export function onGiveUp(state: NodeState, partition: string, effects: NodeEffects): void {
  if (!hosts(state, partition)) return;
  effects.mark("replica-given-up");
  state.hosting.set(partition, false);
  state.giving.add(partition);
  state.covers.set(partition, undefined);
  state.follows.set(partition, undefined);
  effects.persist({ kind: "given-up", partition });
}

export function onHostingPersisted(
  state: NodeState,
  { kind, partition }: NodeRecord,
  effects: NodeEffects,
): void {
  if (kind === "given-up" && state.giving.delete(partition)) {
    effects.unhost(replicaOn(partition, state.self));
  }
}

/** Before an update: whatever is led from here is handed over, and nothing stands here again. */
export function onDrainNode(state: NodeState, effects: NodeEffects): void {
  effects.mark("node-drained");
  for (const partition of hosted(state)) {
    const replica: Address = replicaOn(partition, state.self);
    effects.send(replica, { kind: "drain" });
  }
}

/** All that live here, in a fixed order. */
function hosted(state: NodeState): string[] {
  const found: string[] = [];
  for (const partition of state.setup.routes.keys()) {
    if (hosts(state, partition)) found.push(partition);
  }
  for (const [partition, here] of state.hosting) {
    if (here && !state.setup.routes.has(partition)) found.push(partition);
  }
  return found;
}
