/** How much waited between tables and their indexes? */

import { scaleLinear } from "d3-scale";
import type { FaultBand, IndexCourse } from "../../properties/result.ts";
import type { Span } from "../bins.ts";
import { timeAxis } from "../drawing/axis.ts";
import { faultBands } from "../drawing/fault-bands.ts";
import { picture, plotLeft, plotRight, timeScale } from "../drawing/frame.ts";
import { join, type Markup, markup } from "../escape.ts";
import { countText, instantText } from "../number-text.ts";

export type Queue = IndexCourse["queues"][number];

export interface Backlog {
  readonly id: string;
  readonly span: Span;
  readonly faults: readonly FaultBand[];
  /** One above the other, each on a scale of its own. */
  readonly queues: readonly Queue[];
  /** µs: the longest in each window is drawn. */
  readonly width: number;
}

const top = 18;
const rowHeight = 96;
const gap = 34;

const topOf = (row: number): number => top + row * (rowHeight + gap);

export function backlogOverTime({ id, span, faults, queues, width }: Backlog): Markup {
  const bottom = topOf(Math.max(queues.length, 1) - 1) + rowHeight;
  return picture({
    id,
    span,
    title: "How much waited between tables and their indexes?",
    about: `Entries waiting over virtual time from ${instantText(span.from)} to ${instantText(span.until)}, one row for each partition and index, with the length at which writes are refused.`,
    height: bottom + 26,
    body: [
      faultBands(faults, span, { top, bottom, named: true }),
      ...queues.map((queue, row) => rowOf(queue, lengthsOf(queue, span, width), topOf(row), span)),
      timeAxis(span, top, bottom),
    ],
  });
}

/** The longest that the queue was in each window of the span. */
export function lengthsOf(
  { steps }: Queue,
  { from, until }: Span,
  width: number,
): readonly (Span & { readonly entries: number })[] {
  const lengths: (Span & { entries: number })[] = [];
  let next = 0;
  let now = 0;
  for (let start = from; start < until; start += width) {
    for (; next < steps.length && steps[next]![0] < start; next += 1) now = steps[next]![1];
    let longest = now;
    for (; next < steps.length && steps[next]![0] < start + width; next += 1) {
      now = steps[next]![1];
      if (now > longest) longest = now;
    }
    lengths.push({ from: start, until: start + width, entries: longest });
  }
  return lengths;
}

function rowOf(
  { name, full }: Queue,
  lengths: readonly (Span & { readonly entries: number })[],
  rowTop: number,
  span: Span,
): Markup {
  const rowBottom = rowTop + rowHeight;
  const longest = lengths.reduce((most, { entries }) => Math.max(most, entries), 1);
  // A bound far above what waits would leave nothing to see.
  const showsFull = full <= 2 * longest;
  const y = scaleLinear([0, showsFull ? Math.max(longest, full) : longest], [rowBottom, rowTop]);
  const x = timeScale(span);
  const bars = join(
    lengths
      .filter(({ entries }) => entries > 0)
      .map(
        ({ from, until, entries }) =>
          markup`M${x(from)} ${rowBottom}V${y(entries)}H${x(until)}V${rowBottom}z`,
      ),
  );
  const ticks = y
    .ticks(3)
    .map(
      (tick) =>
        markup`<path class="grid" d="M${plotLeft} ${y(tick)}H${plotRight}"/><text class="tick" x="${plotLeft - 8}" y="${y(tick) + 4}" text-anchor="end">${countText(tick)}</text>`,
    );
  const bound =
    showsFull &&
    markup`<path class="line p99" d="M${plotLeft} ${y(full)}H${plotRight}"/><text class="line-name" x="${plotRight + 6}" y="${y(full) + 4}">full</text>`;
  return markup`<g class="axis">${ticks}</g><path class="ok fill" d="${bars}"/>${bound}<text class="line-name" x="${plotLeft + 4}" y="${rowTop - 5}">${name}</text>
`;
}
