import { within } from "../properties/figures/figures.ts";
import { dnsClientsReturn } from "../properties/finals/dns-clients-return.ts";
import { dnsRecordsNeverGoBack } from "../properties/finals/dns-records-never-go-back.ts";
import { dnsRegionalEndpointResolves } from "../properties/finals/dns-regional-endpoint-resolves.ts";
import { allServed } from "../properties/histories/all-served.ts";
import { servedFrom } from "../properties/histories/served-from.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { uniformKeys } from "../sim/client/keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { slowLink } from "../sim/faults/slow-link.ts";
import { lognormal } from "../sim/kernel/distribution.ts";
import { ms, seconds } from "../sim/kernel/time.ts";
import { dns2025, dnsMachine, enactorMachine } from "../sim/systems/dns-2025/system.ts";
import { breaks, holds, reached, scenario } from "./scenario.ts";

const source = "claim O4; PES25";

const neverEmpty = within(
  "emptyRecord",
  { atMost: 0 },
  "The regional record is empty for no time at all.",
  source,
);
const everyLookUp = within(
  "lookUpsFailed",
  { atMost: 0 },
  "Every look-up of the regional endpoint finds an address.",
  source,
);

/** What the claim is about has taken place: an act came to a record that had a newer plan already. */
const cameLate = reached("older-plan-came");

/**
 * The sums, with turns of 10 s, a third of one apart (a at 43.3 s, b at 46.7 s, c at 50 s):
 *
 * - An application in good order is 30 records at 0.2 s each, 6 s with the answers.
 * - Enactor a asks at 43.3 s and is answered by way of two slow messages; each of ten records before
 *   the regional one costs two more and its 0.2 s; the eleventh act is one more. That is 2 s and 23
 *   messages of 0.38 s: it comes at 54.1 s, 10.4 s after the check, or up to 1.4 s sooner or later,
 *   as messages vary by 0.06 s.
 * - Enactor c has put its plan there at 52.1 s, and cleans up at 56 s: a's act falls in between, on
 *   every seed. Its plan, of 43.7 s, is 31 generations older than c's, of 50 s: more than 20.
 * - No clean-up before has deleted it: b's, at 52.7 s, goes by a plan of 46.7 s, 15 newer.
 *
 * When the clean-up is over the link is in good order again; the record is not.
 */
export default scenario({
  name: "dns-outage-of-2025",
  question: "One of three DNS enactors is slow between its check and its act: what can it destroy?",
  source:
    "AWS, Summary of the Amazon DynamoDB Service Disruption in the Northern Virginia Region, 19 and 20 October 2025 (PES25)",
  claims: ["O4"],
  figures: {
    O4: ["emptyRecord", "checkToAct", "causeToRepair", "lookUpsFailed", "requestsServed"],
  },

  topology: {
    zones: ["a", "b", "c"].map((name) => ({ name, machines: 2, clients: 2 })),
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
  faults: [
    slowLink({
      between: [[enactorMachine("a")], [dnsMachine]],
      delay: ms(380),
      jitter: ms(60),
      from: seconds(41),
      until: seconds(57),
    }),
  ],
  duration: seconds(150),
  seeds: { first: 1, count: 20 },

  cases: [
    {
      name: "as in 2025",
      system: dns2025(),
      expect: [
        breaks(
          dnsRegionalEndpointResolves,
          "an enactor that was held up puts an old plan over a newer one, which its check cannot " +
            "know of any more, and the clean-up of another one deletes that plan for its age",
        ),
        breaks(dnsRecordsNeverGoBack, "the check is made once, at the start of 30 acts"),
        breaks(neverEmpty, "nothing but people can repair a record whose plan is gone"),
        breaks(everyLookUp, "a record without a plan has no address"),
        breaks(
          servedFrom({ from: seconds(60), share: 0.95 }),
          "connections that close cannot be opened again",
        ),
        holds(dnsClientsReturn),
        cameLate,
        reached("change-refused-as-inconsistent"),
        reached("restored-by-hand"),
      ],
      breaksInvariants: {
        "active-plan-exists": "clean-up asks how old a plan is, not whether it is in use",
      },
    },
    {
      // Refused at the first record where another enactor has been meanwhile, it gives up.
      name: "compare-and-set",
      system: dns2025({ remedy: "compare-and-set" }),
      expect: [
        holds(dnsRegionalEndpointResolves),
        holds(dnsRecordsNeverGoBack),
        holds(neverEmpty),
        holds(everyLookUp),
        holds(allServed),
        cameLate,
        reached("gave-up-overtaken"),
      ],
    },
    {
      // The record is not emptied, and is out of date until the next enactor comes by.
      name: "clean-up keeps what is referenced",
      system: dns2025({ cleanUp: "keeps-referenced" }),
      expect: [
        holds(dnsRegionalEndpointResolves),
        breaks(dnsRecordsNeverGoBack, "what clean-up spares has been put there all the same"),
        holds(neverEmpty),
        holds(everyLookUp),
        holds(allServed),
        cameLate,
      ],
    },
    {
      name: "both",
      system: dns2025({ remedy: "compare-and-set", cleanUp: "keeps-referenced" }),
      expect: [
        holds(dnsRegionalEndpointResolves),
        holds(dnsRecordsNeverGoBack),
        holds(neverEmpty),
        holds(everyLookUp),
        holds(allServed),
        cameLate,
        reached("gave-up-overtaken"),
      ],
    },
  ],
});
