import test from "ava";
import { constant, exponential } from "./distribution.ts";
import { address, simulate, sketch } from "./sketch.test-helper.ts";
import { at, ms } from "./time.ts";

const meanOf = (values: Float64Array): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Times until the second of three acknowledgements, one from the own disk, in ms, sorted. */
function quorumTimes(rounds: number): Float64Array {
  const times: number[] = [];
  const leader = sketch({
    start: (effects) => {
      effects.setTimer("round", ms(100), ms(100));
      return { asked: 0, acks: 0 };
    },
    handle: (state: { asked: number; acks: number }, event, effects) => {
      if (event.kind === "timer") {
        state.asked = event.at;
        state.acks = 0;
        effects.setTimer("round", ms(100), ms(100));
        effects.persist({ kind: "record" });
        for (const peer of ["b", "c"]) effects.send(address(peer), { kind: "append" });
      } else if (++state.acks === 2) {
        effects.note({ kind: "committed" });
        times.push((event.at - state.asked) / 1_000);
      }
    },
  });
  const follower = sketch({
    handle: (_, event, effects) => {
      if (event.kind === "message") effects.send(event.from, { kind: "ack" });
    },
  });
  const delay = exponential({ mean: ms(1) });
  const simulation = simulate(
    { a: leader, b: follower, c: follower },
    {
      machine: { flush: delay },
      network: {
        withinZone: delay,
        acrossZones: delay,
        pairs: { "zone-b>zone-a": constant(ms(0)), "zone-c>zone-a": constant(ms(0)) },
      },
    },
  );
  simulation.runUntil(at(ms(100 * rounds + 99)));
  return Float64Array.from(times).sort();
}

test("a quorum of two of three takes the second smallest of three delays", (t) => {
  const rounds = 40_000;
  const times = quorumTimes(rounds);
  t.is(times.length, rounds);
  // Of three exponential delays with mean 1: 1/3 to the first, 1/2 more to the second.
  const tolerance = 4 * Math.sqrt((1 / 9 + 1 / 4) / rounds);
  const mean = meanOf(times);
  t.true(Math.abs(mean - 5 / 6) < tolerance, `${mean}, expected ${5 / 6} ± ${tolerance}`);
  // P(second > x) = 3 e^-2x - 2 e^-3x
  for (const x of [0.25, 0.7, 1.5, 2.5]) {
    const expected = 3 * Math.exp(-2 * x) - 2 * Math.exp(-3 * x);
    const found = times.filter((time) => time > x).length / rounds;
    const error = 4 * Math.sqrt((expected * (1 - expected)) / rounds);
    t.true(
      Math.abs(found - expected) < error,
      `${found} above ${x}, expected ${expected} ± ${error}`,
    );
  }
});
