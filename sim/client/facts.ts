/** What a client notes for the history: plain data, paired up by `history-recorder.ts`. */

import type { Value } from "../parts/condition.ts";
import type { Operation, Outcome } from "./history.ts";
import type {
  CancellationReason,
  Page,
  PartDone,
  Request,
  RequestId,
  Throttle,
} from "./operation.ts";

export interface Invoked {
  readonly kind: "invoked";
  readonly client: number;
  readonly request: Request;
  readonly attempt: number;
  readonly retryOf: RequestId | undefined;
  readonly phase: Operation["phase"];
  readonly tenant?: string;
  /** First attempt at the first page of a query or scan that goes on. */
  readonly pageOf?: RequestId;
}

export interface Completed {
  readonly kind: "completed";
  readonly request: RequestId;
  readonly outcome: Outcome;
  readonly result: Value | undefined;
  readonly version: number;
  readonly units: number;
  readonly indexUnits?: number;
  readonly error: Operation["error"];
  readonly page?: Page;
  readonly parts?: readonly PartDone[];
  readonly reasons?: readonly CancellationReason[];
  readonly throttle?: Throttle;
}
