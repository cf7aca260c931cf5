/**
 * Elections over a wide area, against AvailSim, the simulator of Ongaro 2014, §9.4: five servers,
 * one-way latency 30 to 40 ms, timers of 300 to 600 ms that all start together, no time for disks.
 * An election takes until its winner has a majority of votes. Published figures are read off the
 * thesis's graph of 10,000 elections; the text has those with "within".
 */

import test from "ava";
import { uniform } from "../../kernel/distribution.ts";
import { ms } from "../../kernel/time.ts";
import { type Election, runElections, spreadOf } from "./elections.test-helper.ts";
import { documented, isWithin, percent, type Row } from "./validation-document.test-helper.ts";

const rounds = 6_000;

function elections(failed: number) {
  const latency = uniform({ min: ms(30), max: ms(40) });
  const all = runElections({
    seed: 1,
    rounds,
    length: ms(failed === 2 ? 4_500 : 2_500),
    cluster: { servers: 5, electionTimer: { min: ms(300), max: ms(600) } },
    network: { withinZone: latency, acrossZones: latency },
    down: ["server-d", "server-e"].slice(0, failed),
  });
  const ended = all.filter((election): election is Election => election !== undefined);
  return { ended: ended.length, spread: spreadOf(ended.map(({ won }) => won)) };
}

test("with no failure, elections take as long as in AvailSim's figure", (t) => {
  const { ended, spread } = elections(0);
  t.is(ended, rounds, "every round ends with a leader");
  const figures = [
    ["mean", 430, spread.mean, 0.015],
    ["p1", 368, spread.quantile(10), 0.015],
    ["p5", 372, spread.quantile(50), 0.015],
    ["p10", 375, spread.quantile(100), 0.015],
    ["p25", 386, spread.quantile(250), 0.015],
    ["p50", 410, spread.quantile(500), 0.015],
    ["p75", 446, spread.quantile(750), 0.015],
    ["p90", 489, spread.quantile(900), 0.02],
    ["p95", 526, spread.quantile(950), 0.02],
    ["p99", 833, spread.quantile(990), 0.05],
  ] as const;
  for (const [name, published, ours, share] of figures) {
    t.true(isWithin(share, published, ours), `${name}: ${ours} ms, published ${published} ms`);
  }
  const rows = figures.map(([name, published, ours, share]) => [
    name,
    published.toFixed(0),
    ours.toFixed(1),
    `± ${percent(share)}`,
  ]);
  const header = ["election, ms", "published", `ours, of ${rounds}`, "tolerance"];
  const { actual, expected } = documented("wan", header, rows);
  t.is(actual, expected);
});

test("with servers failed, elections take about as long as in AvailSim's figure and text", (t) => {
  const table: Row[] = [];
  for (const [failed, mean, share, mostWithin] of [
    [1, 469, 0.015, 1_500],
    [2, 632, 0.03, 3_000],
  ] as const) {
    const { ended, spread } = elections(failed);
    t.is(ended, rounds, "every round ends with a leader");
    const ours = spread.mean;
    t.true(isWithin(share, mean, ours), `mean ${ours} ms, published ${mean} ms`);
    const most = spread.quantile(999);
    t.true(most <= mostWithin, `p99.9 ${most} ms, published within ${mostWithin} ms`);
    table.push(
      [String(failed), "mean", String(mean), ours.toFixed(1), `± ${percent(share)}`],
      [String(failed), "p99.9", `within ${mostWithin}`, most.toFixed(1), "not above"],
    );
  }
  const header = ["failed", "election, ms", "published", `ours, of ${rounds}`, "tolerance"];
  const { actual, expected } = documented("wan-failures", header, table);
  t.is(actual, expected);
});
