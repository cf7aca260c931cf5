/** Transactions taken apart, for judges that look at one item at a time. */

import type { Operation, PartOperation } from "../../sim/client/history.ts";

/**
 * Single requests as they are; of transactions, what they did to each item, as a request of its own.
 *
 * That is sound item by item, because an item is written between a transaction's call and its
 * answer: its client is answered when every item has been written (ATC '23, §3.3). Attempts with one
 * token are one request, from the first one's call on: whichever of them was carried out, one was. A
 * part whose effect the answer does not know counts as in doubt. Cancelled transactions and
 * condition checks say nothing here.
 */
export function singly(operations: readonly Operation[]): readonly Operation[] {
  if (!operations.some(({ parts }) => parts !== undefined)) return operations;
  return requestsOf(operations).flatMap((operation) =>
    operation.parts === undefined
      ? [operation]
      : operation.parts.flatMap((part) => partAlone(operation, part)),
  );
}

/** Attempts of one transaction with a token, as one: in the place of the first. */
export function requestsOf(operations: readonly Operation[]): readonly Operation[] {
  const merged = new Map<string, Operation>();
  const inOrder: (Operation | string)[] = [];
  for (const operation of operations) {
    const { token } = operation;
    if (token === undefined) {
      inOrder.push(operation);
      continue;
    }
    const before = merged.get(token);
    if (before === undefined) inOrder.push(token);
    merged.set(token, before === undefined ? doubted(operation) : asOne(before, operation));
  }
  return inOrder.map((each) => (typeof each === "string" ? merged.get(each)! : each));
}

/** What was answered last, if it says what became of the transaction. */
function asOne(before: Operation, attempt: Operation): Operation {
  const isKnown = before.outcome === "ok" || before.error === "transaction-canceled";
  const later = isKnown ? before : doubted(attempt);
  const { invoked, request, attempt: first, retryOf } = before;
  return { ...later, invoked, request, attempt: first, retryOf };
}

/** Somebody else is at it: it may yet be carried out. */
const doubted = (operation: Operation): Operation =>
  operation.error === "in-progress" ? { ...operation, outcome: "info" } : operation;

function partAlone(operation: Operation, part: PartOperation): Operation[] {
  const { kind, key, item, argument, condition, result, version } = part;
  const { parts: _others, ...whole } = operation;
  if (kind === "condition-check") return [];
  const own = { ...whole, key, item, argument, condition, result, version };
  if (kind === "get") return [{ ...own, kind, consistency: "strong" }];
  // A sum that another coordinator finished: what it left was not told.
  const isTold = operation.outcome !== "ok" || version > 0 || kind !== "update";
  return [isTold ? { ...own, kind } : { ...own, kind, outcome: "info" }];
}
