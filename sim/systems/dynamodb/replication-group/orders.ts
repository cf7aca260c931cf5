/** Orders: changes of the group itself, which go through its log like writes. */

import type { RequestId } from "../../../client/operation.ts";
import type { LocalTime } from "../../../kernel/time.ts";
import type { Lsn } from "../../../parts/replicated-log.ts";
import { type LogRecord, type Order, orderKey } from "../messages/records.ts";
import type { ReplicaEffects } from "../messages.ts";
import { persistRecords } from "./acceptor.ts";
import { putRecord } from "./apply.ts";
import { wakeHeartbeats } from "./delegation.ts";
import { syncProgress } from "./membership.ts";
import { sendNew } from "./sending.ts";
import { nextLsn, type ReplicaState } from "./state.ts";

/** What a record of an order weighs on disk and on the wire, in bytes. Assumption. */
const orderBytes = 200;

/** As leader: logs an order and starts replicating it. */
export function logOrder(
  state: ReplicaState,
  order: Order,
  at: LocalTime,
  effects: ReplicaEffects,
): Lsn {
  const record: LogRecord = {
    lsn: nextLsn(state),
    ballot: state.promised,
    key: orderKey,
    value: undefined,
    bytes: orderBytes,
    request: -1 as RequestId,
    order,
  };
  putRecord(state, record);
  syncProgress(state, at);
  wakeHeartbeats(state, effects);
  persistRecords(state, [record], effects);
  for (const peer of state.peers) sendNew(state, peer, [record], effects);
  return record.lsn;
}
