import type { Operation } from "../../../sim/client/history.ts";
import { satisfies, type Value } from "../../../sim/parts/condition.ts";
import { type Footprint, illegal, type Model } from "../model.ts";

/** One item, or none. */
type Item = Value | undefined;

/**
 * One key of a table: put, get, update (add) and delete, each write with an optional condition.
 *
 * A write refused for its condition is information: the condition was false at some instant. An
 * unfinished write whose condition is false where it would take effect has none. The answers to put
 * and delete say nothing that the client did not say itself; the answer to an update is the sum.
 */
export const keyValue: Model<Item, Operation> = {
  name: "key-value",
  initial: undefined,

  step(item, operation) {
    if (operation.kind === "get") return operation.result === item ? item : illegal;
    const { condition, outcome } = operation;
    const allowed = condition === undefined || satisfies(condition, item);
    if (outcome === "fail") return allowed ? illegal : item;
    if (outcome === "ok") return allowed ? written(item, operation) : illegal;
    const next = allowed ? written(item, operation) : item;
    return next === illegal ? item : next;
  },

  keyOf: (item) => item,
  // Updates that add never come back to a smaller number, nor to no item.
  rank: (item) => (typeof item === "number" ? item : Number.NEGATIVE_INFINITY),
  footprint: footprintOf,

  signature({ kind, argument, condition, outcome, result }) {
    const answer = outcome === "ok" ? result : undefined;
    return JSON.stringify([kind, argument, condition, outcome, typeof answer, answer]);
  },
};

function written(item: Item, operation: Operation): Item | typeof illegal {
  if (operation.kind === "put") return operation.argument;
  if (operation.kind === "delete") return undefined;
  if (typeof item === "string") return illegal;
  const sum = (item ?? 0) + (operation.argument as number);
  return operation.outcome === "ok" && operation.result !== sum ? illegal : sum;
}

function footprintOf(operation: Operation): Footprint<Item> {
  const { kind, argument, result, condition, outcome } = operation;
  if (kind === "get") {
    const seen = [result];
    return { isReadOnly: true, watches: seen, needs: true, leaves: seen, lowers: false };
  }
  const watches = watchedBy(operation);
  if (outcome === "fail") {
    return { isReadOnly: true, watches, needs: false, leaves: undefined, lowers: false };
  }
  const isTied = kind === "update" || condition?.kind === "equals" || condition?.kind === "absent";
  return {
    isReadOnly: false,
    watches,
    needs: watches !== undefined && isTied,
    leaves: leftBy(operation),
    lowers: kind !== "update" || (argument as number) < 0,
  };
}

/** The items that a write tells from all others. */
function watchedBy(write: Operation): readonly Item[] | undefined {
  if (write.kind === "update" && write.outcome !== "fail") return addedTo(write);
  switch (write.condition?.kind) {
    case undefined:
      return [];
    case "exists":
    case "absent":
      return [undefined];
    case "equals":
      return [write.condition.value];
    case "below":
    case "at-least":
      return undefined;
  }
}

/** The items to which an update can have added; no short list while its answer is unknown. */
function addedTo({ outcome, result, argument }: Operation): readonly Item[] | undefined {
  // Taking a fraction away again need not give back what it was added to.
  if (outcome !== "ok" || !Number.isSafeInteger(result) || !Number.isSafeInteger(argument)) {
    return undefined;
  }
  const before = (result as number) - (argument as number);
  return before === 0 ? [0, undefined] : [before];
}

function leftBy({ kind, outcome, result, argument }: Operation): readonly Item[] | undefined {
  if (kind === "put") return [argument];
  if (kind === "delete") return [undefined];
  return outcome === "ok" ? [result] : undefined;
}
