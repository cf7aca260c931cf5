import { scaleLinear, scaleLog } from "d3-scale";
import type { Span } from "../bins.ts";
import { type Markup, markup } from "../escape.ts";
import { lengthText } from "../number-text.ts";
import { chartWidth, plotLeft, plotRight, timeScale } from "./frame.ts";

/** Virtual seconds: ticks under `bottom`, hair lines up to `top`. Takes 22 units below `bottom`. */
export function timeAxis(span: Span, top: number, bottom: number): Markup {
  const x = timeScale(span);
  const seconds = scaleLinear([span.from / 1e6, span.until / 1e6], [0, 1]).ticks(12);
  const digits = tickDigits((seconds[1] ?? 1) - (seconds[0] ?? 0));
  const ticks = seconds.map((second) => {
    const at = x(second * 1e6);
    return markup`<path class="grid" d="M${at} ${top}V${bottom}"/><text class="tick" x="${at}" y="${bottom + 15}" text-anchor="middle">${second.toFixed(digits)}</text>`;
  });
  return markup`<g class="axis">${ticks}<path class="rule" d="M${plotLeft} ${bottom}H${plotRight}"/><text class="tick unit" x="${chartWidth - 4}" y="${bottom + 15}" text-anchor="end">s</text></g>
`;
}

function tickDigits(step: number): number {
  const digits = [1, 0.1, 0.01, 0.001].findIndex((size) => step > size * 0.99);
  return digits === -1 ? 6 : digits;
}

/** A logarithmic scale over whole decades of µs, its ticks named. */
export interface DecadeScale {
  readonly y: (micros: number) => number;
  readonly axis: Markup;
}

/** From `low` at `bottom` to `high` at `top`; both are powers of ten. */
export function decadeScale(low: number, high: number, top: number, bottom: number): DecadeScale {
  const y = scaleLog([low, high], [bottom, top]).clamp(true);
  const ticks: Markup[] = [];
  for (let decade = low; decade <= high; decade *= 10) {
    ticks.push(
      markup`<path class="grid" d="M${plotLeft} ${y(decade)}H${plotRight}"/><text class="tick" x="${plotLeft - 8}" y="${y(decade) + 4}" text-anchor="end">${lengthText(decade)}</text>`,
    );
  }
  return { y, axis: markup`<g class="axis">${ticks}</g>` };
}

/** The decades that hold all `values`, µs; 1 ms to 10 ms when there are none. */
export function decadesAround(values: Iterable<number>): readonly [low: number, high: number] {
  let least = Number.POSITIVE_INFINITY;
  let most = 0;
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  if (most === 0) return [1_000, 10_000];
  let low = 1;
  while (low * 10 <= least) low *= 10;
  let high = low * 10;
  while (high < most) high *= 10;
  return [low, high];
}
