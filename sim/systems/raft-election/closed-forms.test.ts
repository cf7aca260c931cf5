import test from "ava";
import {
  firstTimerUpWithin,
  meanElection,
  meanFirstTimer,
  meanTerms,
  splitVoteShare,
} from "./closed-forms.ts";

const share = (members: number, failed: number, latency: number): number =>
  splitVoteShare({ members, running: members - failed, latency });

test("split votes are as common as Ongaro 2014, §9.2, says", (t) => {
  for (const [members, failed, latency, published, digits] of [
    [5, 1, 0.01, 0.0006, 0.00005],
    [5, 1, 0.1, 0.052, 0.0005],
    [5, 1, 0.2, 0.181, 0.0005],
    [7, 1, 0.2, 0.1, 0.005],
    [9, 2, 0.2, 0.15, 0.005],
    // "about half", "about 35 %", "nearly 70 %", "40 %".
    [5, 2, 0.2, 0.5, 0.02],
    [9, 3, 0.2, 0.35, 0.01],
    [9, 4, 0.2, 0.7, 0.03],
    [9, 4, 0.1, 0.4, 0.01],
  ] as const) {
    const found = share(members, failed, latency);
    const where = `${members} servers, ${failed} failed, latency ${latency}`;
    t.true(Math.abs(found - published) <= digits, `${where}: ${found}, published ${published}`);
  }
});

test("split votes are as common as another program computes them", (t) => {
  const latencies = [0.01, 0.05, 0.1, 0.15, 0.2, 0.3];
  for (const [members, failed, ...shares] of [
    [3, 0, 0.0003, 0.0073, 0.028, 0.0607, 0.104, 0.216],
    [3, 1, 0.0199, 0.0975, 0.19, 0.2775, 0.36, 0.51],
    [5, 0, 0, 0.0012, 0.0086, 0.0266, 0.0579, 0.1631],
    [5, 1, 0.0006, 0.014, 0.0523, 0.1095, 0.1808, 0.3483],
    [5, 2, 0.0297, 0.1426, 0.271, 0.3859, 0.488, 0.657],
    [7, 1, 0, 0.0022, 0.0159, 0.0473, 0.0989, 0.2557],
    [7, 3, 0.0394, 0.1855, 0.3439, 0.478, 0.5904, 0.7599],
    [9, 2, 0, 0.0038, 0.0257, 0.0738, 0.148, 0.3529],
    [9, 3, 0.0015, 0.0328, 0.1143, 0.2235, 0.3446, 0.5798],
    [9, 4, 0.049, 0.2262, 0.4095, 0.5563, 0.6723, 0.8319],
  ] as const) {
    for (const [index, expected] of shares.entries()) {
      const latency = latencies[index]!;
      const found = share(members, failed, latency);
      // To four digits; the last may be rounded either way.
      const where = `${members} servers, ${failed} failed, latency ${latency}`;
      t.true(Math.abs(found - expected) < 0.000051, `${where}: ${found}, expected ${expected}`);
    }
  }
});

test("the first of four timers is up in the first quarter of the range in 68 % of elections", (t) => {
  t.is(firstTimerUpWithin(0.25, 4).toFixed(2), "0.68");
  t.is(meanFirstTimer(4), 1 / 5);
});

test("a split vote in every fifth term makes five terms of four elections", (t) => {
  // One server of three failed: both must vote for the same one, so (1 - latency)² do not split.
  const situation = { members: 3, running: 2, latency: 1 - Math.sqrt(0.8) };
  t.is(meanTerms(situation).toFixed(12), "1.250000000000");
});

test("five servers 35 ms apart, with timers of 300 to 600 ms, elect a leader in 425 ms", (t) => {
  const election = meanElection({ members: 5, running: 5, latency: 35 / 300 }, 0);
  t.is(Math.round(election * 300), 425);
});

test("a durable write of the voters adds its own length to an election", (t) => {
  const situation = { members: 5, running: 4, latency: 0.1 };
  t.is((meanElection(situation, 0.05) - meanElection(situation, 0)).toFixed(12), "0.050000000000");
});
