import test from "ava";
import type { RequestId } from "../../../client/operation.ts";
import type { Address } from "../../../kernel/role.ts";
import { ms } from "../../../kernel/time.ts";
import { itemKey } from "../../../parts/primary-key.ts";
import { type Config, configure } from "../config.ts";
import { alone, get, halves, mapOf, marks, put, routeTo, sent } from "./alone.test-helper.ts";
import { requestRouter } from "./request-router.ts";
import { soleRoute } from "./route-cache.ts";

const metadata = ["metadata-a", "metadata-b", "metadata-c"] as Address[];

const router = (changes: Partial<Config> = {}, routes = halves, cold = false) =>
  alone(requestRouter, { config: configure(changes), routes: mapOf(routes), metadata, cold });

const done = (request: number) =>
  ({ kind: "done", request: request as RequestId, value: 1, version: 1, units: 1 }) as const;

const found = (request: number, routes: typeof halves, key = "key-0") =>
  ({ kind: "routes-found", request: request as RequestId, key: itemKey(key), routes }) as const;

test("a request goes to the node of the leader of the partition that owns its key", (t) => {
  const asked = router().tell("client", put(1, "key-1"));
  t.deepEqual(sent(asked, "forward"), [
    {
      to: "storage-b" as Address,
      message: {
        kind: "forward",
        turn: 1,
        request: { ...put(1), key: itemKey("key-1") },
        partition: "p2",
        version: 1,
      },
    },
  ]);
});

test("a hit refreshes too", (t) => {
  const asked = router().tell("client", get(1));
  t.deepEqual(marks(asked), ["cache-hit", "metadata-lookup"]);
  t.is(sent(asked, "forward").length, 1, "it does not wait");
  const [lookUp] = sent(asked, "look-up");
  t.is(lookUp?.message.key, itemKey("key-0"));
});

test("an empty cache sends no more look-ups than a full one", (t) => {
  const lookUpsOf = (cold: boolean): number => {
    const one = router({}, halves, cold);
    const requests = Array.from({ length: 20 }, (_, index) => get(index, `key-${index}`));
    return requests.flatMap((request) => sent(one.tell("client", request), "look-up")).length;
  };
  t.is(lookUpsOf(false), 20);
  t.is(lookUpsOf(true), 20);
});

test("refreshing on a miss only, a full cache asks nobody and an empty one for the table", (t) => {
  const changes = { routeRefresh: "on-miss", routeExpiry: 0 } as const;
  t.deepEqual(sent(router(changes).tell("client", get(1)), "look-up"), []);
  const [lookUp] = sent(router(changes, halves, true).tell("client", get(1)), "look-up");
  t.is(lookUp?.message.wanted, "table");
});

test("one hit in four hundred finds its route expired, where hits do not refresh", (t) => {
  const setup = { config: configure({ routeRefresh: "on-miss" }), routes: mapOf(halves), metadata };
  const asked = (drawn: number) =>
    alone(requestRouter, setup, { pick: (count) => Math.min(drawn, count - 1) }).tell("c", get(1));
  t.deepEqual(marks(asked(2_621)), ["cache-miss", "metadata-lookup"]);
  t.deepEqual(marks(asked(2_622)), ["cache-hit"]);
});

test("a request that finds the cache empty waits for its look-up", (t) => {
  const cold = router({}, halves, true);
  const asked = cold.tell("client", get(1));
  t.deepEqual(marks(asked), ["cache-miss", "metadata-lookup"]);
  t.deepEqual(sent(asked, "forward"), []);
  const routes = [halves[0]!];
  const answered = cold.tell("metadata-a", found(1, routes));
  t.deepEqual(
    sent(answered, "forward").map(({ to }) => to),
    ["storage-a" as Address],
  );
  t.deepEqual(marks(cold.tell("client", get(2))), ["cache-hit", "metadata-lookup"]);
});

test("a crash empties the cache", (t) => {
  const setup = { config: configure(), routes: mapOf(halves), metadata };
  const again = alone(requestRouter, setup, { restarted: true });
  t.deepEqual(marks(again.tell("client", get(1))), ["cache-miss", "metadata-lookup"]);
});

test("a slow metadata server is not waited for: another one is asked, and again ever later", (t) => {
  const cold = router({}, halves, true);
  const [first] = sent(cold.tell("client", get(1)), "look-up");
  const later = [5, 10, 15, 20, 25, 30, 35].map((at) =>
    sent(cold.fire("hedge", ms(at)), "look-up"),
  );
  t.deepEqual(
    later.map((lookUps) => lookUps.length),
    [1, 0, 1, 0, 0, 0, 1],
  );
  t.not(later[0]![0]!.to, first!.to);
});

test("nobody answers look-ups: the request is refused, for certain", (t) => {
  const cold = router({}, halves, true);
  cold.tell("client", get(1));
  const refused = sent(cold.fire("hedge", ms(900)), "rejected");
  t.deepEqual(
    refused.map(({ to, message }) => [to, message.reason]),
    [["client" as Address, "no-leader"]],
  );
});

test("a table that the metadata service does not know does not exist", (t) => {
  const cold = router({}, halves, true);
  cold.tell("client", get(1));
  const asked = cold.tell("metadata-a", found(1, []));
  t.is(sent(asked, "rejected")[0]?.message.reason, "unsupported");
});

test("a cache holds no more routes than it may, and forgets the one learnt first", (t) => {
  const small = router({ routesCached: 1 }, halves);
  t.deepEqual(marks(small.tell("client", get(1, "key-0"))).slice(0, 1), ["cache-hit"]);
  t.deepEqual(marks(small.tell("client", get(2, "key-1"))).slice(0, 1), ["cache-miss"]);
  const routes = [halves[1]!];
  const answered = small.tell("metadata-a", found(2, routes, "key-1"));
  t.is(sent(answered, "forward").length, 1);
  t.deepEqual(marks(small.tell("client", get(3, "key-0"))).slice(0, 1), ["cache-miss"]);
});

test("without a name for its table the key goes as it is, and nobody is asked for routes", (t) => {
  const members = ["storage-a", "storage-b", "storage-c"] as Address[];
  const routes = soleRoute(members, members[1]);
  const sole = alone(requestRouter, { config: configure(), routes, metadata: [] });
  const { table, ...request } = put(1);
  t.is(table, "t");
  const asked = sole.tell("client", request);
  t.deepEqual(sent(asked, "forward"), [
    { to: members[1]!, message: { kind: "forward", turn: 1, request } },
  ]);
  t.deepEqual(marks(asked), []);
});

test("an eventually consistent read may go to any replica, a strong one to the leader alone", (t) => {
  const parts = 1 << 20;
  const nodeOf = (drawn: number, consistency: "eventual" | "strong") => {
    const setup = { config: configure(), routes: mapOf(halves), metadata };
    const pick = (count: number): number => (count === parts ? Math.floor(drawn * parts) : 0);
    const asked = alone(requestRouter, setup, { pick }).tell("c", { ...get(1), consistency });
    return sent(asked, "forward")[0]?.to;
  };
  const draws = [0.1, 0.5, 0.9];
  t.deepEqual(
    draws.map((drawn) => nodeOf(drawn, "eventual")),
    ["storage-a", "storage-b", "storage-c"] as Address[],
  );
  t.deepEqual(new Set(draws.map((drawn) => nodeOf(drawn, "strong"))), new Set(["storage-a"]));
});

test("what one partition's silence says of its leader is not said of the others'", (t) => {
  const warm = router();
  warm.tell("client", get(1, "key-0"), 1);
  warm.tell("client", get(2, "key-1"), 1);
  warm.tell("storage-b", done(2), ms(2));
  warm.fire("sweep", ms(301));
  const next = (key: string, request: number) =>
    sent(warm.tell("client", put(request, key), ms(302)), "forward")[0]?.to;
  t.is(next("key-0", 3), "storage-b" as Address, "another member is believed in");
  t.is(next("key-1", 4), "storage-b" as Address, "as before");
});

test("a newer route names the leader; the same one again does not undo what replicas said", (t) => {
  const warm = router();
  warm.tell("client", put(1));
  const leader = "p1@storage-c" as Address;
  warm.tell("storage-a", { kind: "not-leader", request: 1 as RequestId, leader });
  const next = (request: number, routes: typeof halves) => {
    warm.tell("metadata-a", found(0, routes));
    return sent(warm.tell("client", put(request)), "forward")[0]?.to;
  };
  t.is(next(2, [halves[0]!]), "storage-c" as Address);
  t.is(
    next(3, [routeTo("p1", [0, 0.5], { version: 2, leader: "storage-b" })]),
    "storage-b" as Address,
  );
});
