import type { Posture } from "../../properties/result.ts";
import type { Bin, Span } from "../bins.ts";
import type { CaseView, View } from "../case-view.ts";
import { masterTimeline } from "../charts/master-timeline.ts";
import { overlaps } from "../drawing/frame.ts";
import { legend, outcomeKeys, postureKeys } from "../drawing/legend.ts";
import { drawablePostures } from "../drawing/posture-strip.ts";
import { type Markup, markup } from "../escape.ts";
import { faultSentence } from "../fault-words.ts";
import { countOf, instantText, lengthText, shareText } from "../number-text.ts";
import { binTable } from "./bin-table.ts";
import { figure, panel } from "./figure.ts";
import { table } from "./table.ts";

/** Faults, replicas and service on one axis. */
export function timelinePanel(view: CaseView): Markup {
  return panel(
    `case-${view.number}-timeline`,
    "Timeline",
    "Who led, what was broken, and who was served, when?",
    [markup`<div class="timeline">${view.views.map((one) => timelineFigure(view, one))}</div>`],
  );
}

function timelineFigure(view: CaseView, { name, span, binWidth, byClass }: View): Markup {
  const { recording, number, moment, summary, violations, ballots } = view;
  const { result, postures, loadEnds } = recording;
  const whole = name === "whole";
  const drawn = drawnPostures(postures, span);
  const hidden = postures.filter((posture) => overlaps(posture, span)).length - drawn.length;
  const about = whole
    ? markup`<b>The whole run.</b>`
    : markup`<b>Close-up, ${instantText(span.from, 1)} to ${instantText(span.until, 1)}</b>, ${moment?.why}.`;
  return figure({
    view: "overview",
    caption: [
      about,
      byClass.length > 0 &&
        ` A column in the lowest strips is what became of the attempts asked in ${lengthText(binWidth)} of virtual time.`,
      hidden > 0 && ` ${countOf(hidden, "short change")} of the replicas left out.`,
    ],
    legend: whole && legend([...keysFor(postures), ...(byClass.length > 0 ? outcomeKeys : [])]),
    picture: masterTimeline({
      id: `case-${number}-timeline-${name}`,
      span,
      faults: result.faults,
      postures: drawn,
      ballots,
      served: byClass.map((one) => ({ name: one.name, bins: one.bins })),
      violations,
      loadEnds,
      gap: summary.outage,
      closeUp: whole ? moment : undefined,
      linkedCase: whole ? number : undefined,
    }),
    words: [
      binTable<Bin>(
        "Share of attempts answered ok",
        binWidth,
        byClass.map((one) => ({
          head: one.name,
          bins: one.bins,
          text: ({ attempted, ok }) => (attempted === 0 ? "" : shareText(ok / attempted)),
        })),
      ),
      faultTable(view),
      postureTable(postures.filter((posture) => overlaps(posture, span))),
    ],
  });
}

const drawnPostures = (postures: readonly Posture[], span: Span): readonly Posture[] =>
  [...new Set(postures.map(({ role }) => role))].flatMap((role) =>
    drawablePostures(
      postures.filter((posture) => posture.role === role),
      span,
    ),
  );

function keysFor(postures: readonly Posture[]) {
  const seen = new Set(postures.map(({ as }) => as));
  return [...postureKeys].filter(([as]) => seen.has(as)).map(([, key]) => key);
}

const faultTable = ({ recording }: CaseView): Markup =>
  table({
    caption: faultCaption(recording.result.faults.length),
    columns: [
      { head: "From", number: true, cell: ({ from }) => instantText(from) },
      { head: "Until", number: true, cell: ({ until }) => instantText(until) },
      { head: "Fault", cell: ({ name }) => name },
      { head: "What it does", cell: faultSentence },
    ],
    rows: recording.result.faults.slice(0, mostFaults),
  });

const mostFaults = 80;

const faultCaption = (count: number): string =>
  count <= mostFaults ? "Faults" : `Faults; ${countOf(count - mostFaults, "later one")} left out`;

const mostPostures = 80;

function postureTable(postures: readonly Posture[]): Markup {
  const rows = postures.slice(0, mostPostures);
  const hidden = postures.length - rows.length;
  return table({
    caption: hidden === 0 ? "Replicas" : `Replicas; ${countOf(hidden, "later change")} left out`,
    columns: [
      { head: "From", number: true, cell: ({ from }) => instantText(from) },
      { head: "Until", number: true, cell: ({ until }) => instantText(until) },
      { head: "Replica", cell: ({ role }) => role },
      { head: "Is", cell: ({ as }) => as },
      { head: "Ballot", cell: ({ label }) => label },
    ],
    rows,
  });
}
