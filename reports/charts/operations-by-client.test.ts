import test from "ava";
import { lanesOf } from "../drawing/lanes.ts";
import { matchesGolden } from "../golden-picture.test-helper.ts";
import { operationsWindow } from "../operations-window.ts";
import { few } from "../sample/few.ts";
import { sampleDrift, sampleOutage } from "../sample-recording.ts";
import { type ClientOperations, operationsByClient } from "./operations-by-client.ts";

const span = { from: 0, until: 1_000_000 };

const chartOf = (entries: Parameters<typeof few>[0]): ClientOperations => ({
  id: "operations",
  caseNumber: 1,
  span,
  faults: [],
  lanes: lanesOf(few(entries), span, 9).lanes,
  ringed: new Map(),
  points: new Map(),
});

test("a stale read and the write it missed look as they did", (t) => {
  const window = operationsWindow(sampleDrift("holds").cases[1]!, undefined)!;
  const ringed = new Map(window.ringed.map(({ request }, index) => [request, "AB".charAt(index)]));
  const { lanes } = lanesOf(window.operations, window.span, 9);
  const chart = { ...chartOf([]), span: window.span, lanes, ringed, points: window.points };
  matchesGolden(t, "operations-stale-read", operationsByClient(chart));
});

test("clients left alone through an outage look as they did", (t) => {
  const { cases } = sampleOutage(10);
  const moment = { from: 9_000_000, until: 13_500_000, why: "" };
  const window = operationsWindow(cases[0]!, moment)!;
  const { lanes } = lanesOf(window.operations, window.span, 9);
  const faults = cases[0]!.result.faults;
  matchesGolden(
    t,
    "operations-outage",
    operationsByClient({ ...chartOf([]), span: moment, lanes, faults }),
  );
});

test("only what nobody knows is open to the right", (t) => {
  const { markup } = operationsByClient(
    chartOf([
      { invoked: 0 },
      { invoked: 300_000, outcome: "fail" },
      { invoked: 500_000, outcome: "info", completed: 600_000 },
    ]),
  );
  t.is(markup.match(/class="tail"/g)?.length, 1);
  t.regex(markup, /class="op unknown write"[\s\S]*?class="tail"/);
  t.regex(markup, /class="op failed write"[\s\S]*?class="diagonal"/);
});

test("an operation is ringed, named and the target of its link", (t) => {
  const chart = chartOf([{ invoked: 100_000 }]);
  const request = chart.lanes[0]!.rows[0]![0]!.request;
  const { markup } = operationsByClient({ ...chart, ringed: new Map([[request, "A"]]) });
  t.true(markup.includes('id="op=0"'));
  t.regex(markup, /class="ring"[\s\S]*?>A</);
});

test("keys and values with markup in them stay text", (t) => {
  const key = `<script>alert("k")</script>`;
  const { markup } = operationsByClient(
    chartOf([{ key, argument: "<b>", process: "<i>", completed: 900_000 }]),
  );
  t.false(/<script|<b>|<i>/.test(markup));
});
