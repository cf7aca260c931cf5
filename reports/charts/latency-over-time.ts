/** How long did answers take, and which requests felt the fault? */

import { line } from "d3-shape";
import type { FaultBand } from "../../properties/result.ts";
import type { Bin, Span } from "../bins.ts";
import type { Dot, Dots } from "../dots.ts";
import { type DecadeScale, decadeScale, decadesAround, timeAxis } from "../drawing/axis.ts";
import { faultBands } from "../drawing/fault-bands.ts";
import { picture, plotLeft, plotRight, timeScale } from "../drawing/frame.ts";
import { join, type Markup, markup, trusted } from "../escape.ts";
import { instantText } from "../number-text.ts";
import type { RequestClass } from "../summary.ts";

interface LatencyPanel {
  readonly name: RequestClass;
  readonly dots: Dots;
  readonly bins: readonly Bin[];
}

export interface Latency {
  readonly id: string;
  readonly span: Span;
  readonly faults: readonly FaultBand[];
  /** One above the other, on the same scale. */
  readonly panels: readonly LatencyPanel[];
}

const panelHeight = 150;
const gap = 18;
/** Above each plot, a lane for attempts that were never answered and so have no latency. */
const silentLane = 20;
const headroom = 18;

export function latencyOverTime({ id, span, faults, panels }: Latency): Markup {
  const [low, high] = decadesAround(latenciesIn(panels));
  const bottom = headroom + panels.length * (panelHeight + gap) - gap;
  return picture({
    id,
    span,
    title: "How long did answers take, and which requests felt the fault?",
    about: `Latency on a logarithmic scale over virtual time from ${instantText(span.from)} to ${instantText(span.until)}; a panel for each kind of request, with its median and 99th percentile.`,
    height: bottom + 26,
    body: [
      timeAxis(span, headroom, bottom),
      panels.map((panel, index) => {
        const top = headroom + index * (panelHeight + gap);
        const place = { top, bottom: top + panelHeight, named: index === 0 };
        const scale = decadeScale(low, high, top + silentLane, place.bottom);
        return markup`<g>${faultBands(faults, span, place)}${scale.axis}${plot(panel, span, scale, top)}</g>
`;
      }),
    ],
  });
}

function* latenciesIn(panels: readonly LatencyPanel[]): Iterable<number> {
  for (const { dots, bins } of panels) {
    for (const group of [dots.ok, dots.unknown, dots.failed]) {
      for (const { latency } of group) yield latency;
    }
    for (const { latency } of bins) if (latency !== undefined) yield latency.p50;
  }
}

function plot(
  { name, dots, bins }: LatencyPanel,
  span: Span,
  scale: DecadeScale,
  top: number,
): Markup {
  const x = timeScale(span);
  const marks = (group: readonly Dot[], { dx, dy, path }: Glyph): Markup =>
    join(group.map(({ at, latency }) => markup`M${x(at) + dx} ${scale.y(latency) + dy}${path}`));
  const { dx, dy, path } = glyphs.unknown;
  const silent = dots.silent.map((at) => markup`M${x(at) + dx} ${top + 8 + dy}${path}`);
  const [first = "", second = ""] = name.split(" ");
  return markup`<path class="dot ok" d="${marks(dots.ok, glyphs.ok)}"/>
<path class="dot unknown" d="${marks(dots.unknown, glyphs.unknown)}${silent}"/>
<path class="dot failed" d="${marks(dots.failed, glyphs.failed)}"/>
${quantileLines(bins, span, scale)}
<text class="panel-name" x="0" y="${top + 12}">${first}</text><text class="panel-name" x="0" y="${top + 26}">${second}</text>${silent.length > 0 && markup`<text class="tick" x="${plotLeft - 8}" y="${top + 12}" text-anchor="end">no answer</text>`}`;
}

interface Glyph {
  /** Where the pen starts, from the point marked. */
  readonly dx: number;
  readonly dy: number;
  readonly path: Markup;
}

/** A dot, a triangle, a cross: outcomes by shape, in few letters, for there are thousands. */
const glyphs = {
  ok: { dx: 0, dy: 0, path: trusted("h0") },
  unknown: { dx: -3, dy: 2.5, path: trusted("h6l-3-5z") },
  failed: { dx: -2.5, dy: -2.5, path: trusted("l5 5m0-5l-5 5") },
} as const satisfies Record<string, Glyph>;

type Point = readonly [instant: number, latency: number | undefined];

function quantileLines(bins: readonly Bin[], span: Span, { y }: DecadeScale): Markup {
  const x = timeScale(span);
  const path = line<Point>()
    .defined(([, latency]) => latency !== undefined)
    .x(([instant]) => x(instant))
    .y(([, latency]) => y(latency ?? 1))
    .digits(1);
  const pointsOf = (name: "p50" | "p99"): readonly Point[] =>
    bins
      .filter((bin) => bin.until <= span.until + 1)
      .map((bin) => [(bin.from + bin.until) / 2, bin.latency?.[name]]);
  const lines = (["p99", "p50"] as const).map(
    (name) => markup`<path class="line ${name}" d="${trusted(path(pointsOf(name)) ?? "")}"/>`,
  );
  const last = bins.findLast(
    ({ until, latency }) => until <= span.until + 1 && latency !== undefined,
  );
  if (last?.latency === undefined) return markup`${lines}`;
  const left = Math.min(x((last.from + last.until) / 2) + 6, plotRight + 6);
  const median = y(last.latency.p50) + 4;
  const tail = Math.min(y(last.latency.p99) + 4, median - 11);
  return markup`${lines}<text class="line-name" x="${left}" y="${median}">p50</text><text class="line-name" x="${left}" y="${tail}">p99</text>`;
}
