import test from "ava";
import type { RequestId } from "../../../client/operation.ts";
import type { Address } from "../../../kernel/role.ts";
import { ms } from "../../../kernel/time.ts";
import { configure } from "../config.ts";
import { alone, get, marks, put, sent } from "./alone.test-helper.ts";
import { loadBalancer } from "./load-balancer.ts";

const near = ["router-a-1", "router-a-2"] as Address[];
const far = ["router-b-1"] as Address[];

const balancer = (routers: readonly Address[] = near) =>
  alone(loadBalancer, { config: configure(), near: routers, far });

const done = (request: number) =>
  ({ kind: "done", request: request as RequestId, value: 1, version: 1, units: 1 }) as const;

type Balancer = ReturnType<typeof balancer>;

const routerOf = (one: Balancer, request: number, at = 0): Address | undefined =>
  sent(one.tell("client", get(request), at), "get")[0]?.to;

test("requests go to the routers of the zone in turn, and none to another zone's", (t) => {
  const one = balancer();
  const routers = [1, 2, 3, 4].map((request) => routerOf(one, request));
  t.deepEqual(routers, [...near, ...near]);
});

test("an answer goes back to the client that asked, once", (t) => {
  const one = balancer();
  const router = routerOf(one, 1)!;
  t.deepEqual(sent(one.tell(router, done(1)), "done"), [
    { to: "client" as Address, message: done(1) },
  ]);
  t.deepEqual(one.tell(router, done(1)), []);
});

test("a request is passed on with the size that it has", (t) => {
  const asked = balancer().tell("client", put(1));
  t.deepEqual(
    asked.map((effect) => (effect.kind === "send" ? effect.bytes : undefined)),
    [100, undefined],
  );
});

test("a copy of a request under way does not go to a second router", (t) => {
  const one = balancer();
  routerOf(one, 1);
  t.is(routerOf(one, 1), undefined);
});

test("a router that answers nothing is passed over for a while, then tried again", (t) => {
  const one = balancer();
  const silent = routerOf(one, 1)!;
  t.deepEqual(marks(one.fire("sweep", ms(1_100))), []);
  t.deepEqual(marks(one.fire("sweep", ms(1_200))), ["router-silent"]);
  const during = [2, 3, 4].map((request) => routerOf(one, request, ms(1_300)));
  t.false(during.includes(silent));
  const afterwards = [5, 6].map((request) => routerOf(one, request, ms(6_200)));
  t.true(afterwards.includes(silent));
});

test("a router that lets one request go unanswered but answers others is not silent", (t) => {
  const one = balancer(["router-a-1"] as Address[]);
  routerOf(one, 1);
  routerOf(one, 2, ms(10));
  one.tell("router-a-1", done(2), ms(12));
  t.deepEqual(marks(one.fire("sweep", ms(1_200))), []);
  t.is(one.state.pending.size, 0, "the client has given up by then");
});

test("with no router left in its zone the other zones' serve, and an answer ends the silence", (t) => {
  const one = balancer(["router-a-1"] as Address[]);
  routerOf(one, 1);
  one.fire("sweep", ms(1_200));
  t.is(routerOf(one, 2, ms(1_300)), far[0]);
  one.tell("router-a-1", done(1), ms(1_400));
  t.is(routerOf(one, 3, ms(1_500)), "router-a-1" as Address);
});

test("a message takes ten microseconds, there and back", (t) => {
  const setup = { config: configure(), near, far };
  t.is(loadBalancer.serviceTime?.(get(1), setup), ms(0.01));
  t.is(loadBalancer.serviceTime?.(done(1), setup), ms(0.01));
});
