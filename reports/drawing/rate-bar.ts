import type { Span } from "../bins.ts";
import { type Markup, markup } from "../escape.ts";
import { timeScale } from "./frame.ts";

/** The outline of one window's bar, from one rate to as much above it; part of a path. */
export function rateBar(
  bin: Span,
  from: number,
  rate: number,
  span: Span,
  y: (rate: number) => number,
): Markup {
  const x = timeScale(span);
  const left = x(bin.from);
  const width = Math.max(x(bin.until) - left - 0.8, 0.4);
  return markup`M${left} ${y(from)}h${width}V${y(from + rate)}h${-width}z`;
}
