import { consumersAgreeWithTables } from "../properties/finals/consumers-agree-with-tables.ts";
import { expiredItemsAreGone } from "../properties/finals/expired-items-are-gone.ts";
import { acknowledgedWritesSurvive } from "../properties/histories/acknowledged-writes-survive.ts";
import { linearizable } from "../properties/histories/linearizable.ts";
import { onlyExpiredItemsAreRemoved } from "../properties/invariants/only-expired-items-are-removed.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { uniformKeys } from "../sim/client/keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { crash } from "../sim/faults/crash.ts";
import { ms, seconds } from "../sim/kernel/time.ts";
import type { FleetBug } from "../sim/systems/dynamodb/bugs.ts";
import { type FleetOptions, fleet } from "../sim/systems/dynamodb/fleet.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import { breaks, holds, reached, scenario } from "./scenario.ts";

/** What takes 48 hours at most takes two seconds. */
const sessions = (bugs: readonly FleetBug[] = [], changes: Partial<FleetOptions> = {}) =>
  fleet({
    tables: [
      {
        name: "sessions",
        capacity: { mode: "on-demand" },
        partitions: 2,
        stream: { view: "new-and-old-images" },
        expiry: { attribute: "until" },
      },
    ],
    consumers: [{ name: "open-sessions", table: "sessions", zone: "b", kind: "aggregate" }],
    expiryDelayMost: seconds(2),
    expiryInterval: ms(200),
    expiryItems: 20,
    bugs,
    ...changes,
  });

/** A session that is used again in time is renewed; half of all keys' leaders die on the way. */
export default scenario({
  name: "expiring-items",
  question: "Is what has expired removed once, and what was renewed in time never?",
  source: "developer guide, TTL",
  claims: [],

  topology: {
    zones: ["a", "b", "c"].map((name) => ({ name, machines: 1, clients: 2 })),
    ...region,
  },
  workload: openLoop({
    arrivals: poisson({ perSecond: 120 }),
    mix: { put: 0.5, delete: 0.05, get: 0.45 },
    keys: uniformKeys({ keys: 150 }),
    attributes: [{ name: "until", values: { kind: "instants", from: 1, below: 5 }, absent: 0.1 }],
    table: "sessions",
  }),
  faults: [crash({ machine: "storage-a-1", from: seconds(4), until: seconds(6) })],
  duration: seconds(10),
  settle: seconds(10),
  seeds: { first: 1, count: 20 },

  cases: [
    {
      name: "looked at again before it is removed",
      system: sessions(),
      expect: [
        holds(onlyExpiredItemsAreRemoved),
        holds(expiredItemsAreGone),
        holds(consumersAgreeWithTables),
        holds(acknowledgedWritesSurvive),
        holds(linearizable),
        reached("expired-item-removed", 50),
        reached("election-won"),
      ],
    },
    {
      name: "removed whatever is under way",
      // Few sessions that expire soon and are renewed all the time: one renewal is overlooked.
      system: sessions(["renewed-item-removed"], {
        expiryDelayMost: ms(20),
        expiryInterval: ms(20),
      }),
      workload: openLoop({
        arrivals: poisson({ perSecond: 300 }),
        mix: { put: 1 },
        keys: uniformKeys({ keys: 8 }),
        attributes: [{ name: "until", values: { kind: "instants", from: 0, below: 4 } }],
        table: "sessions",
      }),
      duration: seconds(6),
      breaksInvariants: {
        "only-expired-items-are-removed": "a renewal that is not yet committed is overlooked",
      },
      expect: [breaks(onlyExpiredItemsAreRemoved, "an item that was renewed is removed")],
    },
  ],
});
