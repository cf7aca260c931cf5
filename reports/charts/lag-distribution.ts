/** How far behind is an index, and how far a replica? */

import { scaleLinear, scaleLog } from "d3-scale";
import { decadesAround } from "../drawing/axis.ts";
import { picture, plotLeft, plotRight } from "../drawing/frame.ts";
import { join, type Markup, markup } from "../escape.ts";
import { lengthText, shareText } from "../number-text.ts";

export interface Lags {
  readonly id: string;
  /** µs, ascending; both on one axis. */
  readonly index: readonly number[];
  readonly replica: readonly number[];
}

const top = 18;
const bottom = 218;

export function lagDistribution({ id, index, replica }: Lags): Markup {
  const [low, high] = decadesAround([...index, ...replica]);
  const x = scaleLog([low, high], [plotLeft, plotRight]).clamp(true);
  const y = scaleLinear([0, 1], [bottom, top]);
  const columns: Markup[] = [];
  for (let decade = low; decade <= high; decade *= 10) {
    columns.push(
      markup`<path class="grid" d="M${x(decade)} ${top}V${bottom}"/><text class="tick" x="${x(decade)}" y="${bottom + 15}" text-anchor="middle">${lengthText(decade)}</text>`,
    );
  }
  const rows = [0, 0.25, 0.5, 0.75, 0.99].map(
    (share) =>
      markup`<path class="grid" d="M${plotLeft} ${y(share)}H${plotRight}"/><text class="tick" x="${plotLeft - 8}" y="${y(share) + 4}" text-anchor="end">${shareText(share)}</text>`,
  );
  const curve = (lags: readonly number[]): Markup =>
    join(
      lags.map(
        (lag, place) =>
          markup`${place === 0 ? "M" : "L"}${x(Math.max(lag, low))} ${y((place + 1) / lags.length)}`,
      ),
    );
  return picture({
    id,
    title: "How far behind is an index, and how far a replica?",
    about:
      "Share of writes, upwards, that had arrived after so long, on a logarithmic scale: in the index, and at the last replica of the group.",
    height: bottom + 26,
    body: [
      markup`<g class="axis">${columns}${rows}</g>`,
      markup`<path class="line p50" d="${curve(index)}"/><path class="line p99" d="${curve(replica)}"/>`,
      markup`<text class="panel-name" x="0" y="${top + 4}">share of</text><text class="panel-name" x="0" y="${top + 18}">writes</text>`,
    ],
  });
}
