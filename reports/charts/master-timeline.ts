/** Who led, what was broken, and who was served, when? */

import type { FaultBand, Posture } from "../../properties/result.ts";
import type { Bin, Span } from "../bins.ts";
import { timeAxis } from "../drawing/axis.ts";
import { type Block, heading, stack } from "../drawing/block.ts";
import { faultLanes } from "../drawing/fault-lanes.ts";
import { overlaps, picture, plotRight, timeScale } from "../drawing/frame.ts";
import { type Box, labelSpace } from "../drawing/label-space.ts";
import { postureStrip } from "../drawing/posture-strip.ts";
import { servedStrip } from "../drawing/served-strip.ts";
import { textWidth } from "../drawing/text-fit.ts";
import { type Markup, markup } from "../escape.ts";
import { timeId } from "../links.ts";
import type { Violation } from "../moment.ts";
import { instantText, lengthText } from "../number-text.ts";
import type { Gap } from "../summary.ts";

export interface Timeline {
  readonly id: string;
  readonly span: Span;
  readonly faults: readonly FaultBand[];
  readonly postures: readonly Posture[];
  /** All ballots of the run, so that colours agree between the whole and its close-up. */
  readonly ballots: readonly number[];
  readonly served: readonly { readonly name: string; readonly bins: readonly Bin[] }[];
  readonly violations: readonly Violation[];
  readonly loadEnds: number;
  readonly gap: Gap | undefined;
  /** Drawn as a bracket under the axis. */
  readonly closeUp: Span | undefined;
  /** The case, where this picture is what links to violations lead to; undefined elsewhere. */
  readonly linkedCase: number | undefined;
}

/** Bold letters are wider. */
const bold = 1.12;

/** Right of a stretch, left of it, or on its middle: wherever there is room. */
function besideOrOn(left: number, right: number, width: number) {
  if (right + 8 + width < plotRight) return { x: right + 8, anchor: "start" };
  if (left - 8 - width > 0) return { x: left - 8, anchor: "end" };
  return { x: (left + right) / 2, anchor: "middle" };
}

const isIn = ({ at }: Violation, span: Span): boolean => at >= span.from && at <= span.until;

/** What happens once the load is over, in as many words as there is room for. */
const afterLoadTexts = ["load over: heal, settle, audit", "heal, settle, audit", "settling"];

export function masterTimeline(timeline: Timeline): Markup {
  const { id, span, closeUp } = timeline;
  const top = timeline.violations.some((violation) => isIn(violation, span)) ? 38 : 18;
  const body = stack(blocksOf(timeline), top);
  const bottom = body.bottom + 4;
  return picture({
    id,
    span,
    title: "Who led, what was broken, and who was served, when?",
    about: `Virtual time from ${instantText(span.from)} to ${instantText(span.until)}: a lane for each fault, a strip for each replica, the share of attempts answered ok.`,
    height: bottom + (closeUp === undefined ? 26 : 44),
    body: [
      afterLoad(timeline, top, bottom),
      timeAxis(span, top, bottom),
      body.markup,
      markup`<g>${violationMarks(timeline, top, bottom)}</g>`,
      closeUp && bracket(closeUp, span, bottom + 26),
    ],
  });
}

function blocksOf({ span, faults, postures, ballots, served, gap }: Timeline): Block[] {
  const roles = [...new Set(postures.map(({ role }) => role))].sort(byName);
  const strips = roles.map((role) =>
    postureStrip(
      role,
      postures.filter((posture) => posture.role === role),
      ballots,
      span,
    ),
  );
  return [
    heading("Faults"),
    ...faultLanes(faults, span),
    ...(strips.length > 0 ? [heading("Replicas"), ...strips] : []),
    ...(served.length > 0 ? [heading("Answered ok")] : []),
    ...served.flatMap(({ name, bins }) => [
      servedStrip(name, bins, span),
      ...(name === "writes" && gap !== undefined ? [gapMark(gap, span)] : []),
    ]),
  ];
}

/** A dimension line under the writes: how long none was acknowledged. */
const gapMark = (gap: Gap, span: Span): Block => ({
  height: overlaps(gap, span) ? 20 : 0,
  draw(top) {
    const x = timeScale(span);
    const [left, right] = [x(gap.from), x(gap.until)];
    if (!overlaps(gap, span)) return markup``;
    const text = `${lengthText(gap.until - gap.from)} without an acknowledged write`;
    const place = besideOrOn(left, right, textWidth(text) * bold);
    return markup`<g class="dimension"><path d="M${left} ${top + 4}v10m0 -5H${right}m0 -5v10"/><text x="${place.x}" y="${top + 13}" text-anchor="${place.anchor}">${text}</text></g>
`;
  },
});

function afterLoad({ span, loadEnds }: Timeline, top: number, bottom: number): Markup | undefined {
  if (loadEnds >= span.until) return undefined;
  const left = timeScale(span)(loadEnds);
  const width = plotRight - left;
  const text = afterLoadTexts.find((one) => textWidth(one) < width) ?? "";
  return markup`<g class="after-load"><rect x="${left}" y="${top}" width="${width}" height="${bottom - top}"/><text x="${left + 4}" y="${top + 14}">${text}</text></g>
`;
}

/** A line through all strips, its glyph on top; named where the name has room on either side. */
function violationMarks(timeline: Timeline, top: number, bottom: number): Markup[] {
  const { span, violations, linkedCase } = timeline;
  const x = timeScale(span);
  const taken = new Set<number>();
  const space = labelSpace();
  const inside = violations.filter((violation) => isIn(violation, span));
  for (const { at } of inside) space.claim([nameBox(x(at) - 6, x(at) + 6)]);
  return inside.map(({ at, name, reason, meant }) => {
    const left = x(at);
    const width = textWidth(name) + 4;
    const side = space.claim([
      nameBox(left + 8, left + 8 + width),
      nameBox(left - 8 - width, left - 8),
    ]);
    const id = linkedCase !== undefined && !taken.has(at) && timeId(linkedCase, at);
    taken.add(at);
    const title = `${name} broken at ${instantText(at)}${meant ? ", as it was meant to" : ""}: ${reason}`;
    return markup`<g class="violation" tabindex="0" data-t="${at}"${id && markup` id="${id}"`}><title>${title}</title><path class="line" d="M${left} ${top - 6}V${bottom}"/><path class="glyph" d="M${left - 5} ${top - 18}l10 10m0 -10l-10 10"/>${side !== undefined && markup`<text x="${side === 0 ? left + 10 : left - 10}" y="${top - 9}"${side === 1 && markup` text-anchor="end"`}>${name}</text>`}</g>
`;
  });
}

const byName = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

const nameBox = (left: number, right: number): Box => ({ left, right, top: 0, bottom: 1 });

function bracket(closeUp: Span, span: Span, top: number): Markup {
  const x = timeScale(span);
  const [left, right] = [x(closeUp.from), x(closeUp.until)];
  const text = `close-up, ${instantText(closeUp.from, 1)} to ${instantText(closeUp.until, 1)}`;
  const place = besideOrOn(left, right, textWidth(text));
  return markup`<g class="bracket"><path d="M${left} ${top - 4}v8H${right}v-8"/><text x="${place.x}" y="${top + 7}" text-anchor="${place.anchor}">${text}</text></g>
`;
}
