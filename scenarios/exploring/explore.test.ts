import test from "ava";
import leaderCrash from "../leader-crash.ts";
import healthyFleet from "../updating-a-fleet.ts";
import { type Exploration, type ExploreOptions, explore } from "./explore.ts";
import { groupOf } from "./group-of.ts";

const small: ExploreOptions = {
  operations: 2,
  bounds: { crashes: 1, losses: 0, firings: 0 },
  limit: { depth: 1_000, states: 1_000_000 },
  order: "sent",
};

const ofThree = (options: Partial<ExploreOptions>, machines = 3): Exploration =>
  explore(groupOf(leaderCrash, machines, {}), { ...small, ...options });

type Bounds = Partial<ExploreOptions["bounds"]>;

const calm = { crashes: 0, losses: 0, firings: 0 };

const withBug = (bug: string, bounds: Bounds = {}): Exploration =>
  explore(groupOf(leaderCrash, 3, { bug }), { ...small, bounds: { ...calm, ...bounds } });

test("a small group is searched to the end of its bound, with the same count each time", (t) => {
  const found = ofThree({});
  t.is(found.broken, undefined);
  t.is(found.stoppedBy, undefined);
  t.is(found.states, 948);
  t.deepEqual(ofThree({}), found);
});

test("an exploration says what it came to", (t) => {
  t.true(ofThree({ bounds: calm }).marks.includes("write-acknowledged"));
  t.false(ofThree({ bounds: calm }).marks.includes("election-won"));
  t.false(ofThree({ bounds: calm, operations: 0 }).marks.includes("write-acknowledged"));
});

test("messages that may overtake one another make more states", (t) => {
  const inOrder = ofThree({ operations: 3, bounds: calm });
  const inAny = ofThree({ operations: 3, bounds: calm, order: "any" });
  t.is(inAny.broken, undefined);
  t.true(inAny.states > inOrder.states);
});

test("more machines, and lost messages, make more states", (t) => {
  const two = ofThree({ bounds: calm }, 2);
  const three = ofThree({ bounds: calm });
  const losing = ofThree({ bounds: { ...calm, losses: 1 } });
  t.deepEqual([two.broken, three.broken, losing.broken], [undefined, undefined, undefined]);
  t.true(two.states < three.states && three.states < losing.states);
});

// Four steps: the put, its arrival at a follower, that follower's disk, its acknowledgement.
test("a leader that counts its own copy too early is found in four steps", (t) => {
  const { broken } = withBug("ack-before-persist");
  t.is(broken?.property, "acknowledged-is-durable");
  t.deepEqual(
    broken?.steps.map(([head]) => head?.replace(/ +/g, " ").trim()),
    [
      "0.000 storage-a put r0 x=0 from writer",
      "0.000 storage-b append record 2 r0 x=0 of 1.a behind 1, committed 1 from storage-a",
      "0.000 storage-b persisted record 2 r0 x=0, committed 0",
      "0.000 storage-a append-ack 2 of 1.a from storage-b",
    ],
  );
  t.is(broken?.steps.at(-1)?.at(-1), "send writer: done r0 0");
});

const shortest: readonly (readonly [bug: string, property: string, steps: number, Bounds])[] = [
  ["ack-before-quorum", "acknowledged-is-durable", 2, {}],
  ["follower-acks-before-persist", "acknowledged-is-durable", 4, {}],
  ["ballot-forgotten-in-a-crash", "promises-are-kept", 7, { firings: 1, crashes: 1 }],
  ["hand-over-keeps-serving", "one-leader-per-ballot", 7, { firings: 1 }],
  ["no-lease-wait", "lease-exclusion", 13, { firings: 1 }],
  ["elect-without-catching-up", "acknowledged-is-durable", 13, { firings: 1 }],
];

for (const [bug, property, steps, bounds] of shortest) {
  test(`${bug} is found in ${steps} steps`, (t) => {
    const { broken } = withBug(bug, bounds);
    t.is(broken?.property, property);
    t.is(broken?.steps.length, steps);
  });
}

test("a scenario of many groups cannot be explored", (t) => {
  t.throws(() => groupOf(healthyFleet, 3, {}), {
    instanceOf: RangeError,
    message: /not of a single replication group/,
  });
});
