import test from "ava";
import { caseView } from "../case-view.ts";
import { matchesGolden } from "../golden-picture.test-helper.ts";
import { sampleOutage } from "../sample-recording.ts";
import { rateByOutcome } from "./rate-by-outcome.ts";

const view = caseView(sampleOutage(60).cases[0]!, 1);
const { faults } = view.recording.result;

test("the rate through an outage looks as it did", (t) => {
  const [whole] = view.views;
  const chart = { id: "rate", span: whole!.span, faults, bins: whole!.all };
  matchesGolden(t, "rate-outage", rateByOutcome(chart));
});

const second = { from: 0, until: 1_000_000, latency: undefined };

test("outcomes stand on one another: ok, unknown, failed", (t) => {
  const bins = [{ ...second, attempted: 4, ok: 1, unknown: 1, failed: 2 }];
  const { markup } = rateByOutcome({
    id: "rate",
    span: { from: 0, until: 1_000_000 },
    faults: [],
    bins,
  });
  const edges = (name: string): readonly (string | undefined)[] =>
    new RegExp(`class="${name} fill" d="M[\\d.]+ ([\\d.]+)h[\\d.]+V([\\d.]+)`)
      .exec(markup)
      ?.slice(1) ?? [];
  t.deepEqual(edges("ok"), ["158", "123"]);
  t.deepEqual(edges("unknown"), ["123", "88"]);
  t.deepEqual(edges("failed"), ["88", "18"]);
});

test("an empty stretch has an axis and no bars", (t) => {
  const bins = [{ ...second, attempted: 0, ok: 0, unknown: 0, failed: 0 }];
  const { markup } = rateByOutcome({
    id: "rate",
    span: { from: 0, until: 1_000_000 },
    faults: [],
    bins,
  });
  t.true(markup.includes('class="ok fill" d=""'));
  t.false(/NaN|Infinity/.test(markup));
});
