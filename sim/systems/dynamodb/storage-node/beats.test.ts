import test from "ava";
import type { Address } from "../../../kernel/role.ts";
import type { LocalTime } from "../../../kernel/time.ts";
import { ballotOf } from "../../../parts/ballot.ts";
import { configure } from "../config.ts";
import type { Route } from "../messages/path.ts";
import type { DynamoMessage } from "../messages.ts";
import { alone, routeTo, sent } from "../request-path/alone.test-helper.ts";
import type { NodeSetup } from "./node-state.ts";
import { storageNode } from "./storage-node.ts";

const [b, c] = ["storage-b", "storage-c"] as Address[];
const lease = configure().leaderLease - configure().clockBound;
const detection = configure().detection;

/** A node "self" in a zone of its own; p is led here, q from storage-b. */
function setupOf(): NodeSetup {
  const self = "self" as Address;
  const on = [self, b!, c!];
  const routes: readonly Route[] = [
    routeTo("p", [0, 0.5], { leader: "self", on }),
    routeTo("q", [0.5, 1], { leader: "storage-b", on }),
  ];
  return {
    config: configure(),
    peers: [b!, c!],
    metadata: [],
    control: undefined,
    routes: new Map(routes.map((route) => [route.id, route])),
    tables: new Map(),
  };
}

const node = (restarted = false) => alone(storageNode as never, setupOf(), { restarted });
type Node = ReturnType<typeof node>;

const request = 7 as never;
const ask = (turn: number): DynamoMessage => ({
  kind: "forward",
  turn,
  request: { kind: "get", request, key: "", consistency: "strong" },
  partition: "p",
  version: 1,
});

const reply = (asked: number, number: number, takenBack: string[] = [], life = 0) =>
  ({ kind: "beat-reply", asked: asked as LocalTime, life, number, takenBack }) as const;

/** The lease that the node gives its replica with a request at that time. */
function leaseAt(of: Node, turn: number, at: number) {
  const [forward] = sent(of.tell("router-a", ask(turn), at), "forward");
  return forward?.message.lease;
}

test("one granted beat renews the lease of a group led here, counted from when it was asked for", (t) => {
  const self = node();
  t.is(leaseAt(self, 1, 0), undefined);
  self.tell("storage-b", reply(250_000, 1), 251_000);
  t.deepEqual(leaseAt(self, 2, 252_000), {
    ballot: ballotOf(1, 0),
    end: (250_000 + lease) as LocalTime,
  });
});

test("an older grant that comes late takes nothing back", (t) => {
  const self = node();
  self.tell("storage-b", reply(500_000, 2), 501_000);
  self.tell("storage-b", reply(250_000, 1), 502_000);
  t.is(leaseAt(self, 1, 503_000)?.end, (500_000 + lease) as LocalTime);
});

test("a reply that takes a group back does not renew its lease, and its leader is told", (t) => {
  const self = node();
  const asked = self.tell("storage-b", reply(250_000, 1, ["p"]), 251_000);
  t.deepEqual(
    sent(asked, "uncovered").map(({ to, message }) => [to, message.by]),
    [["p@self", b]],
  );
  t.is(leaseAt(self, 1, 252_000), undefined);
  // The other follower's node alone makes a majority with the leader.
  self.tell("storage-c", reply(250_000, 1), 253_000);
  t.is(leaseAt(self, 2, 254_000)?.end, (250_000 + lease) as LocalTime);
});

test("grants asked for before a follower agreed do not count for its group", (t) => {
  const self = node();
  self.tell("storage-b", reply(250_000, 1, ["p"]), 251_000);
  self.tell("storage-b", reply(500_000, 2), 501_000);
  const ballot = ballotOf(1, 0);
  const peers = [b!, c!];
  self.tell("p@self", { kind: "covered", partition: "p", ballot, by: b!, peers }, 502_000);
  t.is(leaseAt(self, 1, 503_000), undefined);
  self.tell("storage-b", reply(750_000, 3), 751_000);
  t.is(leaseAt(self, 2, 752_000)?.end, (750_000 + lease) as LocalTime);
});

test("a follower's node that has been started again has granted nothing", (t) => {
  const self = node();
  self.tell("storage-b", reply(250_000, 1), 251_000);
  const asked = self.tell("storage-b", reply(500_000, 1, [], 400_000), 501_000);
  t.deepEqual(
    sent(asked, "uncovered").map(({ to }) => to),
    ["p@self" as Address],
  );
  t.is(leaseAt(self, 1, 502_000), undefined);
});

test("a node that has been started again holds no lease for anybody, and leads nothing", (t) => {
  const self = node(true);
  self.tell("storage-b", reply(250_000, 1), 251_000);
  t.is(leaseAt(self, 1, 252_000), undefined);
});

test("a silent node is given up once, with the time until which its leaders may serve", (t) => {
  const self = node();
  self.tell("storage-b", { kind: "beat", asked: 0 as LocalTime, life: 0, heard: 0 }, 100_000);
  t.deepEqual(sent(self.fire("beat", 100_000 + detection), "leader-node-silent"), []);
  const found = sent(self.fire("beat", 100_001 + detection), "leader-node-silent");
  t.deepEqual(
    found.map(({ to, message }) => [to, message.heard, message.until]),
    [["q@self", 100_000, 100_000 + configure().leaderLease]],
  );
  t.deepEqual(sent(self.fire("beat", 200_000 + detection), "leader-node-silent"), []);
});

test("what a follower has taken back is said in every reply until the other has heard it", (t) => {
  const self = node();
  const beat = (heard: number) =>
    ({ kind: "beat", asked: 0 as LocalTime, life: 0, heard }) as const;
  const taken = (heard: number): readonly string[] =>
    sent(self.tell("storage-b", beat(heard), 1_000), "beat-reply")[0]?.message.takenBack ?? [];
  t.deepEqual(taken(0), []);
  self.tell("q@self", { kind: "unfollow", partition: "q" }, 2_000);
  t.deepEqual(taken(0), ["q"]);
  t.deepEqual(taken(1), ["q"]);
  t.deepEqual(taken(3), []);
});
