import test from "ava";
import { caseView, type View } from "../case-view.ts";
import { dotsOf } from "../dots.ts";
import { matchesGolden } from "../golden-picture.test-helper.ts";
import { sampleOutage } from "../sample-recording.ts";
import { latencyOverTime } from "./latency-over-time.ts";

const view = caseView(sampleOutage(12).cases[0]!, 1);
const { faults } = view.recording.result;

const panelsOf = ({ byClass, span }: View) =>
  byClass.map((one) => ({ ...one, dots: dotsOf(one.operations, span, 120) }));

test("latency through an outage looks as it did", (t) => {
  const [whole] = view.views;
  const chart = { id: "latency", span: whole!.span, faults, panels: panelsOf(whole!) };
  matchesGolden(t, "latency-outage", latencyOverTime(chart));
});

test("outcomes differ in shape: dots, triangles, crosses", (t) => {
  const [whole] = view.views;
  const chart = { id: "latency", span: whole!.span, faults, panels: panelsOf(whole!) };
  const { markup } = latencyOverTime(chart);
  const path = (name: string): string =>
    [...markup.matchAll(new RegExp(`class="dot ${name}" d="([^"]*)"`, "g"))]
      .map(([, d]) => d)
      .join("");
  t.regex(path("ok"), /^(M[\d.]+ [\d.]+h0)+$/);
  t.regex(path("unknown"), /^(M[\d.]+ [\d.]+h6l-3-5z)+$/);
  t.regex(path("failed"), /^(M[\d.]+ [\d.]+l5 5m0-5l-5 5)+$/);
});

test("a line breaks where no attempt was answered", (t) => {
  const [whole] = view.views;
  const bins = [true, false, true].map((answered, index) => ({
    from: index * 1_000_000,
    until: (index + 1) * 1_000_000,
    attempted: 1,
    ok: answered ? 1 : 0,
    unknown: 0,
    failed: answered ? 0 : 1,
    latency: answered ? { count: 1, p50: 2_000, p95: 2_000, p99: 2_000, max: 2_000 } : undefined,
  }));
  const panel = { name: "writes" as const, dots: dotsOf([], whole!.span, 1), bins };
  const { markup } = latencyOverTime({ id: "x", span: whole!.span, faults: [], panels: [panel] });
  t.is(/class="line p50" d="([^"]*)"/.exec(markup)?.[1]?.match(/M/g)?.length, 2);
});

test("attempts that were never answered have a lane of their own", (t) => {
  const [whole] = view.views;
  const dots = {
    ok: [],
    unknown: [],
    failed: [],
    silent: [5_000_000],
    hidden: { ok: 0, others: 0 },
  };
  const panel = { name: "writes" as const, dots, bins: [] };
  const { markup } = latencyOverTime({ id: "x", span: whole!.span, faults: [], panels: [panel] });
  t.true(markup.includes(">no answer<"));
});
