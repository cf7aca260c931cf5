import { InvariantViolation } from "./assert.ts";
import type { Cell } from "./cell.ts";

/** Says what a handler did when it wrote to something frozen, or used a draft of an earlier event. */
export function guarded<T>(cell: Cell, call: () => T): T {
  try {
    return call();
  } catch (error) {
    if (error instanceof InvariantViolation || !(error instanceof Error)) throw error;
    if (/revoked/.test(error.message)) {
      throw new InvariantViolation(
        `${cell.address} keeps a part of its state outside of it, from one event to another`,
      );
    }
    if (/read only|not extensible|frozen|[Cc]annot (delete|define|assign)/.test(error.message)) {
      throw new InvariantViolation(
        `${cell.address} changes what it may only read: a message, a record, its setup, or an ` +
          `object that it has put into one (${error.message})`,
      );
    }
    throw error;
  }
}
