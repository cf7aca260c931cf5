import test from "ava";
import type { RequestId } from "../../../client/operation.ts";
import type { Address } from "../../../kernel/role.ts";
import { ms } from "../../../kernel/time.ts";
import { itemKey } from "../../../parts/primary-key.ts";
import type { Bug } from "../bugs.ts";
import { configure } from "../config.ts";
import type { LookUp, Route } from "../messages/path.ts";
import { alone, halves, mapOf, marks, routeTo, sent } from "./alone.test-helper.ts";
import { metadataServer } from "./metadata-service.ts";

const peers = ["metadata-b", "metadata-c"] as Address[];

const server = (bugs: readonly Bug[] = []) =>
  alone(metadataServer, { config: configure({ bugs }), routes: mapOf(halves), peers });

const restarted = () =>
  alone(metadataServer, { config: configure(), routes: mapOf(halves), peers }, { restarted: true });

const lookUp = (wanted: LookUp["wanted"], table = "t"): LookUp => {
  const [request, key] = [9 as RequestId, itemKey("key-0")];
  return { kind: "look-up", request, table, key, wanted };
};

const versionOf = (one: ReturnType<typeof server>): number | undefined =>
  sent(one.tell("router", lookUp("route")), "routes-found")[0]?.message.routes[0]?.version;

const changed = (version: number) =>
  ({ kind: "route-changed", route: routeTo("p1", [0, 0.5], { version }) }) as const;

test("a look-up is answered with the partition that owns the key", (t) => {
  const [answer] = sent(server().tell("router", lookUp("route")), "routes-found");
  t.is(answer?.to, "router" as Address);
  t.deepEqual(answer?.message.routes, [halves[0]!]);
});

test("a look-up of the table is answered with all of it; of one that does not exist, with nothing", (t) => {
  const routes = (asked: LookUp): readonly Route[] | undefined =>
    sent(server().tell("router", asked), "routes-found")[0]?.message.routes;
  t.deepEqual(routes(lookUp("table")), halves);
  t.deepEqual(routes(lookUp("table", "none")), []);
  t.deepEqual(routes(lookUp("route", "none")), []);
});

test("a look-up takes the server's time, and nothing else does", (t) => {
  const setup = { config: configure(), routes: mapOf(halves), peers };
  t.is(metadataServer.serviceTime?.(lookUp("route"), setup), ms(0.3));
  t.is(metadataServer.serviceTime?.(changed(2), setup), ms(0));
});

test("the newer version wins whatever the order", (t) => {
  for (const order of [
    [2, 3, 4],
    [4, 3, 2],
    [3, 4, 2],
    [4, 2, 4],
  ]) {
    const one = server();
    for (const version of order) one.tell("storage-a", changed(version));
    t.is(versionOf(one), 4, order.join(", "));
  }
});

test("a server that takes older versions too ends with whatever came last", (t) => {
  const one = server(["metadata-takes-older-version"]);
  for (const version of [4, 2]) one.tell("storage-a", changed(version));
  t.is(versionOf(one), 2);
});

test("a change reaches every metadata server", (t) => {
  const one = server();
  const [timer] = one.tell("storage-a", changed(2)).filter(({ kind }) => kind === "set-timer");
  t.is(timer?.kind === "set-timer" ? timer.timer : undefined, "pass-p1");
  const passed = sent(one.fire("pass-p1", ms(50)), "pass-route");
  t.deepEqual(
    passed.map(({ to }) => to),
    peers,
  );
  const other = server();
  const confirmed = sent(other.tell("self", passed[0]!.message), "route-passed");
  t.deepEqual(
    confirmed.map(({ to, message }) => [to, message.version]),
    [["self" as Address, 2]],
  );
  t.is(versionOf(other), 2);
});

test("what a server has not confirmed it is told again, until it does", (t) => {
  const one = server();
  one.tell("storage-a", changed(2));
  one.fire("pass-p1", ms(50));
  const confirm = { kind: "route-passed", partition: "p1", version: 2 } as const;
  one.tell("metadata-b", confirm);
  const again = sent(one.fire("repeat", ms(1_050)), "pass-route");
  t.deepEqual(
    again.map(({ to }) => to),
    ["metadata-c" as Address],
  );
  one.tell("metadata-c", confirm);
  t.deepEqual(one.fire("repeat", ms(2_050)), [], "nothing is left to tell");
});

test("a confirmation of an older change does not stand for the newer one", (t) => {
  const one = server();
  one.tell("storage-a", changed(2));
  one.tell("storage-a", changed(3));
  one.fire("pass-p1", ms(50));
  for (const peer of peers) {
    one.tell(peer, { kind: "route-passed", partition: "p1", version: 2 });
  }
  t.is(sent(one.fire("repeat", ms(1_050)), "pass-route").length, 2);
});

test("a change that is known already is not passed on once more", (t) => {
  const one = server();
  one.tell("metadata-b", { kind: "pass-route", route: changed(2).route });
  const asked = one.tell("storage-a", changed(2));
  t.deepEqual(sent(asked, "pass-route"), []);
  t.is(sent(asked, "route-passed").length, 1, "and its node need not say it again");
});

test("half of the changes are passed on within 50 ms, and one in a hundred takes over 500", (t) => {
  const boundsOf = (drawn: number): readonly [number, number] => {
    const setup = { config: configure(), routes: mapOf(halves), peers };
    const one = alone(metadataServer, setup, { pick: () => drawn });
    const [timer] = one.tell("storage-a", changed(2));
    return timer?.kind === "set-timer" ? [timer.min, timer.max] : [0, 0];
  };
  const [usual, slow] = [boundsOf(50), boundsOf(1)];
  t.deepEqual(usual, [ms(25), ms(75)]);
  // Two in a hundred are drawn evenly from here: the middle is the p99.
  t.is((slow[0] + slow[1]) / 2, ms(500));
});

test("a server whose memory is lost answers nobody until another has told it the map", (t) => {
  const one = restarted();
  t.deepEqual(
    sent(one.started, "ask-routes").map(({ to }) => to),
    ["metadata-b" as Address],
  );
  t.deepEqual(marks(one.tell("router", lookUp("route"))), ["metadata-not-ready"]);
  const other = server();
  other.tell("storage-a", changed(7));
  const [told] = sent(other.tell("self", { kind: "ask-routes" }), "all-routes");
  one.tell("metadata-b", told!.message);
  t.is(versionOf(one), 7);
});

test("a server that asks all others in vain begins with the first map, so that one answers at all", (t) => {
  const one = restarted();
  t.deepEqual(
    sent(one.fire("ask", ms(1_000)), "ask-routes").map(({ to }) => to),
    ["metadata-c" as Address],
  );
  t.deepEqual(marks(one.fire("ask", ms(2_000))), ["metadata-starts-over"]);
  t.is(versionOf(one), 1);
});
