import { type TransactionModel, transactionModels } from "./transaction-history.ts";

/** A small history laid bare; transactions and keys by number, all of them committed. */
export interface SmallHistory {
  /** By transaction, in the order of reading: from whom; -1 for the initial value. */
  readonly reads: readonly (readonly { readonly key: number; readonly from: number }[])[];
  /** By transaction: the keys that it writes. */
  readonly writes: readonly (readonly number[])[];
  /** Whether one comes before the other in their process. */
  isBefore(one: number, two: number): boolean;
  /** Whether one had ended when the other began. */
  hadEnded(one: number, two: number): boolean;
  /** Whether one's version of the key is known to come before the other's. */
  isOlder(key: number, one: number, two: number): boolean;
}

/** What a model adds to the order of commits. */
interface Demands {
  readonly sessions: boolean;
  readonly realtime: boolean;
  /** Whether `other` must have been seen by the reader at its read number `place`. */
  isSeen(other: number, reader: number, place: number, order: Order): boolean;
}

/** By transaction its place in an order of commits; the initial state is at -1. */
type Order = (transaction: number) => number;

/**
 * The slow and obvious answer, to check the quick ones by: tries every order of commits against the
 * axioms of Biswas and Enea (OOPSLA 2019, figure 2 and section 2.2): whoever is seen by a reader,
 * writes what it reads, and is not whom it reads from comes before that one. For up to about six
 * transactions. Returns the models that hold. `sessions`: whether all models bind processes;
 * `monotonic`: whether read committed sees what was read from before.
 */
export function modelsOf(
  history: SmallHistory,
  { sessions, monotonic }: { readonly sessions: boolean; readonly monotonic: boolean },
): ReadonlySet<TransactionModel> {
  const direct = (other: number, reader: number): boolean =>
    history.reads[reader]!.some(({ from }) => from === other) ||
    (sessions && history.isBefore(other, reader));
  const demands: Readonly<Record<Exclude<TransactionModel, "read-uncommitted">, Demands>> = {
    "read-committed": {
      sessions,
      realtime: false,
      isSeen: (other, reader, place) =>
        monotonic && history.reads[reader]!.slice(0, place).some(({ from }) => from === other),
    },
    "read-atomic": { sessions, realtime: false, isSeen: direct },
    causal: {
      sessions,
      realtime: false,
      isSeen: (other, reader) => isCausallyBefore(history, other, reader, direct),
    },
    "snapshot-isolation": {
      sessions,
      realtime: false,
      isSeen: (other, reader, _, order) => isInSnapshot(history, other, reader, order, direct),
    },
    serializable: { sessions, realtime: false, isSeen: comesBefore },
    "strong-session-serializable": { sessions: true, realtime: false, isSeen: comesBefore },
    "strict-serializable": { sessions: true, realtime: true, isSeen: comesBefore },
  };
  const orders = ordersOf(history.reads.length);
  const holds = (model: TransactionModel): boolean =>
    model !== "read-uncommitted" && orders.some((order) => isLegal(history, order, demands[model]));
  return new Set(transactionModels.filter(holds));
}

const comesBefore = (other: number, reader: number, _: number, order: Order): boolean =>
  order(other) < order(reader);

function isLegal(history: SmallHistory, order: Order, demands: Demands): boolean {
  const all = [...history.reads.keys()];
  const mustPrecede = (one: number, two: number): boolean =>
    history.reads[two]!.some(({ from }) => from === one) ||
    (demands.sessions && history.isBefore(one, two)) ||
    (demands.realtime && history.hadEnded(one, two)) ||
    history.writes[one]!.some((key) => history.isOlder(key, one, two));
  if (all.some((one) => all.some((two) => order(one) > order(two) && mustPrecede(one, two)))) {
    return false;
  }
  return all.every((reader) =>
    history.reads[reader]!.every(({ key, from }, place) =>
      all.every(
        (other) =>
          other === from ||
          other === reader ||
          order(other) < order(from) ||
          !history.writes[other]!.includes(key) ||
          !demands.isSeen(other, reader, place, order),
      ),
    ),
  );
}

function isCausallyBefore(
  history: SmallHistory,
  one: number,
  two: number,
  direct: (other: number, reader: number) => boolean,
): boolean {
  const past = [two];
  for (const reader of past) {
    for (const other of history.reads.keys()) {
      if (direct(other, reader) && !past.includes(other)) past.push(other);
    }
  }
  return one !== two && past.includes(one);
}

/** Prefix and conflict: a snapshot has all up to somebody seen, or up to a rival writer. */
function isInSnapshot(
  history: SmallHistory,
  one: number,
  reader: number,
  order: Order,
  direct: (other: number, reader: number) => boolean,
): boolean {
  const writes = history.writes[reader]!;
  return [...history.reads.keys()].some(
    (last) =>
      last !== reader &&
      order(one) <= order(last) &&
      (direct(last, reader) ||
        (order(last) < order(reader) && history.writes[last]!.some((key) => writes.includes(key)))),
  );
}

const known = new Map<number, readonly Order[]>();

/** All orders of so many transactions. */
function ordersOf(count: number): readonly Order[] {
  const before = known.get(count);
  if (before !== undefined) return before;
  const orders = permutationsOf([...Array(count).keys()]).map((sequence): Order => {
    const places = sequence.map((_, transaction) => sequence.indexOf(transaction));
    return (transaction) => places[transaction] ?? -1;
  });
  known.set(count, orders);
  return orders;
}

function permutationsOf(left: readonly number[]): number[][] {
  if (left.length === 0) return [[]];
  return left.flatMap((first) =>
    permutationsOf(left.filter((each) => each !== first)).map((rest) => [first, ...rest]),
  );
}
