/**
 * Where each deliberate mistake shows: a world and hardships under which the property that must
 * catch it has a chance to. The same grounds with the mistake switched off must hold.
 */

import { linearizable } from "../../properties/histories/linearizable.ts";
import { poisson } from "../../sim/client/arrivals.ts";
import { zipf } from "../../sim/client/keys.ts";
import { openLoop } from "../../sim/client/workload.ts";
import { bridge } from "../../sim/faults/bridge.ts";
import { crash } from "../../sim/faults/crash.ts";
import { cut } from "../../sim/faults/cut.ts";
import { duplication } from "../../sim/faults/duplication.ts";
import { pause } from "../../sim/faults/pause.ts";
import { restart } from "../../sim/faults/restart.ts";
import type { FaultSpec } from "../../sim/faults/schedule.ts";
import type { Kind } from "../../sim/faults/shapes.ts";
import { slowDisk } from "../../sim/faults/slow-disk.ts";
import { slowLink } from "../../sim/faults/slow-link.ts";
import { tornWrite } from "../../sim/faults/torn-write.ts";
import { type Duration, ms, seconds } from "../../sim/kernel/time.ts";
import type { GroupBug } from "../../sim/systems/dynamodb/bugs.ts";
import { region } from "../../sim/systems/dynamodb/hardware.ts";
import { type DynamoOptions, dynamodb } from "../../sim/systems/dynamodb/system.ts";
import { holds, type Scenario, scenario } from "../scenario.ts";

interface Ground {
  readonly faults?: readonly FaultSpec[];
  /** Drawn from the seed on top. */
  readonly kinds?: readonly Kind[];
  readonly intensity?: number;
  readonly system?: DynamoOptions;
  readonly perSecond?: number;
}

const whole = { from: seconds(1), until: seconds(20) };
const apart = cut({ groups: [["a"], ["b", "c"]], from: seconds(8), until: seconds(16) });

/** Elections several times a second, for mistakes that need many of them. */
const restless: DynamoOptions = {
  leaderLease: ms(300),
  leaseRenewal: ms(75),
  clockBound: ms(10),
  heartbeat: ms(40),
  detection: ms(150),
  detectionSpread: ms(100),
  electionTimeout: ms(60),
  electionSpread: ms(60),
};

const drains = ["a", "b", "c"].map((zone, index) => ({ zone, at: seconds(4 + 4 * index) }));

/** Every 600 ms a crash of 100 ms. */
const oftenDown = (machine: string): FaultSpec[] =>
  Array.from({ length: 28 }, (_, index) => {
    const from = ms(2_000 + 600 * index);
    return crash({ machine, from, until: (from + ms(100)) as Duration });
  });

/** Every 2 s a pause of 700 ms. */
const pauses = (machine: string): FaultSpec[] =>
  Array.from({ length: 8 }, (_, index) => {
    const from = ms(3_000 + 2_000 * index);
    return pause({ machine, from, until: (from + ms(700)) as Duration });
  });

/** One machine after the other, so that whoever leads is hit now and then. */
const inTurn: FaultSpec[] = Array.from({ length: 5 }, (_, index) => {
  const machine = `storage-${["a", "b", "c"][index % 3]}`;
  const from = ms(3_000 + 3_400 * index);
  return crash({ machine, from, until: (from + ms(2_400)) as Duration });
});

const grounds: Readonly<Record<GroupBug, Ground>> = {
  "ack-before-quorum": {},
  "ack-before-persist": {},
  "follower-acks-before-persist": {},
  "read-without-lease": { faults: [apart] },
  "no-lease-wait": { faults: [apart] },
  "lease-from-receipt": {
    // A round trip of 600 ms: counted from its end, the lease outlives its grant by 250 ms.
    faults: [
      apart,
      slowLink({
        delay: ms(300),
        jitter: ms(20),
        between: [["storage-a"], ["storage-b", "storage-c"]],
        ...whole,
      }),
    ],
  },
  "lease-forgotten-in-a-crash": {
    // Only b grants a's lease; it restarts just before b and c are left alone.
    faults: [
      bridge({ sides: [["storage-a"], ["storage-c"]], bridge: "storage-b", ...whole }),
      restart({ machine: "storage-b", from: ms(7_950), until: seconds(8) }),
      apart,
    ],
  },
  "hand-over-keeps-serving": { system: { drains } },
  "ballot-forgotten-in-a-crash": {
    // Elections while b's disk is slow, and b crashes soon after many of them.
    faults: [
      slowDisk({ machine: "storage-b", factor: 300, ...whole }),
      ...oftenDown("storage-b"),
      ...pauses("storage-a"),
    ],
    system: restless,
  },
  "elect-without-catching-up": { faults: inTurn, perSecond: 400 },
  "follower-accepts-a-hole": { kinds: ["packet-loss", "one-way-cut", "reordering"], intensity: 5 },
  "truncate-on-any-append": {
    kinds: ["duplication", "reordering", "crash", "packet-loss"],
    intensity: 5,
  },
  // What the cut-off leader logged alone is still there when its successor's commit reaches it.
  "commit-without-matching": { faults: [apart], perSecond: 20 },
  "serve-before-own-ballot": {
    faults: ["a", "b", "c"].map((zone) =>
      slowDisk({ machine: `storage-${zone}`, factor: 300, ...whole }),
    ),
    system: { drains },
    perSecond: 200,
  },
  "read-uncommitted": { faults: [apart] },
  "condition-on-uncommitted": { faults: [apart], perSecond: 300 },
  "no-duplicate-filter": {
    // Copies travel on their own: some arrive when others have written since.
    faults: [
      duplication({ share: 0.3, ...whole }),
      slowLink({ delay: ms(40), jitter: ms(35), ...whole }),
    ],
  },
  "wiped-replica-votes": { kinds: ["wipe", "crash", "pause"], intensity: 4 },
  "torn-record-replayed": {
    faults: [
      tornWrite({ machine: "storage-b", ...whole }),
      slowDisk({ machine: "storage-b", factor: 50, ...whole }),
      ...oftenDown("storage-b"),
    ],
    perSecond: 200,
  },
};

/** The grounds of a mistake as a scenario; `on` switches it on. */
export function groundOf(bug: GroupBug, on: boolean): Scenario {
  const { faults = [], kinds, intensity = 3, system = {}, perSecond = 100 } = grounds[bug];
  return scenario({
    name: `hunt-${bug}`,
    question: `Is the mistake "${bug}" caught?`,
    source: "bugs.ts",
    claims: [],
    topology: {
      zones: ["a", "b", "c"].map((name) => ({ name, machines: 1, clients: 3 })),
      ...region,
    },
    workload: openLoop({
      arrivals: poisson({ perSecond }),
      mix: { get: 0.45, put: 0.3, conditionalPut: 0.15, update: 0.05, delete: 0.05 },
      reads: "strong",
      keys: zipf({ keys: 8, exponent: 0.6 }),
    }),
    faults,
    ...(kinds === undefined ? {} : { swarm: { intensity, kinds } }),
    duration: seconds(20),
    seeds: { first: 1, count: 200 },
    cases: [
      { system: dynamodb({ ...system, bugs: on ? [bug] : [] }), expect: [holds(linearizable)] },
    ],
  });
}
