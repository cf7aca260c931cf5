/** Who was admitted, and who was refused? */

import { scaleLinear } from "d3-scale";
import type { FaultBand } from "../../properties/result.ts";
import type { Span } from "../bins.ts";
import { timeAxis } from "../drawing/axis.ts";
import { faultBands } from "../drawing/fault-bands.ts";
import { overlaps, picture, plotLeft, plotRight } from "../drawing/frame.ts";
import { rateBar } from "../drawing/rate-bar.ts";
import { join, type Markup, markup } from "../escape.ts";
import { countText, instantText } from "../number-text.ts";
import type { RateBin, TenantRates } from "../rates-over-time.ts";

interface Admission {
  readonly id: string;
  readonly span: Span;
  readonly faults: readonly FaultBand[];
  /** A row for each, all on one scale. */
  readonly rows: readonly TenantRates[];
}

const top = 18;
const rowHeight = 96;
const gap = 22;

const topOf = (row: number): number => top + row * (rowHeight + gap);

export function admissionOverTime({ id, span, faults, rows }: Admission): Markup {
  const inside = rows.map((row) => row.bins.filter((bin) => overlaps(bin, span)));
  const most = inside.flat().reduce((high, bin) => Math.max(high, bin.admitted + bin.throttled), 1);
  const bottom = topOf(Math.max(rows.length, 1) - 1) + rowHeight;
  return picture({
    id,
    span,
    title: "Who was admitted, and who was refused?",
    about: `Attempts per second over virtual time from ${instantText(span.from)} to ${instantText(span.until)}, one row for each tenant: admitted, and on top of that refused.`,
    height: bottom + 26,
    body: [
      faultBands(faults, span, { top, bottom, named: true }),
      ...rows.map((row, index) => rowOf(row, inside[index]!, topOf(index), most, span)),
      timeAxis(span, top, bottom),
    ],
  });
}

function rowOf(
  { tenant }: TenantRates,
  bins: readonly RateBin[],
  rowTop: number,
  most: number,
  span: Span,
): Markup {
  const rowBottom = rowTop + rowHeight;
  const y = scaleLinear([0, most], [rowBottom, rowTop]).nice(3);
  const bars = (below: (bin: RateBin) => number, rate: (bin: RateBin) => number): Markup =>
    join(
      bins
        .filter((bin) => rate(bin) > 0)
        .map((bin) => rateBar(bin, below(bin), rate(bin), span, y)),
    );
  const admitted = bars(
    () => 0,
    (bin) => bin.admitted,
  );
  const throttled = bars(
    (bin) => bin.admitted,
    (bin) => bin.throttled,
  );
  return markup`${rateAxis(tenant ?? "requests", rowTop, y.ticks(3), y)}<path class="ok fill" d="${admitted}"/><path class="failed fill" d="${throttled}"/><path class="diagonal" d="${throttled}"/>
`;
}

function rateAxis(
  name: string,
  rowTop: number,
  ticks: readonly number[],
  y: (rate: number) => number,
): Markup {
  const drawn = ticks.map(
    (tick) =>
      markup`<path class="grid" d="M${plotLeft} ${y(tick)}H${plotRight}"/><text class="tick" x="${plotLeft - 8}" y="${y(tick) + 4}" text-anchor="end">${countText(tick)}</text>`,
  );
  return markup`<g class="axis">${drawn}<text class="panel-name" x="0" y="${rowTop + 4}">${name}</text><text class="panel-name" x="0" y="${rowTop + 18}">per second</text></g>
`;
}
