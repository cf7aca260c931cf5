import type { FaultBand } from "../../properties/result.ts";
import type { Operation } from "../../sim/client/history.ts";
import type { CaseView } from "../case-view.ts";
import { operationsByClient } from "../charts/operations-by-client.ts";
import { lanesOf } from "../drawing/lanes.ts";
import { legend, operationKeys } from "../drawing/legend.ts";
import { type Markup, markup } from "../escape.ts";
import { countOf, countText, instantText, lengthText } from "../number-text.ts";
import { askedText, outcomeText } from "../operation-text.ts";
import type { OperationsWindow } from "../operations-window.ts";
import { figure, panel } from "./figure.ts";
import { type Column, table } from "./table.ts";

const letters = "ABCDEFGHIJKL";

/** Operations one by one, around what matters most. */
export function operationsPanel({ recording, window, number }: CaseView): Markup {
  return panel(
    `case-${number}-operations`,
    "Operations by client",
    "What did each client ask around that moment, and what came back?",
    [
      window === undefined
        ? markup`<p>No moment of this run stands out, so no operations are drawn one by one.</p>`
        : [witnesses(window), operationsFigure(window, recording.result.faults, number)],
    ],
  );
}

/** The operations that show the violation, spelled out: what a reader must understand. */
function witnesses({ ringed, shows }: OperationsWindow): Markup | undefined {
  if (shows === undefined || ringed.length === 0) return undefined;
  const columns: readonly Column<readonly [letter: string, operation: Operation]>[] = [
    { head: "", cell: ([letter]) => markup`<span class="letter">${letter}</span>` },
    { head: "Operation", cell: ([, { request }]) => `op ${request}` },
    { head: "Client", cell: ([, { process }]) => process },
    { head: "Asked", cell: ([, operation]) => markup`<code>${askedText(operation)}</code>` },
    {
      head: "Kind",
      cell: ([, { consistency }]) => (consistency === undefined ? "write" : `${consistency} read`),
    },
    { head: "From", number: true, cell: ([, { invoked }]) => instantText(invoked, 6) },
    {
      head: "Until",
      number: true,
      cell: ([, { completed }]) => (completed === undefined ? "open" : instantText(completed, 6)),
    },
    { head: "Came back", cell: ([, operation]) => outcomeText(operation) },
  ];
  const rows = ringed.map((operation, index) => [nameOf(index), operation] as const);
  const more = shows.operations.length - ringed.length;
  return markup`<p class="finding"><b>${shows.name}</b>: ${shows.reason}</p><div class="wide witness">${table({ columns, rows })}</div>${more > 0 && markup`<p class="small soft note">${countOf(more, "further operation")} in the results.</p>`}
`;
}

const nameOf = (index: number): string => letters[index] ?? String(index + 1);

function operationsFigure(
  window: OperationsWindow,
  faults: readonly FaultBand[],
  number: number,
): Markup {
  const { operations, ringed, span, points } = window;
  const { lanes, crowded } = lanesOf(operations, span, 30);
  return figure({
    view: "operations",
    caption: [captionOf(window, crowded)],
    legend: legend(operationKeys),
    picture: operationsByClient({
      id: `case-${number}-operations-chart`,
      caseNumber: number,
      span,
      faults,
      lanes,
      ringed: new Map(ringed.map(({ request }, index) => [request, nameOf(index)])),
      points,
    }),
    words: [operationTable(operations)],
  });
}

function captionOf(window: OperationsWindow, crowded: number): string {
  const { why, points, span } = window;
  const order =
    points.size === 0
      ? ""
      : ` Numbered points are one legal order, as far as there is one: each operation may have taken effect at its point.${misfits(window)}`;
  return `A box runs from call to answer. Chosen: ${why}, ${instantText(span.from)} to ${instantText(span.until)} (${lengthText(span.until - span.from)}). ${shownText(window, crowded)}${order}`;
}

/** The ringed operations that the order has no place for. */
function misfits({ ringed, points }: OperationsWindow): string {
  const names = ringed.flatMap(({ request }, index) =>
    points.has(request) ? [] : [nameOf(index)],
  );
  return names.length === 0 ? "" : ` ${names.join(" and ")} fits nowhere.`;
}

function shownText(
  { operations, hidden, ringed, clients }: OperationsWindow,
  crowded: number,
): string {
  const missing = hidden + crowded;
  if (missing === 0) return "All operations of this stretch are drawn.";
  const all = operations.length + hidden;
  const drawn = `${countText(operations.length - crowded)} of ${countText(all)} operations are drawn`;
  if (ringed.length > 0)
    return `${drawn}: not those on other keys, failed ones, reads without an answer, and the farthest of many.`;
  return `${drawn}, those of ${countText(clients.drawn)} of ${countOf(clients.all, "client")}.`;
}

const mostRows = 120;

function operationTable(operations: readonly Operation[]): Markup {
  const rows = operations.slice(0, mostRows);
  const hidden = operations.length - rows.length;
  return table({
    caption:
      hidden === 0
        ? "Operations"
        : `Operations; ${countOf(hidden, "more is", "more are")} in the picture only`,
    columns: [
      { head: "Op", number: true, cell: ({ request }) => String(request) },
      { head: "Client", cell: ({ process }) => process },
      { head: "Asked at", number: true, cell: ({ invoked }) => instantText(invoked, 6) },
      {
        head: "Took",
        number: true,
        cell: ({ invoked, completed }) =>
          completed === undefined ? "open" : lengthText(completed - invoked),
      },
      { head: "Asked", cell: (operation) => askedText(operation) },
      { head: "Came back", cell: (operation) => outcomeText(operation) },
    ],
    rows,
  });
}
