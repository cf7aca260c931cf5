/** Boxes that overlap in time, laid into as few rows as they need. */

import type { Operation } from "../../sim/client/history.ts";
import type { Span } from "../bins.ts";

export interface Lane {
  readonly process: string;
  readonly rows: readonly (readonly Operation[])[];
}

interface Lanes {
  readonly lanes: readonly Lane[];
  /** Operations that found no room in their process's rows. */
  readonly crowded: number;
}

/** A lane for each process, in the order of clients; at most `most` rows in each. */
export function lanesOf(operations: readonly Operation[], span: Span, most: number): Lanes {
  const processes = new Map<string, Operation[]>();
  for (const operation of [...operations].sort(inOrderOfClients)) {
    const known = processes.get(operation.process);
    if (known === undefined) processes.set(operation.process, [operation]);
    else known.push(operation);
  }
  let crowded = 0;
  const lanes = [...processes].map(([process, members]): Lane => {
    const rows = rowsOf(members, span, most);
    crowded += members.length - rows.reduce((sum, row) => sum + row.length, 0);
    return { process, rows };
  });
  return { lanes, crowded };
}

/** First fit. A box takes at least a hundredth of the span, so that labels and tails have room. */
function rowsOf(members: readonly Operation[], span: Span, most: number): Operation[][] {
  const rows: { free: number; operations: Operation[] }[] = [];
  const least = (span.until - span.from) / 250;
  for (const operation of members) {
    const end = Math.max(endOf(operation, span), operation.invoked + least) + least / 2;
    const row = rows.find(({ free }) => free <= operation.invoked);
    if (row !== undefined) {
      row.operations.push(operation);
      row.free = end;
    } else if (rows.length < most) rows.push({ free: end, operations: [operation] });
  }
  return rows.map(({ operations }) => operations);
}

/** Where its box ends: an operation that nobody answered is open to the edge. */
export const endOf = ({ completed }: Operation, span: Span): number => completed ?? span.until;

const inOrderOfClients = (one: Operation, other: Operation): number =>
  one.client - other.client || one.invoked - other.invoked || one.request - other.request;
