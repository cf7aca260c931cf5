import test from "ava";
import type { Query, RequestId } from "../../../client/operation.ts";
import type { Address } from "../../../kernel/role.ts";
import { pointAt } from "../../../parts/key-range.ts";
import { itemKey } from "../../../parts/primary-key.ts";
import type { Bug } from "../bugs.ts";
import { configure } from "../config.ts";
import type { Route } from "../messages/path.ts";
import { alone, halves, item, mapOf, page, routeTo, scan, sent } from "./alone.test-helper.ts";
import { requestRouter } from "./request-router.ts";
import { justBefore, remainingRange } from "./requests.ts";

const metadata = ["metadata-a"] as Address[];

const router = (routes: readonly Route[] = halves, bugs: readonly Bug[] = []) =>
  alone(requestRouter, { config: configure({ bugs }), routes: mapOf(routes), metadata });

type Router = ReturnType<typeof router>;

const first = (one: Router, request: Parameters<Router["tell"]>[1]) =>
  sent(one.tell("client", request), "forward")[0]!.message;

// key-0 and key-4 are in the lower half of the hash space, key-1 and key-2 in the upper one.
test("a scan asks one partition after the other, and puts their pages together", (t) => {
  const one = router();
  const asked = first(one, scan(1));
  t.is(asked.partition, "p1");
  const [next] = sent(
    one.tell("storage-a", page(asked, [item("key-0"), item("key-4")])),
    "forward",
  );
  t.is(next?.message.partition, "p2");
  const { request } = next!.message;
  t.is(request.kind === "scan" ? remainingRange(request).from : undefined, pointAt(0.5));
  const answer = sent(one.tell("storage-b", page(next!.message, [item("key-1")])), "done");
  t.deepEqual(
    answer.map(({ to }) => to),
    ["client" as Address],
  );
  const { message } = answer[0]!;
  t.is(message.request, 1 as RequestId);
  t.is(message.units, 2);
  t.deepEqual(message.page, {
    items: [item("key-0"), item("key-4"), item("key-1")],
    last: undefined,
  });
});

test("the next partition is asked for what the limit leaves, and the page ends where it ended", (t) => {
  const one = router();
  const asked = first(one, scan(1, 3));
  const [next] = sent(
    one.tell("storage-a", page(asked, [item("key-0"), item("key-4")])),
    "forward",
  );
  const request = next!.message.request;
  t.is(request.kind === "scan" ? request.limit : undefined, 1);
  const last = itemKey("key-1");
  const [answer] = sent(one.tell("storage-b", page(next!.message, [item("key-1")], last)), "done");
  t.is(answer?.message.page?.last, last);
  t.is(answer?.message.page?.items.length, 3);
});

test("a page that a partition has filled is the whole answer", (t) => {
  const one = router();
  const asked = first(one, scan(1, 1));
  const done = page(asked, [item("key-0")], itemKey("key-0"));
  const answered = one.tell("storage-a", done);
  t.deepEqual(sent(answered, "forward"), []);
  t.is(sent(answered, "done")[0]?.message.page?.last, itemKey("key-0"));
});

test("pages of several partitions end together at 1 MB", (t) => {
  const one = router();
  const asked = first(one, scan(1));
  const big = item("key-0", 1_000_000);
  const [next] = sent(one.tell("storage-a", page(asked, [big])), "forward");
  const items = [item("key-1", 40_000), item("key-7", 40_000), item("key-3", 40_000)];
  const [answer] = sent(one.tell("storage-b", page(next!.message, items)), "done");
  t.deepEqual(answer?.message.page, {
    items: [big, item("key-1", 40_000), item("key-7", 40_000)],
    last: itemKey("key-7"),
  });
});

test("a late answer of one partition is not taken for the next one's", (t) => {
  const one = router();
  const asked = first(one, scan(1));
  const done = page(asked, [item("key-0")]);
  one.tell("storage-a", done);
  t.deepEqual(one.tell("storage-a", done), []);
  t.is(one.state.pending.size, 1);
});

test("a refresh of an earlier step does not stand for the look-up of the next", (t) => {
  const one = router([halves[0]!]);
  const asked = first(one, scan(1));
  const beyond = one.tell("storage-a", page(asked, [item("key-0")]));
  t.is(sent(beyond, "look-up").length, 1, "the upper half is not in the cache");
  const found = (key: string, route: Route) =>
    ({ kind: "routes-found", request: 1 as RequestId, key, routes: [route] }) as const;
  t.deepEqual(one.tell("metadata-a", found("", halves[0]!)), []);
  const [next] = sent(one.tell("metadata-a", found(pointAt(0.5), halves[1]!)), "forward");
  t.is(next?.message.partition, "p2");
});

test("a partition that was split says where it ends now, and the walk goes on there", (t) => {
  const one = router();
  const asked = first(one, scan(1));
  const done = page(asked, [item("key-5")], justBefore(pointAt(0.25)));
  const [next] = sent(one.tell("storage-a", done), "forward");
  const { request } = next!.message;
  t.is(request.kind === "scan" ? remainingRange(request).from : undefined, pointAt(0.25));
});

test("what a lagging follower still has of the other half is not told twice", (t) => {
  const routes = [
    routeTo("p1", [0, 0.25], { version: 5 }),
    routeTo("p3", [0.25, 1], { version: 6 }),
  ];
  const one = router(routes);
  const asked = first(one, scan(1));
  // key-5 hashes to 0.10 of the space, key-0 to 0.27.
  const [next] = sent(
    one.tell("storage-a", page(asked, [item("key-5"), item("key-0")])),
    "forward",
  );
  const [answer] = sent(one.tell("storage-a", page(next!.message, [item("key-0")])), "done");
  t.deepEqual(answer?.message.page?.items, [item("key-5"), item("key-0")]);
});

const query = (backwards: boolean): Query => ({
  kind: "query",
  request: 1 as RequestId,
  table: "t",
  key: "key-0",
  wanted: { kind: "all" },
  backwards,
  consistency: "strong",
  limit: undefined,
  startAfter: undefined,
});

/** key-0's items up to sort key 10 in one partition, those from 10 on in another. */
const cutThrough = (): Route[] => {
  const at = itemKey("key-0", 10);
  const [lower, upper] = halves;
  return [
    { ...lower!, range: { from: "", to: at } },
    { ...upper!, range: { from: at, to: undefined } },
  ];
};

test("a query asks the partitions that its items lie in, from either end", (t) => {
  for (const backwards of [false, true]) {
    const one = router(cutThrough());
    const asked = first(one, query(backwards));
    const order = backwards ? ["p2", "p1"] : ["p1", "p2"];
    t.is(asked.partition, order[0]);
    t.is(asked.request.key, itemKey("key-0"));
    const [low, high] = [item("key-0", 100, 9), item("key-0", 100, 10)];
    const answers = backwards ? [high, low] : [low, high];
    const [next] = sent(
      one.tell(backwards ? "storage-b" : "storage-a", page(asked, [answers[0]!])),
      "forward",
    );
    t.is(next?.message.partition, order[1]);
    const node = backwards ? "storage-a" : "storage-b";
    const [answer] = sent(one.tell(node, page(next!.message, [answers[1]!])), "done");
    t.deepEqual(answer?.message.page, { items: answers, last: undefined });
  }
});

test("a query whose items lie in one partition asks no other", (t) => {
  const one = router();
  const asked = first(one, query(false));
  const answered = one.tell("storage-a", page(asked, []));
  t.deepEqual(sent(answered, "done")[0]?.message.page, { items: [], last: undefined });
});

test("a router that ends with the first partition leaves out the rest of a scan", (t) => {
  const one = router(halves, ["page-without-what-lies-behind"]);
  const asked = first(one, scan(1));
  const [answer] = sent(one.tell("storage-a", page(asked, [item("key-0")])), "done");
  t.deepEqual(answer?.message.page, { items: [item("key-0")], last: undefined });
});
