/** Who told whom what, in which order? */

import type { DrawnMessage, Posture } from "../../properties/result.ts";
import { type Arrow, arrowShape } from "../drawing/arrow.ts";
import { picture, plotLeft, plotRight } from "../drawing/frame.ts";
import { type LabelSpace, labelSpace } from "../drawing/label-space.ts";
import { type LifeLine, lifeLine, markOnLine } from "../drawing/life-line.ts";
import { fitText } from "../drawing/text-fit.ts";
import { type Markup, markup } from "../escape.ts";
import { eventId } from "../links.ts";
import { messageClass } from "../message-class.ts";
import { heightOf, type MessageWindow, type Row, rowsOf } from "../message-window.ts";
import { instantText, lengthText, linkText } from "../number-text.ts";

export interface Messages {
  readonly id: string;
  readonly caseNumber: number;
  readonly window: MessageWindow;
  readonly postures: readonly Posture[];
  readonly ballots: readonly number[];
}

const top = 44;

export function messagesBetweenRoles(chart: Messages): Markup {
  const { id, window } = chart;
  const rows = rowsOf(window);
  const [first, last] = [rows[0]?.at ?? 0, rows.at(-1)?.at ?? 0];
  const bottom = top + (rows.at(-1)?.y ?? 0) + 16;
  const lines = linesOf(window.roles, rows, bottom);
  const space = labelSpace();
  const arrows = window.messages.map((message) => arrow(message, lines, chart.caseNumber, space));
  return picture({
    id,
    title: "Who told whom what, in which order?",
    about: `${window.messages.length} messages between ${window.roles.length} roles from ${instantText(first, 6)} to ${instantText(last, 6)}, time running down by order of events.`,
    height: bottom + 30,
    body: [
      timeColumn(rows),
      [...lines].map(([role, line]) => namedLine(role, line, chart)),
      arrows,
      marksOf(window, lines, space),
    ],
  });
}

function linesOf(
  roles: readonly string[],
  rows: readonly Row[],
  bottom: number,
): ReadonlyMap<string, LifeLine> {
  const y = (instant: number): number => top + heightOf(instant, rows);
  const step = columnWidth(roles.length);
  return new Map(
    roles.map((role, index) => [
      role,
      {
        x: plotLeft + 30 + index * step,
        top: top - 14,
        bottom,
        y,
        from: rows[0]?.at ?? 0,
        until: rows.at(-1)?.at ?? 0,
      },
    ]),
  );
}

const columnWidth = (roles: number): number =>
  Math.min((plotRight - plotLeft - 70) / Math.max(roles - 1, 1), 260);

/** Milliseconds since the first row beside the rows, as many as there is room for. */
function timeColumn(rows: readonly Row[]): Markup {
  const first = rows[0]?.at ?? 0;
  let free = Number.NEGATIVE_INFINITY;
  const labels = rows.flatMap(({ at, y, skipped }) => {
    const pause =
      skipped > 0 &&
      markup`<g class="lull"><path d="M${plotLeft - 14} ${top + y - 28}l-8 4l8 4l-8 4"/><text x="${plotLeft - 28}" y="${top + y - 19}" text-anchor="end">${lengthText(skipped)} later</text></g>`;
    if (y - free < 14) return pause === false ? [] : [pause];
    free = y;
    return [
      pause,
      markup`<text class="tick" x="${plotLeft - 10}" y="${top + y + 4}" text-anchor="end">${((at - first) / 1_000).toFixed(3)}</text><path class="grid" d="M${plotLeft - 4} ${top + y}H${plotRight}"/>`,
    ];
  });
  return markup`<g class="axis"><text class="tick unit" x="${plotLeft - 10}" y="14" text-anchor="end">ms after</text><text class="tick unit" x="${plotLeft - 10}" y="28" text-anchor="end">${linkText(first)} s</text>${labels}</g>
`;
}

function namedLine(role: string, line: LifeLine, { window, postures, ballots }: Messages): Markup {
  const name = fitText(role, columnWidth(window.roles.length) - 8, 6.6);
  const mine = postures.filter((posture) => posture.role === role);
  return markup`${lifeLine(line, mine, ballots)}<text class="role-name" x="${line.x}" y="18" text-anchor="middle">${name}</text><text class="role-name" x="${line.x}" y="${line.bottom + 18}" text-anchor="middle">${name}</text>
`;
}

function arrow(
  message: DrawnMessage,
  lines: ReadonlyMap<string, LifeLine>,
  caseNumber: number,
  space: LabelSpace,
): Markup {
  const { sentAt, arrivedAt, from, to, kind, text, fate, event } = message;
  const [sender, receiver] = [lines.get(from), lines.get(to)];
  if (sender === undefined || receiver === undefined) return markup``;
  const lost = fate === "dropped";
  const startY = sender.y(sentAt);
  const shape: Arrow = {
    from: [sender.x, startY],
    to: [receiver.x, lost ? Math.max(sender.y(arrivedAt), startY + 8) : sender.y(arrivedAt)],
    label: text || kind,
    end: lost ? "cross" : fate === "in-flight" ? "open" : "head",
    twice: fate === "copy",
  };
  const id = event !== undefined && markup` id="${eventId(caseNumber, event)}"`;
  const title = `${from} → ${to}: ${text || kind}; sent ${instantText(sentAt, 6)}, ${fate} ${instantText(arrivedAt, 6)} (${lengthText(arrivedAt - sentAt)})${event === undefined ? "" : `, event ${event}`}`;
  return markup`<g class="message ${messageClass(kind)} ${fate}"${id} data-t="${sentAt}"><title>${title}</title>${arrowShape(shape, space)}</g>
`;
}

function marksOf(
  { marks, roles, messages }: MessageWindow,
  lines: ReadonlyMap<string, LifeLine>,
  space: LabelSpace,
): Markup[] {
  const room = columnWidth(roles.length) * 0.7;
  return marks.map((mark) => {
    const line = lines.get(mark.role);
    if (line === undefined) return markup``;
    const leaving = messages.find(
      ({ from, sentAt }) => from === mark.role && Math.abs(sentAt - mark.at) < 100,
    );
    const target = leaving === undefined ? undefined : lines.get(leaving.to);
    const side = target !== undefined && target.x < line.x ? "right" : "left";
    return markOnLine(mark, line, { room, side }, space);
  });
}
