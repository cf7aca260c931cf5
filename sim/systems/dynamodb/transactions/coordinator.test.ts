import test from "ava";
import type {
  RequestId,
  Response,
  TransactAction,
  TransactGet,
  TransactWrite,
} from "../../../client/operation.ts";
import type { Address, Effect } from "../../../kernel/role.ts";
import { seconds } from "../../../kernel/time.ts";
import { configure } from "../config.ts";
import type { AnyRequest } from "../messages/own.ts";
import type { TransactionId } from "../messages/transactions.ts";
import type { DynamoMessage } from "../messages.ts";
import { alone, marks, sent } from "../request-path/alone.test-helper.ts";
import { isPart, isRequest } from "../request-path/requests.ts";
import { transactionCoordinator } from "./coordinator.ts";
import { entryOf } from "./ledger.ts";

type Asked = readonly Effect<DynamoMessage, never>[];
type Refusal = "condition-failed" | "transaction-conflict" | "no-leader";

/** A coordinator, its ledger, and items that answer as they are told to. */
function stage(number = 1) {
  const near = ["router-a-1"] as Address[];
  const own = "router-of-coordinator-a-1" as Address;
  const setup = { config: configure(), number, own, near, far: [] };
  return {
    coordinator: alone(transactionCoordinator, setup),
    ledger: new Map<string, string>(),
    /** By key: why an item's part is refused, the next time. */
    refusals: new Map<string, Refusal>(),
    /** Kinds of requests that are not answered. */
    silent: new Set<string>(),
    /** Every request of its own, in words. */
    log: [] as string[],
    version: 0,
  };
}
type Stage = ReturnType<typeof stage>;

/** Answers whatever it asks until it asks nothing more; all that it sent to others. */
function settle(on: Stage, asked: Asked, at = 0): Asked {
  const toOthers: Effect<DynamoMessage, never>[] = [];
  const waiting = [...asked];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (next.kind !== "send" || !isRequest(next.message)) {
      toOthers.push(next);
      continue;
    }
    on.log.push(wordsOf(next.message));
    if (on.silent.has(next.message.kind)) continue;
    const response = isPart(next.message) ? partOf(on, next.message) : ledgerOf(on, next.message);
    waiting.push(...on.coordinator.tell(next.to, response, at));
  }
  return toOthers;
}

function wordsOf(request: AnyRequest): string {
  if (request.kind === "put") return `ledger ${entryOf(request.value).stage}`;
  return request.kind === "get" ? "ledger read" : request.kind;
}

function ledgerOf({ ledger }: Stage, request: AnyRequest): Response {
  const { request: id, key } = request;
  const before = ledger.get(key);
  if (request.kind === "put") {
    const { condition } = request;
    const isAsMeant =
      condition?.kind === "equals" ? before === condition.value : before === undefined;
    if (!isAsMeant) return { kind: "rejected", request: id, reason: "condition-failed" };
    ledger.set(key, String(request.value));
  }
  return { kind: "done", request: id, value: ledger.get(key), version: 1, units: 1 };
}

function partOf(on: Stage, { request, key }: AnyRequest): Response {
  const item = [...on.refusals.keys()].find((name) => key.endsWith(name));
  const reason = item === undefined ? undefined : on.refusals.get(item);
  if (item !== undefined && reason !== undefined) {
    on.refusals.delete(item);
    return { kind: "rejected", request, reason };
  }
  on.version += 1;
  return { kind: "done", request, value: 1, version: on.version, units: 2 };
}

const action = (key: string, value = 1): TransactAction => ({
  kind: "put",
  table: "orders",
  key,
  value,
  bytes: 10,
  condition: undefined,
});

const write = (request: number, token?: string, value = 1): TransactWrite => ({
  kind: "transact-write",
  request: request as RequestId,
  key: "",
  actions: [action("x", value), action("y", value)],
  ...(token === undefined ? {} : { token }),
});

const ask = (on: Stage, message: DynamoMessage, at = 0): Asked =>
  settle(on, on.coordinator.tell("router-a-1", message, at), at);

test("a transaction is four writes one after the other, and a fifth when it is answered", (t) => {
  const on = stage();
  const answers = ask(on, write(1));
  t.deepEqual(on.log, [
    "ledger preparing",
    "prepare-part",
    "prepare-part",
    "ledger committing",
    "commit-part",
    "commit-part",
    "ledger completed",
  ]);
  t.like(sent(answers, "done")[0]?.message, { request: 1, units: 4 });
});

test("nobody is answered before every item has been written", (t) => {
  const on = stage();
  on.silent.add("commit-part");
  t.deepEqual(sent(ask(on, write(1)), "done"), []);
});

test("one item that cannot be prepared cancels all, and the reasons are in request order", (t) => {
  const on = stage();
  on.refusals.set("y", "condition-failed");
  const answers = ask(on, write(1));
  t.deepEqual(on.log.slice(3), [
    "ledger cancelling",
    "cancel-part",
    "cancel-part",
    "ledger completed",
  ]);
  t.like(sent(answers, "rejected")[0]?.message, {
    reason: "transaction-canceled",
    reasons: ["None", "ConditionalCheckFailed"],
  });
});

test("a leader that cannot serve is asked again", (t) => {
  const on = stage();
  on.refusals.set("x", "no-leader");
  t.deepEqual(sent(ask(on, write(1)), "done"), []);
  const answers = settle(on, on.coordinator.fire("asks", 50_000));
  t.is(sent(answers, "done").length, 1);
});

test("what comes again with its token is answered, and not done again", (t) => {
  const on = stage();
  ask(on, write(1, "t1"));
  const before = on.log.length;
  const answers = ask(on, write(2, "t1"), 100);
  t.deepEqual(on.log.slice(before), ["ledger preparing", "ledger read"]);
  t.like(sent(answers, "done")[0]?.message, { request: 2, units: 4 });
});

test("another transaction with the same token is refused", (t) => {
  const on = stage();
  ask(on, write(1, "t1"));
  const answers = ask(on, write(2, "t1", 2), 100);
  t.like(sent(answers, "rejected")[0]?.message, { reason: "idempotent-parameter-mismatch" });
});

test("a token is free again ten minutes after its transaction was completed", (t) => {
  const on = stage();
  ask(on, write(1, "t1"));
  const answers = ask(on, write(2, "t1", 2), seconds(600));
  t.is(sent(answers, "done").length, 1);
});

test("while a transaction is under way, its token is refused at any coordinator", (t) => {
  const one = stage();
  const other = { ...stage(2), ledger: one.ledger };
  one.silent.add("commit-part");
  ask(one, write(1, "t1"));
  for (const on of [one, other]) {
    const answers = ask(on, write(2, "t1"), 100);
    t.like(sent(answers, "rejected")[0]?.message, { reason: "in-progress" });
  }
});

test("after five seconds who asks with the same token has it finished, and is answered", (t) => {
  const one = stage();
  const other = { ...stage(2), ledger: one.ledger };
  one.silent.add("commit-part");
  ask(one, write(1, "t1"));
  const answers = ask(other, write(2, "t1"), seconds(6));
  t.deepEqual(other.log.slice(2), ["commit-part", "commit-part", "ledger completed"]);
  t.like(sent(answers, "done")[0]?.message, { request: 2 });
});

const finish = { kind: "finish-transaction", id: "t1" as TransactionId } as const;

test("of two coordinators that see to one transaction the ledger lets one decide", (t) => {
  const one = stage();
  const other = { ...stage(2), ledger: one.ledger };
  one.silent.add("prepare-part");
  const begun = one.coordinator.tell("router-a-1", write(1, "t1"));
  settle(one, begun);
  ask(other, finish, seconds(5));
  t.true(other.log.includes("ledger committing"));
  // The first one hears of a refusal only now; the other one's decision stands.
  one.silent.clear();
  one.refusals.set("x", "transaction-conflict");
  const answers = settle(one, one.coordinator.fire("asks", seconds(6)), seconds(6));
  t.true(one.log.includes("ledger cancelling"));
  t.false(one.log.includes("cancel-part"));
  t.is(sent(answers, "done").length, 1);
});

test("an item that waits for a transaction that is over is released", (t) => {
  const on = stage();
  ask(on, write(1, "t1"));
  const before = on.log.length;
  ask(on, { ...finish, found: { table: "orders", key: "x" } }, seconds(7));
  t.deepEqual(on.log.slice(before), ["ledger read", "cancel-part"]);
});

test("more than a hundred actions, or two on one item, are refused", (t) => {
  const on = stage();
  const actions = Array.from({ length: 101 }, (_, number) => action(`k${number}`));
  for (const wrong of [actions, [action("x"), action("x", 2)], []]) {
    const answers = ask(on, { ...write(1), actions: wrong });
    t.like(sent(answers, "rejected")[0]?.message, { reason: "unsupported" });
  }
  t.deepEqual(on.log, []);
});

const read: TransactGet = {
  kind: "transact-get",
  request: 9 as RequestId,
  key: "",
  items: [
    { table: "orders", key: "x" },
    { table: "orders", key: "y" },
  ],
};

/** Answers all parts asked with these versions, in their order. */
const versions = (on: Stage, asked: Asked, numbers: readonly number[]): Asked =>
  sent(asked, "read-part").flatMap(({ to, message: { request } }, index) =>
    on.coordinator.tell(to, {
      kind: "done",
      request,
      value: index,
      version: numbers[index] ?? 0,
      units: 1,
    }),
  );

test("a read transaction reads everything twice, and costs both", (t) => {
  const on = stage();
  const second = versions(on, on.coordinator.tell("router-a-1", read), [4, 7]);
  t.is(sent(second, "read-part").length, 2);
  const answers = versions(on, second, [4, 7]);
  t.like(sent(answers, "done")[0]?.message, {
    units: 4,
    parts: [
      { value: 0, version: 4 },
      { value: 1, version: 7 },
    ],
  });
});

test("a read transaction is cancelled by a write between its rounds", (t) => {
  const on = stage();
  const second = versions(on, on.coordinator.tell("router-a-1", read), [4, 7]);
  const answers = versions(on, second, [4, 8]);
  t.like(sent(answers, "rejected")[0]?.message, { reasons: ["None", "TransactionConflict"] });
  t.deepEqual(marks(answers), ["read-transaction-canceled"]);
});

test("a read transaction is cancelled by an item that waits for another one", (t) => {
  const on = stage();
  on.refusals.set("x", "transaction-conflict");
  const answers = ask(on, read);
  t.like(sent(answers, "rejected")[0]?.message, { reasons: ["TransactionConflict", "None"] });
});
