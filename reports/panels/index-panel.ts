import type { IndexCourse } from "../../properties/result.ts";
import type { CaseView, View } from "../case-view.ts";
import { backlogOverTime, lengthsOf } from "../charts/backlog-over-time.ts";
import { lagDistribution } from "../charts/lag-distribution.ts";
import { backlogKeys, lagKeys, legend } from "../drawing/legend.ts";
import type { Markup } from "../escape.ts";
import { countText, lengthText, shareText } from "../number-text.ts";
import { binTable } from "./bin-table.ts";
import { figure, panel } from "./figure.ts";
import { table } from "./table.ts";

/** Queues to global indexes over time, and both lags; nothing where there is no such index. */
export function indexPanel(view: CaseView): Markup | false {
  const { indexes } = view.recording;
  if (indexes === undefined) return false;
  return panel(
    `case-${view.number}-indexes`,
    "Indexes",
    "How much waited between tables and their indexes, and how far were indexes and replicas behind?",
    [...view.views.map((one) => backlogFigure(view, indexes, one)), lagFigure(view, indexes)],
  );
}

type Window = ReturnType<typeof lengthsOf>[number];

/** Steps of the picture in one window of the table. */
const finer = 8;

/** Rows of the picture: the longest queues. */
const mostRows = 6;

function backlogFigure(
  { number, recording }: CaseView,
  { queues }: IndexCourse,
  { name, span, binWidth }: View,
): Markup {
  const longest = ({ steps }: IndexCourse["queues"][number]): number =>
    steps.reduce((most, [, entries]) => Math.max(most, entries), 0);
  const rows = [...queues]
    .sort((left, right) => longest(right) - longest(left) || (left.name < right.name ? -1 : 1))
    .slice(0, mostRows);
  const hidden =
    rows.length < queues.length
      ? ` The longest ${rows.length} of ${queues.length} queues are drawn.`
      : "";
  return figure({
    view: name,
    caption: [
      `Index entries that a partition's committed writes ask for and the index does not show yet; in windows of ${lengthText(Math.ceil(binWidth / finer))}.${hidden}`,
    ],
    legend: legend(backlogKeys),
    picture: backlogOverTime({
      id: `case-${number}-backlog-${name}`,
      span,
      faults: recording.result.faults,
      queues: rows,
      width: Math.ceil(binWidth / finer),
    }),
    words: [
      binTable<Window>(
        "Entries waiting",
        binWidth,
        rows.map((queue) => ({
          head: queue.name,
          bins: lengthsOf(queue, span, binWidth),
          text: ({ entries }) => countText(entries),
        })),
      ),
    ],
  });
}

const shares = [0.1, 0.5, 0.9, 0.99, 1] as const;

function lagFigure({ number }: CaseView, { indexLags, replicaLags }: IndexCourse): Markup {
  const text = (lags: readonly number[], share: number): string =>
    lags.length === 0 ? "" : lengthText(lags[Math.ceil(lags.length * share) - 1] ?? 0);
  return figure({
    view: "always",
    caption: [
      "Time from the commit of a write until the index shows it, and until the last replica of its group has it: the share of writes that had arrived by then.",
    ],
    legend: legend(lagKeys),
    picture: lagDistribution({
      id: `case-${number}-lags`,
      index: indexLags,
      replica: replicaLags,
    }),
    words: [
      table({
        caption: "Lags",
        columns: [
          { head: "Share of writes", cell: (share: number) => shareText(share) },
          { head: "Index", number: true, cell: (share) => text(indexLags, share) },
          { head: "Last replica", number: true, cell: (share) => text(replicaLags, share) },
        ],
        rows: shares,
      }),
    ],
  });
}
