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

/** One history, laid bare and as the checkers are told it. */
export interface Drawn {
  /** Without what only lists or versions tell of the order of versions. */
  readonly bare: SmallHistory;
  readonly registers: RegisterHistory;
  readonly versions: RegisterHistory;
  readonly lists: ListHistory;
  /** `bare` with the order of versions that `versions` and `lists` tell. */
  readonly bareVersions: SmallHistory;
  readonly bareLists: SmallHistory;
}

interface Plan {
  readonly process: number;
  readonly invoked: number;
  readonly completed: number;
  readonly reads: { readonly key: number; readonly from: number }[];
  readonly writes: readonly number[];
}

const keys = 2;

/** Each transaction reads some keys, from anybody, and then writes some. */
export function drawTransactions(random: RandomStream): Drawn {
  const count = 2 + random.below(4);
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
    return { ...times[transaction]!, reads, writes: written };
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
  const bare: SmallHistory = {
    reads: plans.map(({ reads }) => reads),
    writes: plans.map(({ writes }) => writes),
    isBefore: (one, two) => plans[one]!.process === plans[two]!.process && one < two,
    hadEnded: (one, two) => plans[one]!.completed < plans[two]!.invoked,
    isOlder: () => false,
  };
  const placeOf = (key: number, writer: number) => orders[key]!.indexOf(writer);
  const seen = orders.map((_, key) =>
    Math.max(
      ...plans.flatMap(({ reads }) =>
        reads.filter((read) => read.key === key).map(({ from }) => placeOf(key, from)),
      ),
    ),
  );
  const isOlder: SmallHistory["isOlder"] = (key, one, two) =>
    placeOf(key, two) > placeOf(key, one) && placeOf(key, one) >= 0;
  return {
    bare,
    bareVersions: { ...bare, isOlder },
    // Of what no read shows, the order among itself is not told.
    bareLists: {
      ...bare,
      isOlder: (key, one, two) => isOlder(key, one, two) && placeOf(key, one) <= seen[key]!,
    },
    registers: {
      transactions: plans.map((plan, index) => transaction(plan, registers(plan, index))),
    },
    versions: {
      transactions: plans.map((plan, index) =>
        transaction(
          plan,
          registers(plan, index).map((operation, place) => {
            const from = plan.reads[place]?.from ?? index;
            return { ...operation, version: placeOf(operation.key as number, from) + 1 };
          }),
        ),
      ),
    },
    lists: {
      transactions: plans.map((plan, index) => transaction(plan, lists(plan, index, orders))),
    },
  };
}

function transaction<Operation>(
  { process, invoked, completed }: Plan,
  operations: readonly Operation[],
): Transaction<Operation> {
  return { process, invoked, completed, status: "ok", operations };
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
