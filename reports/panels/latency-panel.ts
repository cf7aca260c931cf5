import type { Bin } from "../bins.ts";
import type { CaseView, View } from "../case-view.ts";
import { latencyOverTime } from "../charts/latency-over-time.ts";
import { rateByOutcome } from "../charts/rate-by-outcome.ts";
import { type Dots, dotsOf } from "../dots.ts";
import { latencyKeys, legend, outcomeKeys } from "../drawing/legend.ts";
import { type Markup, markup } from "../escape.ts";
import { countOf, countText, lengthText } from "../number-text.ts";
import { binTable } from "./bin-table.ts";
import { figure, panel } from "./figure.ts";

/** How long answers took, and how many there were of each kind. */
export function latencyPanel(view: CaseView): Markup {
  return panel(
    `case-${view.number}-latency`,
    "Latency and rate",
    "How long did answers take, which requests felt the fault, and what became of all that was asked?",
    view.summary.classes.length === 0
      ? [markup`<p>No client asked anything in this run.</p>`]
      : view.views.map((one) => [latencyFigure(view, one), rateFigure(view, one)]),
  );
}

/** Ok answers drawn in each panel, besides the slowest of each column. */
const room = 700;

function latencyFigure({ number, recording }: CaseView, view: View): Markup {
  const { name, span, binWidth, byClass } = view;
  const panels = byClass.map((one) => ({ ...one, dots: dotsOf(one.operations, span, room) }));
  return figure({
    view: name,
    caption: [
      `A mark for each attempt, at the time it was asked; the scale is logarithmic. ${hiddenText(panels.map(({ dots }) => dots))} Lines are of all answers ok, in windows of ${lengthText(binWidth)}; in a window of fewer than 100 answers p99 is the slowest of them.`,
    ],
    legend: legend(latencyKeys),
    picture: latencyOverTime({
      id: `case-${number}-latency-${name}`,
      span,
      faults: recording.result.faults,
      panels,
    }),
    words: [
      binTable<Bin>(
        "Latency of attempts answered ok",
        binWidth,
        byClass.flatMap((one) =>
          (["p50", "p99"] as const).map((quantile) => ({
            head: `${one.name} ${quantile}`,
            bins: one.bins,
            text: ({ latency }) => (latency === undefined ? "" : lengthText(latency[quantile])),
          })),
        ),
      ),
    ],
  });
}

function hiddenText(all: readonly Dots[]): string {
  const sum = (pick: (dots: Dots) => number): number =>
    all.reduce((total, dots) => total + pick(dots), 0);
  const [ok, others] = [sum(({ hidden }) => hidden.ok), sum(({ hidden }) => hidden.others)];
  const shown = sum((dots) => dots.ok.length);
  const rest =
    others === 0
      ? "All failed and unknown attempts are drawn."
      : `${countOf(others, "failed or unknown attempt is", "failed or unknown attempts are")} not drawn.`;
  if (ok === 0) return `All ${countText(shown)} ok answers are drawn. ${rest}`;
  return `Of ${countText(shown + ok)} ok answers ${countText(shown)} are drawn: an even sample, and the slowest of every second column of the picture. ${rest}`;
}

function rateFigure({ number, recording }: CaseView, { name, span, binWidth, all }: View): Markup {
  return figure({
    view: name,
    caption: [
      `Attempts per second, all kinds of request together, by what became of them; retries count as attempts of their own. Windows of ${lengthText(binWidth)}.`,
    ],
    legend: legend(outcomeKeys),
    picture: rateByOutcome({
      id: `case-${number}-rate-${name}`,
      span,
      faults: recording.result.faults,
      bins: all,
    }),
    words: [
      binTable("Attempts by outcome", binWidth, [
        { head: "ok", bins: all, text: ({ ok }) => countText(ok) },
        { head: "unknown", bins: all, text: ({ unknown }) => countText(unknown) },
        { head: "failed", bins: all, text: ({ failed }) => countText(failed) },
      ]),
    ],
  });
}
