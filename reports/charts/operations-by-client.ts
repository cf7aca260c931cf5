/** What did each client ask around that moment, and what came back? */

import type { FaultBand } from "../../properties/result.ts";
import { isWrite, type Operation } from "../../sim/client/history.ts";
import type { Span } from "../bins.ts";
import { timeAxis } from "../drawing/axis.ts";
import { laneName } from "../drawing/block.ts";
import { faultBands } from "../drawing/fault-bands.ts";
import { chartWidth, picture, plotRight, timeScale } from "../drawing/frame.ts";
import { endOf, type Lane } from "../drawing/lanes.ts";
import { fitText } from "../drawing/text-fit.ts";
import { join, type Markup, markup } from "../escape.ts";
import { operationId } from "../links.ts";
import { instantText } from "../number-text.ts";
import { askedText, operationText } from "../operation-text.ts";

export interface ClientOperations {
  readonly id: string;
  readonly caseNumber: number;
  readonly span: Span;
  readonly faults: readonly FaultBand[];
  readonly lanes: readonly Lane[];
  /** The operations that show a violation, by request: drawn with a ring and this name. */
  readonly ringed: ReadonlyMap<number, string>;
  /** When operations may have taken effect, µs, by request, in a legal order. */
  readonly points: ReadonlyMap<number, number>;
}

const top = 22;

/** Where the upper edge of a box is, so that points can be put on it. */
type Edges = Map<number, number>;

export function operationsByClient(chart: ClientOperations): Markup {
  const { id, span, faults, lanes } = chart;
  const rowHeight = rowHeightFor(lanes);
  const edges: Edges = new Map();
  let bottom = top;
  const drawn = lanes.map((lane) => {
    const drawnLane = laneOf(chart, lane, bottom, rowHeight, edges);
    bottom += lane.rows.length * rowHeight + 8;
    return drawnLane;
  });
  return picture({
    id,
    span,
    title: "What did each client ask around that moment, and what came back?",
    about: `A lane for each client, a box from call to answer for each operation, from ${instantText(span.from)} to ${instantText(span.until)} of virtual time.`,
    height: bottom + 26,
    body: [
      faultBands(faults, span, { top, bottom, named: true }),
      timeAxis(span, top, bottom),
      rowHeight < 20 ? markup`<g class="dense">${drawn}</g>` : drawn,
      legalOrder(chart, edges),
    ],
  });
}

/** Roomy, with words, for a few operations; bare strokes when there are many. */
function rowHeightFor(lanes: readonly Lane[]): number {
  const rows = lanes.flatMap((lane) => lane.rows);
  const operations = rows.reduce((sum, row) => sum + row.length, 0);
  if (rows.length <= 14 && operations <= 60) return 34;
  if (rows.length <= 26 && operations <= 150) return 22;
  return rows.length <= 26 ? 14 : 7;
}

function laneOf(
  chart: ClientOperations,
  { process, rows }: Lane,
  laneTop: number,
  rowHeight: number,
  edges: Edges,
): Markup {
  const height = rows.length * rowHeight;
  const boxes = rows.flatMap((row, index) => {
    const middle = laneTop + 4 + (index + 0.5) * rowHeight;
    const boxHeight = rowHeight > 30 ? 20 : rowHeight - 2;
    for (const { request } of row) edges.set(request, middle - boxHeight / 2 - 2);
    return row.map((operation, position) =>
      box(chart, operation, row[position + 1], { middle, height: boxHeight }),
    );
  });
  return markup`<g>${laneName(process, laneTop + 4 + Math.min(height, 22) / 2)}<path class="lane" d="M0 ${laneTop + height + 8}H${plotRight}"/>${boxes}</g>
`;
}

const styles = { ok: "ok", fail: "failed", info: "unknown" } as const;

interface BoxPlace {
  readonly middle: number;
  readonly height: number;
}

function box(
  { span, ringed, caseNumber }: ClientOperations,
  operation: Operation,
  next: Operation | undefined,
  { middle, height }: BoxPlace,
): Markup {
  const x = timeScale(span);
  const left = x(operation.invoked);
  const width = Math.max(x(endOf(operation, span)) - left, 2.4);
  const edge = middle - height / 2;
  const { request, outcome } = operation;
  const name = ringed.get(request);
  const rect = (style: string): Markup =>
    markup`<rect class="${style}" x="${left}" y="${edge}" width="${width}" height="${height}"/>`;
  return markup`<g class="op ${styles[outcome]} ${isWrite(operation) ? "write" : "read"}" id="${operationId(caseNumber, request)}" data-t="${operation.invoked}"><title>${operationText(operation)}</title>${rect("box")}${outcome === "fail" && rect("diagonal")}${outcome === "info" && openEnd(left + width, edge, height)}${height > 15 && words(operation, left, left + width, next === undefined ? plotRight : x(next.invoked), middle)}${name !== undefined && ring(name, left, width, middle, height)}</g>
`;
}

/** Inside the box, or beside it where nothing follows; shortened rather than left out. */
function words(
  operation: Operation,
  left: number,
  right: number,
  next: number,
  middle: number,
): Markup {
  const text = askedText(operation);
  const needed = text.length * letter;
  const inside = needed <= right - left - 10 || next - right < needed + 12;
  const fitted = inside ? fitText(text, right - left - 10, letter) : text;
  return markup`<text x="${inside ? left + 5 : right + 8}" y="${middle + 4}">${fitted}</text>`;
}

const letter = 6.4;

/** Nobody knows when, or whether, it took effect: the box has no right side. */
function openEnd(right: number, edge: number, height: number): Markup {
  const room = Math.min(22, chartWidth - right);
  return markup`<rect class="tail" x="${right}" y="${edge}" width="${room}" height="${height}"/>`;
}

function ring(name: string, left: number, width: number, middle: number, height: number): Markup {
  return markup`<rect class="ring" x="${left - 3}" y="${middle - height / 2 - 3}" width="${width + 6}" height="${height + 6}" rx="4"/><g class="ring-name"><circle cx="${left - 14}" cy="${middle}" r="9"/><text x="${left - 14}" y="${middle + 4}" text-anchor="middle">${name}</text></g>`;
}

/** With more points than this, numbers would hide the boxes. */
const mostNumbers = 40;

/** Numbered points, joined: one order in which all of it could have happened, as far as it goes. */
function legalOrder({ span, points }: ClientOperations, edges: Edges): Markup {
  const x = timeScale(span);
  const drawn = [...points].flatMap(([request, instant]) => {
    const middle = edges.get(request);
    if (middle === undefined || instant < span.from || instant > span.until) return [];
    return [{ left: x(instant), middle }];
  });
  if (drawn.length === 0) return markup``;
  const path = join(
    drawn.map(({ left, middle }, index) => markup`${index === 0 ? "M" : "L"}${left} ${middle}`),
  );
  const numbered = drawn.length <= mostNumbers;
  const dots = drawn.map(
    ({ left, middle }, index) =>
      markup`<circle cx="${left}" cy="${middle}" r="${numbered ? 6.5 : 2}"/>${numbered && markup`<text x="${left}" y="${middle + 3.5}" text-anchor="middle">${index + 1}</text>`}`,
  );
  return markup`<g class="order"><path d="${path}"/>${dots}</g>
`;
}
