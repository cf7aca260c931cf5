/** Counts the messages of a run that carry requests from clients to replicas and back. */

import type { MessageRecord, Observer } from "../../sim/kernel/observer.ts";
import type { Address } from "../../sim/kernel/role.ts";
import type { SimTime } from "../../sim/kernel/time.ts";
import type { Forward } from "../../sim/systems/dynamodb/messages/path.ts";
import { doorOf } from "../../sim/systems/dynamodb/tables.ts";

/** Messages between machines that arrived while the load lasted. */
export interface PathTraffic {
  /** Attempts of clients that reached the system. */
  readonly attempts: number;
  /** From client to replica and back: every message on the way, wrong ways included. */
  readonly messages: number;
  /** Requests that a router sent to a replica: a wrong way and the right one are two. */
  readonly forwards: number;
  /** Requests, pages of several partitions apart, that were sent to more than one replica. */
  readonly secondHops: number;
  readonly lookUps: number;
  /** Appends, their acknowledgements, and notices of commits. */
  readonly replication: number;
  /** Writes sent to each partition. */
  readonly writes: ReadonlyMap<string, number>;
  /** From the first attempt to the last. */
  readonly seconds: number;
}

export interface PathRecorder {
  readonly observer: Observer;
  traffic(): PathTraffic;
}

export function recordPath(loadEnds: SimTime): PathRecorder {
  const counts = { attempts: 0, messages: 0, forwards: 0, secondHops: 0, lookUps: 0 };
  let replication = 0;
  const writes = new Map<string, number>();
  const hops = new Map<number, number>();
  let first: SimTime | undefined;
  let last = 0;
  const onForward = ({ request, partition }: Forward): void => {
    counts.forwards += 1;
    const hop = (hops.get(request.request) ?? 0) + 1;
    hops.set(request.request, hop);
    if (hop === 2) counts.secondHops += 1;
    if (partition === undefined || !writeKinds.has(request.kind)) return;
    writes.set(partition, (writes.get(partition) ?? 0) + 1);
  };
  const onMessage = ({ fate, now, from, to, message }: MessageRecord): void => {
    if (fate !== "delivered" || now > loadEnds || isWithinMachine(from, to)) return;
    const { kind } = message;
    if (kind === "look-up") counts.lookUps += 1;
    else if (replicationKinds.has(kind)) replication += 1;
    else if (pathKinds.has(kind)) {
      counts.messages += 1;
      if (kind === "forward") onForward(message as Forward);
      else if (requestKinds.has(kind) && from.startsWith("client-")) {
        counts.attempts += 1;
        first ??= now;
        last = now;
      }
    }
  };
  return {
    observer: { onMessage },
    traffic: () => ({
      ...counts,
      replication,
      writes,
      seconds: (last - (first ?? last)) / 1_000_000,
    }),
  };
}

const isWithinMachine = (from: Address, to: Address): boolean => doorOf(from) === doorOf(to);

const writeKinds = new Set(["put", "update", "delete"]);
const requestKinds = new Set([...writeKinds, "get", "query", "scan"]);
const answerKinds = ["done", "rejected", "failed", "not-leader", "wrong-partition"];
const pathKinds = new Set([...requestKinds, "forward", ...answerKinds]);
const replicationKinds = new Set(["append", "append-ack", "append-refused", "commit-notice"]);
