import { type Markup, markup, trusted } from "../escape.ts";
import { fitText } from "./text-fit.ts";

export interface Arrow {
  readonly from: readonly [x: number, y: number];
  readonly to: readonly [x: number, y: number];
  readonly label: string;
  /** How it ends: at its receiver, lost on the way, or beyond the drawing. */
  readonly end: "head" | "cross" | "open";
  /** Drawn as two lines: a copy of a message sent once. */
  readonly twice: boolean;
}

/** One message, sloping from sender to receiver, its label along it on the upper side. */
export function arrowShape({ from, to, label, end, twice }: Arrow): Markup {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.max(Math.sqrt(dx * dx + dy * dy), 1);
  const along = [dx / length, dy / length] as const;
  const reach = end === "cross" ? 0.62 : 1;
  const tip = [from[0] + dx * reach, from[1] + dy * reach] as const;
  const shaft = twice
    ? markup`<path class="shaft" d="${offset(from, tip, along, 1.6)}${offset(from, tip, along, -1.6)}"/>`
    : markup`<path class="shaft" d="M${from[0]} ${from[1]}L${tip[0]} ${tip[1]}"/>`;
  return markup`${shaft}${end === "head" && head(tip, along)}${end === "cross" && markup`<path class="cross" d="M${tip[0] - 4} ${tip[1] - 4}l8 8m0 -8l-8 8"/>`}${labelAlong(from, along, fitText(label, length * reach - 26, 5.5))}`;
}

type Point = readonly [x: number, y: number];

function offset(from: Point, to: Point, [ax, ay]: Point, by: number): Markup {
  return markup`M${from[0] - ay * by} ${from[1] + ax * by}L${to[0] - ay * by} ${to[1] + ax * by}`;
}

function head([x, y]: Point, [ax, ay]: Point): Markup {
  const [bx, by] = [x - ax * 8, y - ay * 8];
  return markup`<path class="head" d="M${x} ${y}L${bx - ay * 3.2} ${by + ax * 3.2}L${bx + ay * 3.2} ${by - ax * 3.2}z"/>`;
}

/** Near the sender, where arrows that go apart are still apart from those that come together. */
function labelAlong([x, y]: Point, [ax, ay]: Point, text: string): Markup {
  if (text === "") return markup``;
  const leftwards = ax < 0;
  const [cosine, sine] = leftwards ? [-ax, -ay] : [ax, ay];
  const turn = trusted([cosine, sine, -sine, cosine].map((value) => value.toFixed(3)).join(" "));
  const [left, base] = [x + ax * 12, y + ay * 12];
  return markup`<text transform="matrix(${turn} ${left} ${base})" y="-3" text-anchor="${leftwards ? "end" : "start"}">${text}</text>`;
}
