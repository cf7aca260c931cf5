import type { Posture } from "../../properties/result.ts";
import type { Span } from "../bins.ts";
import { type Markup, markup } from "../escape.ts";
import { instantText, lengthText } from "../number-text.ts";
import { type Block, laneName } from "./block.ts";
import { overlaps, plotLeft, plotRight, timeScale } from "./frame.ts";
import { fitText } from "./text-fit.ts";

const height = 26;
const colours = 6;

/** Which of the six colours a ballot has: neighbours differ, and it is the same in every chart. */
export function ballotClass(ballot: number, ballots: readonly number[]): string {
  const rank = ballots.indexOf(ballot);
  return rank === -1 ? "ballot none" : `ballot b${rank % colours}`;
}

/** All ballots of a run, in their order. */
export const ballotsOf = (postures: readonly Posture[]): readonly number[] =>
  [...new Set(postures.map(({ ballot }) => ballot))]
    .filter((ballot) => ballot > 0)
    .sort((one, other) => one - other);

/** What one replica was over time: thick while it leads, thin while it follows, a gap when down. */
export const postureStrip = (
  role: string,
  postures: readonly Posture[],
  ballots: readonly number[],
  span: Span,
): Block => ({
  height,
  draw(top) {
    const middle = top + height / 2;
    const inside = postures.filter((posture) => overlaps(posture, span));
    return markup`<g>${laneName(role, middle)}<path class="lane" d="M${plotLeft} ${middle}H${plotRight}"/>${inside.map((posture) => segment(posture, middle, ballots, span))}</g>
`;
  },
});

/** Segments of one strip before the short ones are left out. */
const mostSegments = 160;

/**
 * The postures of one role that a strip can show: all of them, unless there are very many; then those
 * long enough to be seen, each reaching back over what was left out before it.
 */
export function drawablePostures(postures: readonly Posture[], span: Span): readonly Posture[] {
  const inside = postures.filter((posture) => overlaps(posture, span));
  if (inside.length <= mostSegments) return inside;
  const least = (span.until - span.from) / mostSegments;
  let covered = span.from;
  return inside.flatMap((posture) => {
    if (posture.until - covered < least) return [];
    const drawn = { ...posture, from: Math.min(posture.from, covered) };
    covered = posture.until;
    return [drawn];
  });
}

export function postureTitle({ role, as, label, from, until }: Posture): string {
  const ballot = label === "" ? "" : `, ballot ${label}`;
  const length = lengthText(until - from);
  return `${role}: ${as}${ballot}, ${instantText(from)} to ${instantText(until)} (${length})`;
}

function segment(posture: Posture, middle: number, ballots: readonly number[], span: Span): Markup {
  const x = timeScale(span);
  const left = x(posture.from);
  const width = Math.max(x(posture.until) - left, 0.7);
  const colour = ballotClass(posture.ballot, ballots);
  return markup`<g class="${colour}"><title>${postureTitle(posture)}</title>${shape(posture, left, width, middle)}</g>`;
}

function shape({ as, label }: Posture, left: number, width: number, middle: number): Markup {
  const bar = (size: number, style: string): Markup =>
    markup`<rect class="${style}" x="${left}" y="${middle - size / 2}" width="${width}" height="${size}"/>`;
  const name = (text: string, style: string): Markup | false => {
    const fitted = fitText(text, width - 8);
    return (
      fitted !== "" &&
      markup`<text class="${style}" x="${left + 5}" y="${middle + 4}">${fitted}</text>`
    );
  };
  switch (as) {
    case "leader":
      return markup`${bar(20, "solid")}${name(`leader ${label}`, "on-solid")}`;
    case "waiting":
      return markup`${bar(20, "solid")}${bar(20, "diagonal")}`;
    case "paused":
      return markup`${bar(20, "still")}${bar(20, "vertical")}`;
    case "candidate":
      return bar(14, "hollow");
    case "asking":
      // Dashes need room to be seen as such.
      return bar(14, width < 6 ? "hollow" : "hollow doubtful");
    case "recovering":
      return bar(6, "dashed");
    case "down":
      return markup`<rect class="hole" x="${left}" y="${middle - 4}" width="${width}" height="8"/><path class="cross" d="M${left + 2} ${middle - 4}l8 8m0 -8l-8 8"/>${width > 60 && markup`<text class="remark" x="${left + 15}" y="${middle + 4}">down</text>`}`;
    default:
      return bar(4, "solid");
  }
}
