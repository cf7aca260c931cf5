/** Messages of transactions in the words of the paper, for traces: "prepare-part t7 orders key". */

import type { TransactionMessage, TransactionPart } from "../messages/transactions.ts";

export function describeTransactions(message: TransactionPart | TransactionMessage): string {
  switch (message.kind) {
    case "prepare-part":
    case "commit-part": {
      const { id, action } = message.part;
      return `${message.kind} r${message.request} of ${id}, ${action.kind} ${message.table} ${message.key}`;
    }
    case "cancel-part":
      return `cancel-part r${message.request} of ${message.id}, ${message.table} ${message.key}`;
    case "read-part":
      return `read-part r${message.request} ${message.table} ${message.key}`;
    case "stalled":
      return `stalled ${message.id}, waited for by ${message.table} ${message.key}`;
    case "finish-transaction":
      return `finish-transaction ${message.id}`;
  }
}
