/**
 * What a request asks of a table's capacity. A write is charged up front by its bytes, a read by its
 * smallest price; both are put right when the price is known (developer guide, read and write
 * operations).
 */

import type { Response } from "../../../client/operation.ts";
import { readUnits, writeUnits } from "../../../parts/capacity-units.ts";
import type { NotLeader, OutOfRange } from "../messages/group.ts";
import type { AnyRequest } from "../messages/own.ts";
import type { WrongPartition } from "../messages/path.ts";
import { soleTable } from "../tables.ts";

export interface Demand {
  readonly table: string;
  readonly kind: "strong-read" | "eventual-read" | "write";
  /** Of the item written; 0 for reads and deletes. */
  readonly bytes: number;
  /** How often it is charged: of a transaction, all at the beginning. Absent: once. */
  readonly times?: 0 | 2;
}

/** Whether it has been paid for, and so is never refused. */
export const isPaid = ({ times }: Demand): boolean => times === 0;

export type Direction = "read" | "write";

/** Units a second, or units, of both kinds. */
export type Rates = Readonly<Record<Direction, number>>;

export const directionOf = ({ kind }: Demand): Direction => (kind === "write" ? "write" : "read");

export function demandOf(request: AnyRequest): Demand {
  const { table = soleTable } = request;
  switch (request.kind) {
    case "put":
    case "update":
    case "index-write":
    case "replicate":
      return { table, kind: "write", bytes: request.bytes };
    case "delete":
      return { table, kind: "write", bytes: 0 };
    case "prepare-part": {
      const { action } = request.part;
      const bytes = "bytes" in action ? action.bytes : 0;
      return { table, kind: "write", bytes, times: 2 };
    }
    case "commit-part":
    case "cancel-part":
      return { table, kind: "write", bytes: 0, times: 0 };
    case "read-part":
      return { table, kind: "strong-read", bytes: 0 };
    default:
      // Not put together of two texts: one that is made anew is slow to compare.
      return {
        table,
        kind: request.consistency === "strong" ? "strong-read" : "eventual-read",
        bytes: 0,
      };
  }
}

/** Capacity units charged before the request runs. */
export function estimateOf({ kind, bytes, times }: Demand): number {
  if (kind === "write") return (times ?? 1) * writeUnits(0, bytes);
  return readUnits(0, kind === "strong-read" ? "strong" : "eventual");
}

/**
 * Units that a request has cost by this answer; 0: it never ran. A failed condition is charged as the
 * write would have been (developer guide), and so is what may yet take effect.
 */
export function costOf(
  answer: Response | NotLeader | OutOfRange | WrongPartition,
  demand: Demand,
): number {
  if (answer.kind === "done") return answer.units;
  const ran =
    answer.kind === "failed" ||
    (answer.kind === "rejected" &&
      (answer.reason === "condition-failed" || answer.reason === "transaction-conflict"));
  return ran ? estimateOf(demand) : 0;
}
