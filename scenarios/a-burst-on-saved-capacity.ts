import { within } from "../properties/figures/figures.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { uniformKeys } from "../sim/client/keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { seconds } from "../sim/kernel/time.ts";
import { type FleetOptions, fleet } from "../sim/systems/dynamodb/fleet.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import { breaks, type Case, holds, scenario } from "./scenario.ts";

const source = "developer guide, burst and adaptive capacity; ATC '22, §4.1.1";

/** Units a second: what is bought, and what is asked for. */
const bought = 20;
const burst = 80;

const table = (more: Partial<FleetOptions> = {}) =>
  fleet({
    tables: [{ name: "orders", capacity: { mode: "provisioned", read: bought, write: bought } }],
    // Routers that have no tokens yet admit nothing ahead of them that would count here.
    tokenCredit: 2,
    ...more,
  });

/** Nobody asks for five minutes; then the burst comes, for so many seconds. */
const burstFor = (length: number) =>
  openLoop({
    arrivals: poisson({
      perSecond: burst,
      rates: [
        { from: seconds(0), perSecond: 0 },
        { from: seconds(300), perSecond: burst },
        { from: seconds(300 + length), perSecond: 0 },
      ],
    }),
    writes: 1,
    keys: uniformKeys({ keys: 500 }),
    table: "orders",
    retries: false,
  });

/** What is saved is used up by the difference of the rates: 300 s x 20 / (80 - 20) are 100 s. */
const secondsOf = (saved: number): number => (saved * bought) / (burst - bought);

/** Seconds' worth that is good at routers, or at hand in a partition, on top of what is kept. */
const inHand = 4;

const carries = (saved: number) =>
  within(
    "firstThrottledAfter",
    { atLeast: secondsOf(saved) * 0.95, atMost: secondsOf(saved + inHand) * 1.05 },
    `What ${saved} s of ${bought} units a second have saved carries ${burst} a second for ${secondsOf(saved)} s.`,
    source,
  );

const one = (name: string, saved: number, more: Partial<FleetOptions> = {}): Case => ({
  name,
  system: table(more),
  workload: burstFor(secondsOf(saved) * 1.2),
  expect: [holds(carries(saved))],
});

export default scenario({
  name: "a-burst-on-saved-capacity",
  question: "A table that was idle is asked for four times what was bought: how long does it last?",
  source,
  claims: ["H3"],
  figures: { H3: ["firstThrottledAfter", "writesOffered"] },

  topology: {
    zones: ["a", "b", "c"].map((name) => ({ name, machines: 1, clients: 2 })),
    ...region,
  },
  faults: [],
  duration: seconds(420),
  settle: seconds(1),
  seeds: { first: 1, count: 20 },

  cases: [
    one("300 s are kept", 300),
    one("60 s are kept", 60, { burstSeconds: 60 }),
    // One partition has the whole table: its own bucket does what the table's does today.
    one("300 s are kept by the partition, as before 2018", 300, { admission: "static" }),
    {
      name: "nothing is kept",
      system: table({ burstSeconds: 0 }),
      workload: burstFor(30),
      expect: [breaks(carries(300), "four times what was bought is refused after a second or two")],
    },
  ],
});
