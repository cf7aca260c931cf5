/**
 * The kernel against what is known: queueing theory's closed forms (Kleinrock, Queueing Systems I)
 * and order statistics. Tolerances are four standard errors of the figure, from the asymptotic
 * variances that are named beside them; seeds are fixed, so a failure is a change, not bad luck.
 */

import test from "ava";
import { constant, type Distribution, exponential, sampler } from "./distribution.ts";
import type { Observer } from "./observer.ts";
import { address, judge, simulate, sketch, type WordEffects } from "./sketch.test-helper.ts";
import { at, type Duration, ms, seconds } from "./time.ts";

const meanService = ms(1);

interface Queue {
  readonly load: number;
  readonly cores: number;
  readonly service: Distribution;
  readonly jobs: number;
}

/** Sojourn times in units of the mean service, and what was counted on the way. */
interface Observed {
  readonly sojourns: Float64Array;
  /** Integral of the number of jobs in the system over time, µs. */
  readonly jobTime: number;
  readonly sumOfSojourns: number;
}

/**
 * Poisson arrivals: a token goes round between two roles over a link with an exponential delay, and
 * sends one job per round. Jobs carry their service time and when they came.
 */
function runQueue({ load, cores, service, jobs }: Queue): Observed {
  const draw = sampler(service);
  const serviceOf = (effects: WordEffects): Duration =>
    draw({ u32: () => effects.pick(0x1_0000_0000) });
  const pacer = sketch({
    start: (effects) => effects.send(address("source"), { kind: "token" }),
    handle: (_, _event, effects) => effects.send(address("source"), { kind: "token" }),
  });
  const source = sketch({
    start: () => ({ sent: 0 }),
    handle: (state: { sent: number }, event, effects) => {
      if (state.sent++ >= jobs) return;
      effects.send(address("server"), { kind: "job", n: event.at, list: [serviceOf(effects)] });
      effects.send(address("pacer"), { kind: "token" });
    },
  });
  const server = sketch({ serviceTime: ({ list }) => list![0] as Duration });
  const count = counting(jobs, server);
  const simulation = simulate(
    { pacer, source, server },
    {
      machine: { cores },
      observers: [count.observer],
      faults: [jobsMayOvertake],
      network: {
        withinZone: constant(ms(0)),
        acrossZones: constant(ms(0)),
        pairs: { "zone-pacer>zone-source": exponential({ mean: interval(load, cores) }) },
      },
    },
  );
  simulation.runUntil(at(seconds(jobs)));
  return count.result();
}

/** A link is ordered, through the receiver's processor too; the textbook's arrivals know no links. */
const jobsMayOvertake = judge(0, 1_000_000_000, (_from, to, fate) => {
  fate.unordered = to.machine === "on-server";
});

const interval = (load: number, cores: number): Duration =>
  Math.round(meanService / (load * cores)) as Duration;

function counting(jobs: number, server: ReturnType<typeof sketch>) {
  const sojourns = new Float64Array(jobs);
  let [done, inSystem, since, jobTime, sumOfSojourns] = [0, 0, 0, 0, 0];
  const change = (now: number, by: number): void => {
    jobTime += inSystem * (now - since);
    since = now;
    inSystem += by;
  };
  const observer: Observer = {
    onStep(step, { now }) {
      const served = step.by(server)?.event;
      if (served === undefined) return;
      if (served.kind !== "message") throw new Error(`unexpected ${served.kind}`);
      const sojourn = now - served.message.n!;
      sumOfSojourns += sojourn;
      sojourns[done++] = sojourn / meanService;
      change(now, -1);
    },
    onMessage: ({ from, to, now }) => {
      // The source sends its job, without delay, at the instant in which its token arrives.
      if (from === "pacer" && to === "source" && done + inSystem < jobs) change(now, 1);
    },
  };
  const result = (): Observed => ({ sojourns: sojourns.toSorted(), jobTime, sumOfSojourns });
  return { observer, result };
}

const meanOf = (values: Float64Array): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const quantile = (sorted: Float64Array, share: number): number =>
  sorted[Math.floor(share * sorted.length)]!;

const exponentialService = exponential({ mean: meanService });

test("M/M/1: mean time in the system is 1 / (1 - load)", (t) => {
  for (const [load, expected, variance] of [
    // Asymptotic variance of the mean wait, load (2 + 5 load - 4 load² + load³) / (1 - load)^4
    // (Whitt 1989), and a little for the service itself.
    [0.5, 2, 35],
    [0.8, 5, 2_000],
  ] as const) {
    const jobs = 60_000;
    const { sojourns } = runQueue({ load, cores: 1, service: exponentialService, jobs });
    const tolerance = 4 * Math.sqrt(variance / jobs);
    const mean = meanOf(sojourns);
    t.true(Math.abs(mean - expected) < tolerance, `${mean}, expected ${expected} ± ${tolerance}`);
  }
});

test("M/M/1: time in the system is exponential", (t) => {
  const jobs = 120_000;
  const { sojourns } = runQueue({ load: 0.5, cores: 1, service: exponentialService, jobs });
  // Jobs wait behind one another: 30 / 4 of them tell as much as one independent draw would.
  const independent = jobs / 7.5;
  for (const share of [0.5, 0.95, 0.99]) {
    const expected = -Math.log(1 - share) / 0.5;
    const density = 0.5 * (1 - share);
    const tolerance = (4 * Math.sqrt((share * (1 - share)) / independent)) / density;
    const found = quantile(sojourns, share);
    t.true(
      Math.abs(found - expected) < tolerance,
      `p${share * 100} is ${found}, expected ${expected} ± ${tolerance}`,
    );
  }
});

test("M/D/1: mean time in the system is 1 + load / 2 (1 - load)", (t) => {
  for (const [load, expected, variance] of [
    // A third of M/M/1's variance and less: measured over 30 seeds, rounded up.
    [0.5, 1.5, 5],
    [0.8, 3, 300],
  ] as const) {
    const jobs = 60_000;
    const { sojourns } = runQueue({ load, cores: 1, service: constant(meanService), jobs });
    const tolerance = 4 * Math.sqrt(variance / jobs);
    const mean = meanOf(sojourns);
    t.true(Math.abs(mean - expected) < tolerance, `${mean}, expected ${expected} ± ${tolerance}`);
  }
});

test("M/M/2: the wait is what Erlang C says", (t) => {
  const jobs = 60_000;
  const { sojourns } = runQueue({ load: 0.8, cores: 2, service: exponentialService, jobs });
  const mean = meanOf(sojourns);
  // Two cores at load 0.8 wait 1.777778; the variance is below that of one core at that load.
  const tolerance = 4 * Math.sqrt(500 / jobs);
  t.true(Math.abs(mean - 2.777778) < tolerance, `${mean}, expected 2.777778 ± ${tolerance}`);
});

test("Little: the jobs in the system, summed over time, are the times in the system, summed", (t) => {
  for (const load of [0.3, 0.7, 0.95]) {
    const { jobTime, sumOfSojourns } = runQueue({
      load,
      cores: 1,
      service: exponentialService,
      jobs: 20_000,
    });
    t.true(sumOfSojourns > 0);
    t.is(jobTime, sumOfSojourns, "exactly, on every run");
  }
});
