/**
 * The replicator of a global table: a consumer of the table's stream whose work is to bring each
 * change to another Region's table, as a request to one of the routers there (developer guide, global
 * tables; AWS Prescriptive Guidance: a stream is read and applied by conditional writes).
 *
 * A batch is done when all of it is answered. Of several changes of one item it passes on the last;
 * what came from another Region it leaves to that Region's own replicator.
 */

import type { RequestId, Response } from "../../../client/operation.ts";
import type { Address } from "../../../kernel/role.ts";
import type { Duration, LocalTime } from "../../../kernel/time.ts";
import type { Replicate } from "../messages/own.ts";
import { ownRequestId } from "../own-request-ids.ts";
import type { ConsumerEffects, ConsumerState } from "../streams/consumer/state.ts";
import type { StreamRecord } from "../streams/messages.ts";

/** From which Region to which table of another one. */
export interface Replication {
  readonly from: string;
  readonly to: string;
  /** The table there. */
  readonly table: string;
  readonly routers: readonly Address[];
}

/** What a replicator has under way. All of it is memory: after a crash it sends a batch again. */
export interface Replicating {
  /** By number. */
  sendings: Map<number, Sending>;
  /** Which of them an attempt is about. */
  asked: Map<RequestId, number>;
  /** The router asked, by its place. */
  router: number;
  /** Numbers given out so far. */
  numbers: number;
}

interface Sending {
  readonly shard: string;
  readonly record: StreamRecord;
  /** The attempt under way; undefined: it waits. */
  request: RequestId | undefined;
  /** How often it was refused. */
  refused: number;
}

/** After a restart it must not use a number twice; nobody sends once a microsecond. */
export const freshReplicating = (at: LocalTime): Replicating => ({
  sendings: new Map(),
  asked: new Map(),
  router: 0,
  numbers: Math.max(0, at),
});

/** Sends what of the batch is to be sent; whether it was anything. */
export function replicate(
  state: ConsumerState,
  shard: string,
  records: readonly StreamRecord[],
  effects: ConsumerEffects,
): boolean {
  const { replication } = state.setup;
  if (replication === undefined) return false;
  const wanted = lastOfEach(records).filter(({ version }) => version?.region === replication.from);
  const merged = records.length - lastOfEach(records).length;
  for (let count = 0; count < merged; count += 1) effects.mark("change-merged");
  for (const record of wanted) {
    const number = nextNumber(state.replicating);
    state.replicating.sendings.set(number, { shard, record, request: undefined, refused: 0 });
    send(state, number, effects);
  }
  return wanted.length > 0;
}

/** In the order of the stream. */
function lastOfEach(records: readonly StreamRecord[]): readonly StreamRecord[] {
  const last = new Map<string, StreamRecord>();
  for (const record of records) last.set(record.key, record);
  return records.filter((record) => last.get(record.key) === record);
}

function nextNumber(replicating: Replicating): number {
  replicating.numbers += 1;
  return replicating.numbers;
}

function send(
  { self, setup, replicating }: ConsumerState,
  number: number,
  effects: ConsumerEffects,
) {
  const { replication, config } = setup;
  const sending = replicating.sendings.get(number);
  if (replication === undefined || sending === undefined) return;
  const { routers, table } = replication;
  const request = ownRequestId(self, nextNumber(replicating));
  sending.request = request;
  replicating.asked.set(request, number);
  const message = messageOf(sending.record, table, request);
  effects.send(routers[replicating.router % routers.length]!, message, message.bytes);
  const { replicationPatience } = config;
  effects.setTimer(timerOf(number), replicationPatience, replicationPatience);
}

function messageOf(
  { key, after, version }: StreamRecord,
  table: string,
  request: RequestId,
): Replicate {
  if (version === undefined) throw new RangeError(`expected a version of ${key}, got none`);
  return {
    kind: "replicate",
    request,
    key,
    table,
    value: after?.value,
    bytes: after?.bytes ?? 0,
    version,
    attributes: after?.attributes,
  };
}

const timerOf = (number: number): string => `replicate ${number}`;

export const isReplicateTimer = (timer: string): boolean => timer.startsWith("replicate ");

/** A wait is over; or nobody has answered, and another router is asked. */
export function onReplicateTimer(
  state: ConsumerState,
  timer: string,
  effects: ConsumerEffects,
): void {
  const number = Number(timer.slice("replicate ".length));
  const { replicating } = state;
  const request = replicating.sendings.get(number)?.request;
  if (request !== undefined) {
    effects.mark("other-region-silent");
    replicating.asked.delete(request);
    replicating.router += 1;
  }
  send(state, number, effects);
}

/** What a router answers; the shard whose batch is done by it, if one is. */
export function onReplicated(
  { replicating, setup }: ConsumerState,
  answer: Response,
  effects: ConsumerEffects,
): string | undefined {
  const number = replicating.asked.get(answer.request);
  const sending = number === undefined ? undefined : replicating.sendings.get(number);
  if (number === undefined || sending === undefined) return undefined;
  replicating.asked.delete(answer.request);
  if (answer.kind !== "done") {
    const { replicationRetry: first, replicationRetryMost: most } = setup.config;
    const wait = Math.min(most, first * (1 << Math.min(sending.refused, 20)));
    sending.request = undefined;
    sending.refused += 1;
    effects.mark("replication-refused");
    effects.setTimer(timerOf(number), Math.ceil(wait / 2) as Duration, wait as Duration);
    return undefined;
  }
  effects.cancelTimer(timerOf(number));
  replicating.sendings.delete(number);
  const { shard } = sending;
  for (const other of replicating.sendings.values()) if (other.shard === shard) return undefined;
  return shard;
}
