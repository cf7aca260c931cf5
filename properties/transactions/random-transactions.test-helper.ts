/** Draws small histories of transactions, right and wrong ones, in three tellings each. */

import type { RandomStream } from "../../sim/kernel/random.ts";
import type { SmallHistory } from "./brute-force.ts";
import type {
  ListHistory,
  ListOperation,
  RegisterHistory,
  RegisterOperation,
  Transaction,
} from "./transaction-history.ts";

/** One history, as the checkers are told it, and laid bare as far as that telling goes. */
export interface Drawn {
  readonly registers: RegisterHistory;
  readonly versions: RegisterHistory;
  readonly lists: ListHistory;
  readonly bareRegisters: SmallHistory;
  readonly bareVersions: SmallHistory;
  readonly bareLists: SmallHistory;
}

interface Plan {
  readonly process: number;
  readonly invoked: number;
  readonly completed: number;
  /** Otherwise nobody knows its end, nor what it read. */
  readonly isAnswered: boolean;
  readonly reads: { readonly key: number; readonly from: number }[];
  readonly writes: readonly number[];
}

const keys = 2;

/** Each transaction reads some keys, from anybody, and then writes some. */
export function drawTransactions(random: RandomStream): Drawn {
  const count = 2 + Math.min(random.below(4), random.below(4));
  const writes = Array.from({ length: count }, () => subset(random));
  const orders = Array.from({ length: keys }, (_, key) =>
    shuffled(
      random,
      [...writes.keys()].filter((transaction) => writes[transaction]!.includes(key)),
    ),
  );
  const times = timesOf(random, count);
  const plans = writes.map((written, transaction): Plan => {
    const reads = subset(random).map((key) => ({
      key,
      from: source(random, orders[key]!, transaction),
    }));
    const isAnswered = random.below(8) > 0;
    return { ...times[transaction]!, isAnswered, reads, writes: written };
  });
  return told(plans, orders);
}

const subset = (random: RandomStream): number[] =>
  [...Array(keys).keys()].filter(() => random.below(5) < 3);

/** Somebody who wrote the key, mostly one of the last; -1 for nobody. */
function source(random: RandomStream, order: readonly number[], reader: number): number {
  const others = [-1, ...order.filter((writer) => writer !== reader)];
  return others[random.below(others.length)]!;
}

function shuffled(random: RandomStream, values: readonly number[]): number[] {
  const left = [...values];
  const drawn: number[] = [];
  while (left.length > 0) drawn.push(...left.splice(random.below(left.length), 1));
  return drawn;
}

/** Processes ask one thing after another; by transaction, in the order of asking. */
function timesOf(random: RandomStream, count: number) {
  const free = [0, 0, 0];
  const times = Array.from({ length: count }, () => {
    const process = random.below(free.length);
    const invoked = free[process]! + 1 + random.below(3);
    const completed = invoked + 1 + random.below(5);
    free[process] = completed;
    return { process, invoked, completed };
  });
  return times.sort((one, two) => one.invoked - two.invoked || one.process - two.process);
}

function told(plans: readonly Plan[], orders: readonly (readonly number[])[]): Drawn {
  const placeOf = (key: number, writer: number) => orders[key]!.indexOf(writer);
  const answered = plans.flatMap(({ reads, isAnswered }) => (isAnswered ? reads : []));
  const seen = orders.map((_, key) =>
    Math.max(
      -1,
      ...answered.filter((read) => read.key === key).map(({ from }) => placeOf(key, from)),
    ),
  );
  const isOlder: SmallHistory["isOlder"] = (key, one, two) =>
    placeOf(key, two) > placeOf(key, one) && placeOf(key, one) >= 0;
  const isRead = (writer: number) => answered.some(({ from }) => from === writer);
  const isShown = (writer: number) =>
    plans[writer]!.writes.some((key) => placeOf(key, writer) <= seen[key]!);
  return {
    bareRegisters: bare(plans, isRead, () => false),
    bareVersions: bare(plans, () => true, isOlder),
    // Of what no read shows, the order among itself is not told.
    bareLists: bare(
      plans,
      isShown,
      (key, one, two) => isOlder(key, one, two) && placeOf(key, one) <= seen[key]!,
    ),
    registers: {
      transactions: plans.map((plan, index) => transaction(plan, registers(plan, index))),
    },
    versions: {
      transactions: plans.map((plan, index) =>
        transaction(plan, versioned(plan, registers(plan, index), index, placeOf)),
      ),
    },
    lists: {
      transactions: plans.map((plan, index) => transaction(plan, lists(plan, index, orders))),
    },
  };
}

/** `hasHappened`: whether one that nobody answered left a trace; others may as well not be there. */
function bare(
  plans: readonly Plan[],
  hasHappened: (transaction: number) => boolean,
  isOlder: SmallHistory["isOlder"],
): SmallHistory {
  return {
    reads: plans.map(({ reads, isAnswered }) => (isAnswered ? reads : [])),
    writes: plans.map(({ writes, isAnswered }, index) =>
      isAnswered || hasHappened(index) ? writes : [],
    ),
    isBefore: (one, two) =>
      plans[one]!.isAnswered && plans[one]!.process === plans[two]!.process && one < two,
    hadEnded: (one, two) => plans[one]!.isAnswered && plans[one]!.completed < plans[two]!.invoked,
    isOlder,
  };
}

function versioned(
  { reads }: Plan,
  operations: readonly RegisterOperation[],
  index: number,
  placeOf: (key: number, writer: number) => number,
): RegisterOperation[] {
  return operations.map((operation, place) => {
    const from = reads[place]?.from ?? index;
    return { ...operation, version: placeOf(operation.key as number, from) + 1 };
  });
}

function transaction<Operation>(
  { process, invoked, completed, isAnswered }: Plan,
  operations: readonly Operation[],
): Transaction<Operation> {
  const status = isAnswered ? "ok" : "info";
  const end = isAnswered ? completed : Number.POSITIVE_INFINITY;
  return { process, invoked, completed: end, status, operations };
}

function registers({ reads, writes }: Plan, index: number): RegisterOperation[] {
  return [
    ...reads.map(
      ({ key, from }) => ({ kind: "read", key, value: from < 0 ? null : from }) as const,
    ),
    ...writes.map((key) => ({ kind: "write", key, value: index }) as const),
  ];
}

function lists(
  { reads, writes }: Plan,
  index: number,
  orders: readonly (readonly number[])[],
): ListOperation[] {
  return [
    ...reads.map(({ key, from }) => {
      const value = orders[key]!.slice(0, orders[key]!.indexOf(from) + 1);
      return { kind: "read", key, value } as const;
    }),
    ...writes.map((key) => ({ kind: "append", key, value: index }) as const),
  ];
}
