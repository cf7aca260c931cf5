import test from "ava";
import { caseView } from "../case-view.ts";
import { matchesGolden } from "../golden-picture.test-helper.ts";
import { sampleDrift, sampleNothing, sampleOutage } from "../sample-recording.ts";
import { masterTimeline, type Timeline } from "./master-timeline.ts";

function timelineOf(view: ReturnType<typeof caseView>, which: "whole" | "close"): Timeline {
  const { recording, summary, violations, ballots, moment } = view;
  const { span, byClass } = view.views.find(({ name }) => name === which)!;
  return {
    id: "timeline",
    span,
    faults: recording.result.faults,
    postures: recording.postures,
    ballots,
    served: byClass,
    violations,
    loadEnds: recording.loadEnds,
    gap: summary.outage,
    closeUp: which === "whole" ? moment : undefined,
    linkedCase: which === "whole" ? view.number : undefined,
  };
}

const outage = caseView(sampleOutage(60).cases[0]!, 1);
const stale = caseView(sampleDrift("holds").cases[1]!, 2);

test("the whole of an outage looks as it did", (t) => {
  matchesGolden(t, "timeline-outage", masterTimeline(timelineOf(outage, "whole")));
});

test("the close-up of a violation looks as it did", (t) => {
  matchesGolden(t, "timeline-violation", masterTimeline(timelineOf(stale, "close")));
});

test("every violation is marked, and is where its link leads", (t) => {
  const { markup } = masterTimeline(timelineOf(stale, "whole"));
  t.is(markup.match(/class="violation"/g)?.length, 2);
  t.true(markup.includes('id="case=2&amp;t=12.480"'));
  t.false(masterTimeline(timelineOf(stale, "close")).markup.includes('id="case=2&amp;t='));
});

test("two violations at one instant do not share an id", (t) => {
  const timeline = timelineOf(stale, "whole");
  const [first] = timeline.violations;
  const { markup } = masterTimeline({
    ...timeline,
    violations: [first!, { ...first!, name: "too" }],
  });
  t.is(markup.match(/id="case=2&amp;t=12.430"/g)?.length, 1);
});

test("a replica that waits out a lease is hatched, one that is down has a cross", (t) => {
  const { markup } = masterTimeline(timelineOf(outage, "close"));
  t.regex(markup, /storage-b: waiting[\s\S]*?class="diagonal"/);
  t.regex(markup, /storage-a: down[\s\S]*?class="cross"/);
});

test("the time without an acknowledged write is measured and named", (t) => {
  const { markup } = masterTimeline(timelineOf(outage, "whole"));
  t.regex(markup, /2\.6\d\u00a0s without an acknowledged write/);
});

test("a run in which nothing happened is still a picture", (t) => {
  const { markup } = masterTimeline(timelineOf(caseView(sampleNothing().cases[0]!, 1), "whole"));
  t.true(markup.includes("no faults in this run"));
  t.false(/NaN|Infinity|undefined/.test(markup));
});

test("more kinds of fault than there are lanes for are counted", (t) => {
  const faults = Array.from({ length: 20 }, (_, index) => ({
    name: "cut",
    about: `storage-${index}`,
    from: 1_000_000,
    until: 2_000_000,
  }));
  const { markup } = masterTimeline({ ...timelineOf(outage, "whole"), faults });
  t.is(markup.match(/class="band"/g)?.length, 14);
  t.true(markup.includes("6 more faults not drawn"));
});
