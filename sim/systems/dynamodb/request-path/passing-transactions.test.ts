import test from "ava";
import type { RequestId, TransactGet } from "../../../client/operation.ts";
import type { Address } from "../../../kernel/role.ts";
import { ms, seconds } from "../../../kernel/time.ts";
import { configure } from "../config.ts";
import { alone, halves, mapOf, marks, sent } from "./alone.test-helper.ts";
import { requestRouter } from "./request-router.ts";

const near = "coordinator-a-1" as Address;
const far = "coordinator-b-1" as Address;

const router = (coordinators: readonly Address[]) =>
  alone(requestRouter, {
    config: configure(),
    routes: mapOf(halves),
    metadata: [],
    ...(coordinators.length === 0 ? {} : { coordinators }),
  });

const reading = (request: number): TransactGet => ({
  kind: "transact-get",
  request: request as RequestId,
  key: "",
  items: [{ table: "t", key: "key-0" }],
});

const done = (request: number) =>
  ({
    kind: "done",
    request: request as RequestId,
    value: undefined,
    version: 0,
    units: 2,
  }) as const;

test("a transaction goes to a coordinator of the zone, and its answer back to the client", (t) => {
  const one = router([near, far]);
  t.deepEqual(
    sent(one.tell("client", reading(1)), "transact-get").map(({ to }) => to),
    [near],
  );
  t.deepEqual(sent(one.tell(near, done(1)), "done"), [
    { to: "client" as Address, message: done(1) },
  ]);
});

test("a copy of a transaction under way does not reach a coordinator", (t) => {
  const one = router([near, far]);
  one.tell("client", reading(1));
  t.deepEqual(one.tell("client", reading(1)), []);
});

test("while a coordinator is silent another zone's serves, and then it is tried again", (t) => {
  const one = router([near, far]);
  one.tell("client", reading(1));
  t.deepEqual(marks(one.fire("transactions", ms(1_200))), ["coordinator-silent"]);
  const reached = (request: number, at: number) =>
    sent(one.tell("client", reading(request), at), "transact-get")[0]?.to;
  t.is(reached(2, ms(1_300)), far);
  t.is(reached(3, seconds(7)), near);
});

test("a fleet without coordinators refuses transactions", (t) => {
  const [answer] = sent(router([]).tell("client", reading(1)), "rejected");
  t.is(answer?.message.reason, "unsupported");
});
