import { type Markup, markup, trusted } from "../escape.ts";
import type { Box, LabelSpace } from "./label-space.ts";
import { fitText } from "./text-fit.ts";

export interface Arrow {
  readonly from: Point;
  readonly to: Point;
  readonly label: string;
  /** How it ends: at its receiver, lost on the way, or beyond the drawing. */
  readonly end: "head" | "cross" | "open";
  /** Drawn as two lines: a copy of a message sent once. */
  readonly twice: boolean;
}

type Point = readonly [x: number, y: number];

/** A lost message stops this far before its receiver. */
const shortfall = 22;
const letter = 5.5;

/** One message, sloping from sender to receiver; its label along it, where there is room. */
export function arrowShape({ from, to, label, end, twice }: Arrow, space: LabelSpace): Markup {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const whole = Math.max(Math.sqrt(dx * dx + dy * dy), 1);
  const along = [dx / whole, dy / whole] as const;
  const length = end === "cross" ? Math.max(whole - shortfall, whole * 0.5) : whole;
  const tip = [from[0] + along[0] * length, from[1] + along[1] * length] as const;
  const shaft = twice
    ? markup`<path class="shaft" d="${offset(from, tip, along, 1.6)}${offset(from, tip, along, -1.6)}"/>`
    : markup`<path class="shaft" d="M${from[0]} ${from[1]}L${tip[0]} ${tip[1]}"/>`;
  return markup`${shaft}${end === "head" && head(tip, along)}${end === "cross" && markup`<path class="cross" d="M${tip[0] - 4} ${tip[1] - 4}l8 8m0 -8l-8 8"/>`}${labelAlong(from, along, length, label, space)}`;
}

function offset(from: Point, to: Point, [ax, ay]: Point, by: number): Markup {
  return markup`M${from[0] - ay * by} ${from[1] + ax * by}L${to[0] - ay * by} ${to[1] + ax * by}`;
}

function head([x, y]: Point, [ax, ay]: Point): Markup {
  const [bx, by] = [x - ax * 8, y - ay * 8];
  return markup`<path class="head" d="M${x} ${y}L${bx - ay * 3.2} ${by + ax * 3.2}L${bx + ay * 3.2} ${by - ax * 3.2}z"/>`;
}

/**
 * Near the sender, near the receiver, or between: the first that is free. Where none is, the words
 * are left to the tooltip and the table.
 */
function labelAlong(
  from: Point,
  along: Point,
  length: number,
  label: string,
  space: LabelSpace,
): Markup {
  const text = fitText(label, length - 26, letter);
  if (text === "") return markup``;
  const width = text.length * letter;
  const slack = length - width;
  const starts = [12, slack - 14, slack / 2, slack / 4, (slack * 3) / 4];
  const chosen = space.claim(starts.map((start) => boxAlong(from, along, start, width)));
  if (chosen === undefined) return markup``;
  const start = starts[chosen] ?? 0;
  const leftwards = along[0] < 0;
  const [cosine, sine] = leftwards ? [-along[0], -along[1]] : along;
  const turn = trusted([cosine, sine, -sine, cosine].map((value) => value.toFixed(3)).join(" "));
  const left = leftwards ? start + width : start;
  return markup`<text transform="matrix(${turn} ${from[0] + along[0] * left} ${from[1] + along[1] * left})" y="-3">${text}</text>`;
}

/** Round a label that lies along an arrow, `start` from its sender. */
function boxAlong([x, y]: Point, [ax, ay]: Point, start: number, width: number): Box {
  const [x1, x2] = [x + ax * start, x + ax * (start + width)];
  const [y1, y2] = [y + ay * start, y + ay * (start + width)];
  return {
    left: Math.min(x1, x2),
    right: Math.max(x1, x2),
    top: Math.min(y1, y2) - 11,
    bottom: Math.max(y1, y2) - 1,
  };
}
