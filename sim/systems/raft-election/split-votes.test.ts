/**
 * Split votes and first timers on the kernel, against paper: Ongaro 2014, §9.1 to §9.3. All timers
 * start together, are drawn from 100 to 200 ms, and disks take no time.
 */

import test from "ava";
import { constant, type Distribution, uniform } from "../../kernel/distribution.ts";
import { ms } from "../../kernel/time.ts";
import {
  firstTimerUpWithin,
  meanElection,
  meanFirstTimer,
  meanTerms,
  splitVoteShare,
} from "./closed-forms.ts";
import { type Election, runElections, spreadOf } from "./elections.test-helper.ts";
import { documented, isWithin, percent, type Row } from "./validation-document.test-helper.ts";

/** The range of the timers, in ms: the unit of all latencies here. */
const range = 100;
const rounds = 3_000;

interface Case {
  readonly members: number;
  readonly failed: number;
}

/** Elections of a cluster whose last servers have failed, in rounds of so many ranges. */
function elections({ members, failed }: Case, delay: Distribution, length: number) {
  const names = [..."abcdefghi"].slice(0, members).map((zone) => `server-${zone}`);
  return runElections({
    seed: 1,
    rounds,
    length: ms(length * range),
    cluster: { servers: members, electionTimer: { min: ms(range), max: ms(2 * range) } },
    network: { withinZone: delay, acrossZones: delay },
    down: names.slice(members - failed),
  });
}

/** Share of first terms without a leader: all is over after 2.6 ranges, before anybody stands again. */
function splitShare(trial: Case, delay: Distribution): number {
  const all = elections(trial, delay, 3);
  return all.filter((election) => election?.terms !== 1).length / rounds;
}

/** Four standard errors of a share that is counted. */
const tolerance = (share: number): number => 4 * Math.sqrt((share * (1 - share)) / rounds);

const points = (share: number): string => `${(share * 100).toFixed(1)} points`;

const header = [
  "servers",
  "failed",
  "one-way latency",
  "published",
  "closed form",
  `ours, of ${rounds}`,
  "tolerance",
];

test("votes are split as often as the closed form says, with a fixed latency", (t) => {
  const rows: Row[] = [];
  for (const [members, failed, latency, published] of [
    [5, 1, 0.1, "5.2 %"],
    [5, 1, 0.2, "18.1 %"],
    [5, 2, 0.2, "about half"],
    [7, 1, 0.2, "about 10 %"],
    [9, 2, 0.2, "about 15 %"],
    [9, 3, 0.2, "about 35 %"],
    [9, 4, 0.1, "40 %"],
    [9, 4, 0.2, "nearly 70 %"],
  ] as const) {
    const expected = splitVoteShare({ members, running: members - failed, latency });
    const found = splitShare({ members, failed }, constant(ms(latency * range)));
    const [ours, margin] = [percent(found), points(tolerance(expected))];
    t.true(
      Math.abs(found - expected) <= tolerance(expected),
      `${members} servers, ${failed} failed: ${ours}, expected ${percent(expected)} ± ${margin}`,
    );
    const of = [String(members), String(failed), String(latency), published];
    rows.push([...of, percent(expected), ours, `± ${margin}`]);
  }
  const { actual, expected } = documented("split-votes", header, rows);
  t.is(actual, expected);
});

test("votes are split as often as published, with a latency of 0.1 to 0.2", (t) => {
  const rows: Row[] = [];
  for (const [members, failed, published, value] of [
    // Read off the contours of a figure; for nine servers, "similar" to a fixed latency of 0.15.
    [5, 0, "similar to 0.2: 5.8 %", 0.0579],
    [5, 1, "about 16 %", 0.16],
    [5, 2, "nearly 40 %", 0.385],
    [9, 4, "similar to 0.15: 55.6 %", 0.556],
  ] as const) {
    const found = splitShare({ members, failed }, uniform({ min: ms(10), max: ms(20) }));
    // The published share is rounded to a whole per cent, and was counted over 10,000 runs.
    const margin = tolerance(value) + 0.01;
    t.true(
      Math.abs(found - value) <= margin,
      `${members} servers, ${failed} failed: ${percent(found)}, published ${published}`,
    );
    const of = [String(members), String(failed), "0.1 to 0.2", published];
    rows.push([...of, "none", percent(found), `± ${points(margin)}`]);
  }
  const { actual, expected } = documented("split-votes-variable", header, rows);
  t.is(actual, expected);
});

test("the first timer is up when the closed form says, and so is the election", (t) => {
  const [trial, latency, running] = [{ members: 5, failed: 1 }, 0.1, 4];
  const all = elections(trial, constant(ms(latency * range)), 12);
  const ended = all.filter((election): election is Election => election !== undefined);
  t.is(ended.length, rounds, "every round ends with a leader");

  const early = ended.filter(({ stood }) => stood <= ms(1.25 * range)).length / rounds;
  const first = spreadOf(ended.map(({ stood }) => stood)).mean / range - 1;
  const terms = ended.reduce((sum, election) => sum + election.terms, 0) / rounds;
  const mean = spreadOf(ended.map(({ won }) => won)).mean / range;
  const situation = { members: 5, running, latency };
  const figures = [
    ["first timer up in the first quarter, share", firstTimerUpWithin(0.25, running), early, 0.05],
    ["first timer, beyond the shortest", meanFirstTimer(running), first, 0.05],
    ["terms of an election", meanTerms(situation), terms, 0.015],
    ["an election", meanElection(situation, 0), mean, 0.015],
  ] as const;
  for (const [name, expected, found, share] of figures) {
    t.true(isWithin(share, expected, found), `${name}: ${found}, expected ${expected}`);
  }
  const rows = figures.map(([name, expected, found, share]) => [
    name,
    expected.toFixed(3),
    found.toFixed(3),
    `± ${percent(share)}`,
  ]);
  const columns = ["mean of", "closed form", `ours, of ${rounds}`, "tolerance"];
  const { actual, expected } = documented("first-timers", columns, rows);
  t.is(actual, expected);
});
