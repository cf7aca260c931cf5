/** What a transaction coordinator knows while it runs. All of it is memory: the ledger is on disk. */

import type { CancellationReason, PartDone, RequestId } from "../../../client/operation.ts";
import type { Address, Effects } from "../../../kernel/role.ts";
import type { LocalTime } from "../../../kernel/time.ts";
import type { Bug } from "../bugs.ts";
import type { Config } from "../config.ts";
import type { AnyRequest } from "../messages/own.ts";
import type { Stamp, TransactionId } from "../messages/transactions.ts";
import type { DynamoMessage } from "../messages.ts";
import type { LedgerEntry } from "./ledger.ts";

export interface CoordinatorSetup {
  readonly config: Config;
  /** From 1: makes its timestamps its own. */
  readonly number: number;
  /** The router on its machine, by which it reaches the leaders of items. */
  readonly own: Address;
  /** Request routers of its zone, and those of the others: by them it reaches the ledger. */
  readonly near: readonly Address[];
  readonly far: readonly Address[];
}

/** Who waits for an answer, and under which number. */
export interface Asker {
  readonly router: Address;
  readonly request: RequestId;
}

/** What became of one item's part. */
export type PartAnswer =
  | ({ readonly kind: "done"; readonly units: number } & PartDone)
  | { readonly kind: "refused"; readonly reason: CancellationReason };

/** A write transaction under way. */
export interface Running {
  readonly id: TransactionId;
  /** Undefined: nobody waits, or has been answered. */
  asker: Asker | undefined;
  /** "creating" and "looking": nothing has been asked of items yet. */
  stage: "creating" | "looking" | "preparing" | "deciding" | "ending" | "completing";
  /** Undefined: it has only been heard of. */
  entry: LedgerEntry | undefined;
  /** The entry as the ledger has it, as far as is known; undefined: there is none. */
  text: string | undefined;
  answers: (PartAnswer | undefined)[];
  /** An item that was found waiting for it. */
  readonly found?: { readonly table: string; readonly key: string };
}

/** A read transaction under way (ATC '23, §3.4). */
export interface Reading {
  readonly asker: Asker;
  readonly items: readonly { readonly table: string; readonly key: string }[];
  readonly begun: LocalTime;
  /** From 1. */
  round: number;
  answers: (PartAnswer | undefined)[];
  /** What the round before saw; undefined: there was none. */
  before: readonly (PartAnswer | undefined)[] | undefined;
}

/** What an answer is for. */
export type About =
  | { readonly kind: "ledger"; readonly id: TransactionId }
  | { readonly kind: "part"; readonly id: TransactionId; readonly index: number }
  | { readonly kind: "read"; readonly reading: RequestId; readonly index: number }
  /** Nobody waits for it. */
  | { readonly kind: "stray" };

/** A request of its own that has not been answered. */
export interface Ask {
  readonly about: About;
  readonly request: AnyRequest;
  sent: LocalTime;
  /** Somebody could not serve it: it is asked again soon. */
  refused: boolean;
}

export interface CoordinatorState {
  readonly self: Address;
  readonly setup: CoordinatorSetup;
  /** Requests of its own so far. */
  count: number;
  turn: number;
  /** The last timestamp that it gave. */
  stamp: Stamp;
  running: Map<TransactionId, Running>;
  readings: Map<RequestId, Reading>;
  asks: Map<RequestId, Ask>;
  sweeping: boolean;
}

export type CoordinatorEffects = Effects<DynamoMessage, never>;

export const buggy = ({ setup }: Pick<CoordinatorState, "setup">, bug: Bug): boolean =>
  setup.config.bugs.includes(bug);
