import test from "ava";
import type { RequestId } from "../../../client/operation.ts";
import type { Address } from "../../../kernel/role.ts";
import { ms } from "../../../kernel/time.ts";
import { itemKey } from "../../../parts/primary-key.ts";
import type { Bug } from "../bugs.ts";
import { configure } from "../config.ts";
import type { Route } from "../messages/path.ts";
import { alone, halves, mapOf, marks, put, routeTo, sent } from "./alone.test-helper.ts";
import { requestRouter } from "./request-router.ts";

const metadata = ["metadata-a", "metadata-b", "metadata-c"] as Address[];

const router = (bugs: readonly Bug[] = []) =>
  alone(requestRouter, { config: configure({ bugs }), routes: mapOf(halves), metadata });

const wrong = (request: number, newer: readonly Route[]) =>
  ({ kind: "wrong-partition", request: request as RequestId, partition: "p1", newer }) as const;

const found = (request: number, routes: readonly Route[]) =>
  ({
    kind: "routes-found",
    request: request as RequestId,
    key: itemKey("key-0"),
    routes,
  }) as const;

const moved = routeTo("p1", [0, 0.5], {
  version: 5,
  leader: "storage-d",
  on: ["storage-d", "storage-e", "storage-f"] as Address[],
});

test("a stale route is corrected by the node it leads to", (t) => {
  const one = router();
  one.tell("client", put(1));
  const again = one.tell("storage-a", wrong(1, [moved]));
  const [forward] = sent(again, "forward");
  t.is(forward?.to, "storage-d" as Address);
  t.is(forward?.message.version, 5);
  t.deepEqual(marks(again), ["stale-route", "second-hop"]);
  const next = one.tell("client", put(2));
  t.is(sent(next, "forward")[0]?.to, "storage-d" as Address);
  t.false(marks(next).includes("second-hop"), "the correction is kept");
});

test("a split is learnt from the parent's node, and both halves are routed apart", (t) => {
  const one = router();
  one.tell("client", put(1));
  const parts = [
    routeTo("p1", [0, 0.25], { version: 5 }),
    routeTo("p3", [0.25, 0.5], { version: 6, leader: "storage-c" }),
  ];
  // key-0 hashes to 0.27 of the space.
  const [forward] = sent(one.tell("storage-a", wrong(1, parts)), "forward");
  t.is(forward?.message.partition, "p3");
  t.is(forward?.to, "storage-c" as Address);
});

test("a node that knows no better sends the router to the metadata service", (t) => {
  const one = router();
  one.tell("client", put(1));
  const asked = one.tell("storage-a", wrong(1, []));
  t.deepEqual(marks(asked), ["route-miss", "metadata-lookup"]);
  t.deepEqual(sent(asked, "forward"), []);
  const again = one.tell("metadata-b", found(1, [moved]));
  t.is(sent(again, "forward")[0]?.to, "storage-d" as Address);
  t.deepEqual(marks(again), ["second-hop"]);
});

test("the metadata service may be as far behind as the router: then it waits, and tries again", (t) => {
  const one = router();
  one.tell("client", put(1));
  one.tell("storage-a", wrong(1, []));
  const asked = one.tell("metadata-b", found(1, [halves[0]!]));
  t.deepEqual(sent(asked, "forward"), []);
  t.is(sent(one.fire("retry", ms(20)), "forward")[0]?.to, "storage-a" as Address);
  t.deepEqual(marks(one.tell("storage-a", wrong(1, []))), ["route-miss", "metadata-lookup"]);
  one.tell("metadata-b", found(1, [halves[0]!]));
  const refused = sent(one.fire("retry", ms(900)), "rejected");
  t.is(refused[0]?.message.reason, "no-leader");
});

test("what an older answer says of a route changes nothing", (t) => {
  const one = router();
  one.tell("client", put(1));
  one.tell("storage-a", wrong(1, [moved]));
  one.tell("metadata-a", found(1, [halves[0]!]));
  t.is(sent(one.tell("client", put(2)), "forward")[0]?.to, "storage-d" as Address);
});

test("a late word from a node that was asked before does not disturb the request", (t) => {
  const one = router();
  one.tell("client", put(1));
  one.tell("storage-a", wrong(1, [moved]));
  t.deepEqual(one.tell("storage-a", wrong(1, [])), []);
  t.is(one.state.pending.size, 1);
});

test("a router that keeps stale routes never gets the request through", (t) => {
  const one = router(["router-keeps-stale-route"]);
  one.tell("client", put(1));
  t.deepEqual(sent(one.tell("storage-a", wrong(1, [moved])), "forward"), []);
  t.deepEqual(sent(one.tell("metadata-a", found(1, [moved])), "forward"), []);
});
