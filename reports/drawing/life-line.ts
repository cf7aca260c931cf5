import type { DrawnMark, Posture } from "../../properties/result.ts";
import { type Markup, markup, trusted } from "../escape.ts";
import { instantText } from "../number-text.ts";
import { plotLeft } from "./frame.ts";
import type { LabelSpace } from "./label-space.ts";
import { ballotClass, postureTitle } from "./posture-strip.ts";
import { fitText } from "./text-fit.ts";

export interface LifeLine {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
  /** The vertical coordinate of an instant, µs. */
  readonly y: (instant: number) => number;
  /** First and last instant drawn, µs. */
  readonly from: number;
  readonly until: number;
}

/** One role from top to bottom, thick and coloured where it was more than a bystander. */
export function lifeLine(
  { x, top, bottom, y, from, until }: LifeLine,
  postures: readonly Posture[],
  ballots: readonly number[],
): Markup {
  const inside = postures.filter((posture) => posture.from <= until && posture.until >= from);
  const pieces = inside.map((posture) => {
    const start = posture.from <= from ? top : y(posture.from);
    const end = posture.until >= until ? bottom : y(posture.until);
    return markup`<g class="${ballotClass(posture.ballot, ballots)}"><title>${postureTitle(posture)}</title>${piece(posture.as, x, start, Math.max(end - start, 1))}</g>`;
  });
  return markup`<g><path class="life" d="M${x} ${top}V${bottom}"/>${pieces}</g>
`;
}

function piece(as: string, x: number, top: number, height: number): Markup {
  const bar = (width: number, style: string): Markup =>
    markup`<rect class="${style}" x="${x - width / 2}" y="${top}" width="${width}" height="${height}"/>`;
  if (as === "leader") return bar(8, "solid");
  if (as === "waiting") return markup`${bar(8, "solid")}${bar(8, "diagonal")}`;
  if (as === "paused") return markup`${bar(8, "still")}${bar(8, "vertical")}`;
  if (as === "candidate") return bar(6, "hollow");
  if (as === "asking") return bar(6, "hollow doubtful");
  if (as === "recovering") return bar(4, "dashed");
  if (as === "down") return markup`<path class="gone" d="M${x} ${top}v${height}"/>`;
  return bar(2.4, "solid");
}

const glyphs: Readonly<Record<DrawnMark["kind"], string>> = {
  mark: "M-4 0L0 -4L4 0L0 4z",
  timer: "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0M0 -2.5V0H2",
  persisted: "M-3 -3H3V3H-3z",
  start: "M-3 -4L4 0L-3 4z",
  crash: "M-4 -4L4 4M4 -4L-4 4",
  pause: "M-2.5 -4V4M2.5 -4V4",
  resume: "M-3 -4L4 0L-3 4z",
};

/** How wide the words beside a mark may be, and on which side they had better stand. */
export interface Words {
  readonly room: number;
  readonly side: "left" | "right";
}

/** Something that a role did by itself: a glyph on its line, and words where there is room. */
export function markOnLine(
  { at, role, kind, text }: DrawnMark,
  { x, y }: LifeLine,
  words: Words,
  space: LabelSpace,
): Markup {
  const top = y(at);
  const glyph = markup`<path transform="translate(${x} ${top})" d="${trusted(glyphs[kind])}"/>`;
  const title = `${instantText(at, 6)} ${role}: ${kind} ${text}`;
  return markup`<g class="mark is-${kind}" data-t="${at}"><title>${title}</title>${glyph}${wordBeside(kind === "mark" ? text : `${kind} ${text}`.trim(), x, top, words, space)}</g>
`;
}

function wordBeside(
  text: string,
  x: number,
  y: number,
  { room, side }: Words,
  space: LabelSpace,
): Markup {
  const word = fitText(text, room, letter);
  const width = word.length * letter;
  if (word === "") return markup``;
  const [top, bottom] = [y - 5, y + 5];
  const boxes = {
    left: { left: x - 9 - width, right: x - 9, top, bottom },
    right: { left: x + 9, right: x + 9 + width, top, bottom },
  };
  const sides = side === "left" ? (["left", "right"] as const) : (["right", "left"] as const);
  // Left of the first line stand the times.
  const open = sides.filter((one) => boxes[one].left > plotLeft);
  const chosen = space.claim(open.map((one) => boxes[one]));
  if (chosen === undefined) return markup``;
  return open[chosen] === "left"
    ? markup`<text x="${x - 9}" y="${y + 3.5}" text-anchor="end">${word}</text>`
    : markup`<text x="${x + 9}" y="${y + 3.5}">${word}</text>`;
}

const letter = 5.2;
