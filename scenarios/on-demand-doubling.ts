import { within } from "../properties/figures/figures.ts";
import { refusedByName } from "../properties/histories/refused-by-name.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { uniformKeys } from "../sim/client/keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { type Duration, minutes, ms, seconds } from "../sim/kernel/time.ts";
import { fleet } from "../sim/systems/dynamodb/fleet.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import { breaks, holds, scenario, type Tenant } from "./scenario.ts";

const source = "developer guide, on-demand capacity mode; ATC '22, §4.5";

/** The table's highest load so far, units a second. */
const peak = 50;

const asks = (name: string, perSecond: number, from: number, until: number): Tenant => ({
  name,
  workload: openLoop({
    arrivals: poisson({ perSecond }),
    writes: 1,
    keys: uniformKeys({ keys: 500 }),
    table: "orders",
    retries: false,
  }),
  zones: { a: 2, b: 2, c: 2 },
  from: seconds(from),
  until: seconds(until),
});

const twice = within(
  "twice.served",
  { atLeast: 0.99 },
  "Nearly twice the previous peak is served at once.",
  source,
);
const beyond = within(
  "beyond.writesAdmitted",
  { atLeast: 1.9 * peak, atMost: 2.1 * peak },
  "Of four times the peak, twice the peak is served.",
  source,
);
const later = within(
  "later.served",
  { atLeast: 0.99 },
  "Once the table has grown, nearly four times its old peak is served.",
  source,
);

/**
 * In 40 s what takes 40 minutes: 30 minutes are 25 s here, and the minute whose mean is the peak is 5 s.
 * The mean passes the old peak of 50 in the first seconds. 25 s later the highest mean since then, the
 * 100 that twice the peak let through, is the new peak: 200 a second.
 */
const growing = (onDemandDoubling: Duration) =>
  fleet({
    tables: [{ name: "orders", capacity: { mode: "on-demand", peakRead: peak, peakWrite: peak } }],
    onDemandDoubling,
    onDemandPeakWindow: 5,
    tokenCredit: 2,
  });

export default scenario({
  name: "on-demand-doubling",
  question: "A table on demand gets four times its previous peak: what is served, and when?",
  source,
  claims: [],

  topology: {
    zones: ["a", "b", "c"].map((name) => ({ name, machines: 1 })),
    ...region,
  },
  tenants: [
    asks("twice", 1.8 * peak, 0, 14),
    // Tokens are good for 4 s: so much twice the peak is at hand, and is gone after 4 s of this.
    asks("rising", 4 * peak, 14, 19),
    asks("beyond", 4 * peak, 19, 27),
    asks("later", 3.8 * peak, 33, 40),
  ],
  faults: [],
  duration: seconds(40),
  settle: seconds(1),
  seeds: { first: 1, count: 20 },

  cases: [
    {
      name: "growth after 25 s",
      system: growing(seconds(25)),
      expect: [
        holds(twice),
        holds(beyond),
        holds(
          refusedByName({
            exception: "ThrottlingException",
            write: "TableWriteKeyRangeThroughputExceeded",
            within: ms(10),
          }),
        ),
        holds(later),
      ],
    },
    {
      name: "growth after 30 minutes",
      system: growing(minutes(30)),
      expect: [
        holds(twice),
        holds(beyond),
        breaks(later, "until then the old peak counts, and half of this is refused"),
      ],
    },
  ],
});
