/** What all charts share: one width, one place for the time axis, one way to be read aloud. */

import { scaleLinear } from "d3-scale";
import type { Span } from "../bins.ts";
import { type Markup, markup, type Part } from "../escape.ts";

/** Charts over time have the same edges, so that one cursor crosses all of them. */
export const chartWidth = 1120;
export const plotLeft = 132;
export const plotRight = 1084;

/** From µs to the horizontal coordinate. */
type TimeScale = (instant: number) => number;

export function timeScale({ from, until }: Span): TimeScale {
  return scaleLinear([from, until], [plotLeft, plotRight]).clamp(true);
}

/** Whether any of it can be seen in `span`. */
export const overlaps = (what: Span, span: Span): boolean =>
  what.from < span.until && what.until > span.from;

interface Picture {
  /** Unique on the page. */
  readonly id: string;
  /** The question that it answers; for those who hear the page. */
  readonly title: string;
  /** What it shows, in one or two sentences. */
  readonly about: string;
  readonly height: number;
  /** Present when the horizontal axis is virtual time: the script draws its cursor there. */
  readonly span?: Span | undefined;
  readonly body: readonly Part[];
}

/** One SVG element, named and described. */
export function picture({ id, title, about, height, span, body }: Picture): Markup {
  const time =
    span && markup` data-from="${span.from}" data-until="${span.until}" class="over-time"`;
  return markup`<svg id="${id}" viewBox="0 0 ${chartWidth} ${height}" role="group" aria-labelledby="${id}-title" aria-describedby="${id}-about"${time}>
<title id="${id}-title">${title}</title><desc id="${id}-about">${about}</desc>
${body}</svg>`;
}
