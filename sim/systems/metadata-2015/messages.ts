/** What storage servers, the metadata service and routers say to one another. */

import type { Request, Response } from "../../client/operation.ts";
import type { Address, Effects } from "../../kernel/role.ts";

/** Server to service: which partitions are mine? `number` counts the server's own questions. */
export interface Ask {
  readonly kind: "ask";
  readonly server: number;
  readonly number: number;
}

/** Service to server: the whole list. */
export interface Answer {
  readonly kind: "answer";
  readonly number: number;
}

/** Service to server: this connection works. Costs nothing, and says nothing about the list. */
export interface Beat {
  readonly kind: "beat";
}

/** Service to itself: a push that has to be prepared, which takes processor time. */
export interface Prepare {
  readonly kind: "prepare";
  readonly server: number;
  /** The whole list in place of the changes: only as a mistake. */
  readonly whole: boolean;
}

/** Service to server: changes of the list, a fixed number of places. */
export interface Push {
  readonly kind: "push";
  readonly number: number;
  /** The last push of which the service has the acknowledgement; 0: none. */
  readonly acknowledged: number;
  /** Version of the list that the server has when it has applied this. */
  readonly upTo: number;
  /** Whether there are no further changes than these. */
  readonly complete: boolean;
}

/** Server to service: applied. */
export interface PushAck {
  readonly kind: "push-ack";
  readonly server: number;
  readonly number: number;
  readonly upTo: number;
}

/** Router to server, with the client that is to get the answer. */
export interface Forward {
  readonly kind: "forward";
  readonly client: Address;
  readonly request: Request;
}

/** Server to router. */
export interface Reply {
  readonly kind: "reply";
  readonly client: Address;
  readonly response: Response;
}

export type FleetMessage =
  | Ask
  | Answer
  | Beat
  | Prepare
  | Push
  | PushAck
  | Forward
  | Reply
  | Request
  | Response;

/** Nothing here writes to disk: lists are copies, and no machine of the incident lost power. */
export type FleetEffects = Effects<FleetMessage, never>;
