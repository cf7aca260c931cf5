/** What a client knows: plain data. */

import type { Address, Effects } from "../kernel/role.ts";
import type { Duration, LocalTime } from "../kernel/time.ts";
import type { BucketMap } from "../parts/bucket-map.ts";
import type { Value } from "../parts/condition.ts";
import type { Call, WriteCall } from "./call.ts";
import type { ItemKey } from "./item-key.ts";
import type { KeyState } from "./keys.ts";
import type { Request, RequestId, Response } from "./operation.ts";
import type { ClientSettings } from "./settings.ts";
import type { Workload } from "./workload.ts";

export interface ClientSetup {
  /** From 0; unique among `clients`: all of the run, so that request numbers are. */
  readonly index: number;
  readonly clients: number;
  /** The same among those who share its load: a tenant's, or all. */
  readonly peer: number;
  readonly peers: number;
  /** Whose load it is, where a scenario has several. */
  readonly tenant?: string;
  readonly entry: Address;
  readonly workload: Workload;
  readonly settings: ClientSettings;
  /** The load begins and ends here, counted from the start of the run. */
  readonly loadBegins: Duration;
  readonly loadEnds: Duration;
  /** Then, when all has healed: strong reads of these keys, one after the other. */
  readonly auditAt: Duration;
  readonly auditKeys: readonly ItemKey[];
}

/** A request as the client means it, through all its attempts. */
export interface Errand {
  readonly call: Call;
  /** Closed loop: who thinks when it is done. */
  readonly worker: number | undefined;
  readonly phase: "load" | "audit";
  /** The first attempt; its number is what a put writes. Undefined until it is made. */
  first: RequestId | undefined;
  /** From 0. */
  readonly attempt: number;
  /** Tokens that this attempt, a retry, was paid with. */
  readonly paid?: number;
  /** First attempt at the first page, where this is a later one. */
  readonly pageOf?: RequestId;
  /** Asked under the number that this call is answered with. */
  readonly following?: WriteCall;
}

/** One attempt under way. */
export interface Attempt {
  readonly errand: Errand;
  readonly request: RequestId;
  readonly deadline: LocalTime;
}

export interface ClientState {
  readonly setup: ClientSetup;
  /** Number of its next attempt. */
  count: number;
  /** In the order of their deadlines, as every attempt has the same time. */
  pending: Map<RequestId, Attempt>;
  /** Errands that wait to be tried again, by timer. */
  waiting: Map<string, Errand>;
  quota: number;
  audited: number;
  /** A timer is set for the oldest deadline. */
  watching: boolean;
  keys: KeyState;
  /** Next entry of a recorded load. */
  position: number;
  /** What it saw last under a key, for compare-and-set. */
  seen: BucketMap<Value>;
}

export type ClientMessage = Request | Response;
export type ClientEffects = Effects<ClientMessage, never>;
