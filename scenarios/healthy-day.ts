import { replicasConverge } from "../properties/finals/replicas-converge.ts";
import { allServed } from "../properties/histories/all-served.ts";
import { linearizable } from "../properties/histories/linearizable.ts";
import { outageAtMost } from "../properties/histories/outage-at-most.ts";
import { poisson } from "../sim/client/arrivals.ts";
import { zipf } from "../sim/client/keys.ts";
import { openLoop } from "../sim/client/workload.ts";
import { ms, seconds } from "../sim/kernel/time.ts";
import { region } from "../sim/systems/dynamodb/hardware.ts";
import { dynamodb } from "../sim/systems/dynamodb/system.ts";
import { holds, reached, scenario } from "./scenario.ts";

/** The measure of everything else: nothing goes wrong, so nothing may be refused. */
export default scenario({
  name: "healthy-day",
  question: "Nothing goes wrong: how long do reads and writes take, and is everything answered?",
  source: "ATC '22, §3 (write path), §6.1 (two of three); facts, section 10 (latency targets)",
  claims: [],

  topology: {
    zones: [
      { name: "a", machines: 1, clients: 10 },
      { name: "b", machines: 1, clients: 10 },
      { name: "c", machines: 1, clients: 10 },
    ],
    ...region,
  },
  workload: openLoop({
    arrivals: poisson({ perSecond: 500 }),
    writes: 0.5,
    reads: { strong: 0.5 },
    keys: zipf({ keys: 1_000, exponent: 0.99 }),
  }),
  faults: [],
  duration: seconds(60),
  seeds: { first: 1, count: 200 },

  cases: [
    {
      system: dynamodb(),
      expect: [
        holds(allServed),
        holds(linearizable),
        // 250 writes/s: a gap of 100 ms has a chance of e^-25 at each of them.
        holds(outageAtMost(ms(100))),
        holds(replicasConverge),
        reached("write-acknowledged", 10_000),
      ],
    },
  ],
});
