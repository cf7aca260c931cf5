/** How much was asked, and what became of it? */

import { scaleLinear } from "d3-scale";
import type { FaultBand } from "../../properties/result.ts";
import type { Bin, Span } from "../bins.ts";
import { timeAxis } from "../drawing/axis.ts";
import { faultBands } from "../drawing/fault-bands.ts";
import { overlaps, picture, plotLeft, plotRight } from "../drawing/frame.ts";
import { rateBar } from "../drawing/rate-bar.ts";
import { join, type Markup, markup } from "../escape.ts";
import { countText, instantText } from "../number-text.ts";

interface Rate {
  readonly id: string;
  readonly span: Span;
  readonly faults: readonly FaultBand[];
  /** Windows of equal length. */
  readonly bins: readonly Bin[];
}

const top = 18;
const bottom = 158;

type Count = (bin: Bin) => number;

export function rateByOutcome({ id, span, faults, bins }: Rate): Markup {
  const inside = bins.filter((bin) => overlaps(bin, span));
  const most = Math.max(...inside.map(({ attempted }) => attempted), 1);
  const perSecond = 1e6 / ((inside[0]?.until ?? 1) - (inside[0]?.from ?? 0));
  const y = scaleLinear([0, most * perSecond], [bottom, top]).nice(4);
  const bars = (below: Count, count: Count): Markup =>
    join(
      inside
        .filter((bin) => count(bin) > 0)
        .map((bin) => rateBar(bin, below(bin) * perSecond, count(bin) * perSecond, span, y)),
    );
  const unknown = bars(
    (bin) => bin.ok,
    (bin) => bin.unknown,
  );
  const failed = bars(
    (bin) => bin.ok + bin.unknown,
    (bin) => bin.failed,
  );
  return picture({
    id,
    span,
    title: "How much was asked, and what became of it?",
    about: `Attempts per second over virtual time from ${instantText(span.from)} to ${instantText(span.until)}, stacked by outcome: ok, unknown, failed.`,
    height: bottom + 26,
    body: [
      faultBands(faults, span, { top, bottom, named: true }),
      rateAxis(y.ticks(4), y),
      timeAxis(span, top, bottom),
      markup`<path class="ok fill" d="${bars(
        () => 0,
        (bin) => bin.ok,
      )}"/><path class="unknown fill" d="${unknown}"/><path class="dots" d="${unknown}"/><path class="failed fill" d="${failed}"/><path class="diagonal" d="${failed}"/>
`,
    ],
  });
}

function rateAxis(ticks: readonly number[], y: (rate: number) => number): Markup {
  const drawn = ticks.map(
    (tick) =>
      markup`<path class="grid" d="M${plotLeft} ${y(tick)}H${plotRight}"/><text class="tick" x="${plotLeft - 8}" y="${y(tick) + 4}" text-anchor="end">${countText(tick)}</text>`,
  );
  return markup`<g class="axis">${drawn}<text class="panel-name" x="0" y="${top + 4}">attempts</text><text class="panel-name" x="0" y="${top + 18}">per second</text></g>
`;
}
