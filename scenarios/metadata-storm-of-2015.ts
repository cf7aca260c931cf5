import { metadataFleetRecovers } from "../properties/finals/metadata-fleet-recovers.ts";
import { metadataLeasesWithinGrants } from "../properties/finals/metadata-leases-within-grants.ts";
import { metadataNobodyServesWithoutALease } from "../properties/finals/metadata-nobody-serves-without-a-lease.ts";
import { metadataOverloadEnds } from "../properties/finals/metadata-overload-ends.ts";
import { metadataWorkIsConstant } from "../properties/finals/metadata-work-is-constant.ts";
import { servedFrom } from "../properties/histories/served-from.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { uniformKeys } from "../sim/client/keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { cut } from "../sim/faults/cut.ts";
import { lognormal } from "../sim/kernel/distribution.ts";
import { type Duration, ms, seconds } from "../sim/kernel/time.ts";
import { metadata2015, metadataMachine } from "../sim/systems/metadata-2015/system.ts";
import { breaks, holds, reached, scenario } from "./scenario.ts";

/** Nothing is wrong before and after. */
const disruption = { from: seconds(20), until: seconds(22) };
const within = seconds(60);
const until = seconds(120);

const fleetRecovers = metadataFleetRecovers({ disruption, within, until });
const overloadEnds = metadataOverloadEnds({ disruption, within, until });
const clientsAreServed = servedFrom({ from: (disruption.until + within) as Duration, share: 0.95 });

/** Whoever is silent for two seconds is noticed by all 120 servers. */
const storm = reached("connection-lost", 120);

/**
 * The sums are in `sim/systems/metadata-2015/costs.ts`: questions ten seconds apart need 60 % of the
 * service, questions a second apart six times what it has. Clients spread over all servers, so the
 * share of their requests that is refused is the share of servers out of service.
 */
export default scenario({
  name: "metadata-storm-of-2015",
  question:
    "Two seconds without network make every storage server ask for its membership: does it end?",
  source:
    "AWS, Summary of the Amazon DynamoDB Service Disruption, 20 September 2015 (PES15); ATC '22, §6.6",
  claims: ["O3"],
  figures: { O3: ["longestOutage", "requestsServed"] },

  topology: {
    zones: ["a", "b", "c"].map((name) => ({ name, machines: 40, clients: 2 })),
    // Half of the round trips measured within and between zones, as in the scenarios of DynamoDB.
    withinZone: lognormal({ median: ms(0.125), p99: ms(0.3) }),
    acrossZones: lognormal({ median: ms(0.4), p99: ms(0.8) }),
    bandwidth: 1_250_000_000,
  },
  workload: openLoop({
    arrivals: poisson({ perSecond: 60 }),
    writes: 0.5,
    keys: uniformKeys({ keys: 300 }),
  }),
  faults: [cut({ groups: [[metadataMachine], ["a", "b", "c"]], ...disruption })],
  duration: until,
  seeds: { first: 1, count: 20 },

  cases: [
    {
      name: "as in 2015",
      system: metadata2015(),
      expect: [
        breaks(
          fleetRecovers,
          "120 servers that ask again every second want six times what the service can do, so " +
            "that no answer comes in time and nobody stops asking",
        ),
        breaks(overloadEnds, "the retries are the load: it stays when its cause has gone"),
        breaks(clientsAreServed, "a server without a lease refuses"),
        holds(metadataNobodyServesWithoutALease),
        storm,
      ],
    },
    {
      // Lists a fifth as long: 100 a second. Of 120 that ask in the first second, 100 are answered
      // in it; the 20 others ask again, and are in time.
      name: "before there were indexes",
      system: metadata2015({ indexesPerTable: 0 }),
      expect: [
        holds(fleetRecovers),
        holds(overloadEnds),
        holds(clientsAreServed),
        holds(metadataNobodyServesWithoutALease),
        holds(metadataLeasesWithinGrants),
        storm,
      ],
    },
    {
      // 24 cores make 120 lists a second: what a fleet that asks every second wants.
      name: "six times the capacity",
      system: metadata2015({ metadataCores: 24 }),
      expect: [
        holds(fleetRecovers),
        holds(overloadEnds),
        holds(clientsAreServed),
        holds(metadataNobodyServesWithoutALease),
        holds(metadataLeasesWithinGrants),
        storm,
      ],
    },
    {
      // The service needs 120 / 20 = 6 s for everybody's list: the last one comes within 8 s.
      name: "longer time limit, lower rate",
      system: metadata2015({ timeLimit: seconds(8), renewal: seconds(20), lease: seconds(30) }),
      expect: [
        holds(fleetRecovers),
        holds(overloadEnds),
        holds(clientsAreServed),
        holds(metadataNobodyServesWithoutALease),
        holds(metadataLeasesWithinGrants),
        storm,
      ],
    },
    {
      // Waits of up to 2, 4, 8, 16 and 30 s: from the fourth question on 120 servers ask less often
      // than 20 times a second, and the queue of the first ones is worked off.
      name: "back-off with jitter",
      system: metadata2015({ backOff: true }),
      expect: [
        holds(fleetRecovers),
        holds(overloadEnds),
        holds(clientsAreServed),
        holds(metadataNobodyServesWithoutALease),
        holds(metadataLeasesWithinGrants),
        storm,
      ],
    },
    {
      // 120 pushes of 20 ms in 4 s are 15 % of four cores, before, during and after.
      name: "constant work",
      system: metadata2015({ constantWork: true }),
      expect: [
        holds(fleetRecovers),
        holds(metadataWorkIsConstant({ stretch: seconds(4), until })),
        holds(clientsAreServed),
        holds(metadataNobodyServesWithoutALease),
        holds(metadataLeasesWithinGrants),
      ],
    },
  ],
});
