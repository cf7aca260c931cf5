/** Which operations are drawn one by one: those round a violation, or round the moment chosen. */

import type { CaseRecording, PropertyResult } from "../properties/result.ts";
import { isWrite, type Operation } from "../sim/client/history.ts";
import type { Span } from "./bins.ts";
import type { Moment } from "./moment.ts";
import { nearest, type Shares, thin, thinFairly } from "./thin.ts";

export interface OperationsWindow {
  readonly span: Span;
  readonly why: string;
  readonly operations: readonly Operation[];
  /** Operations that show a violation, in the order the property gives them; a dozen at most. */
  readonly ringed: readonly Operation[];
  /** The property that they break. */
  readonly shows: PropertyResult | undefined;
  /** When the operations of a legal order may have taken effect, µs, by request, in that order. */
  readonly points: ReadonlyMap<number, number>;
  /** In the span, but not among `operations`. */
  readonly hidden: number;
  /** Clients with operations in the span, and how many of them are drawn. */
  readonly clients: { readonly all: number; readonly drawn: number };
}

/** More than this is a texture, not a picture. */
const room = 400;

/** More witnesses than these convince nobody further. */
const mostRinged = 12;

/** Evenly, but so that what went wrong is the last to be left out. */
const byOutcome: Shares<Operation> = { room, groupOf: ({ outcome }) => outcome, pick: thin };

export function operationsWindow(
  recording: CaseRecording,
  moment: Moment | undefined,
): OperationsWindow | undefined {
  const shows = propertyShown(recording.result.properties);
  if (shows !== undefined) return violationWindow(recording, shows);
  return moment && openWindow(recording, moment);
}

/** An unexpected violation before one that was meant to happen. */
function propertyShown(properties: readonly PropertyResult[]): PropertyResult | undefined {
  const broken = properties.filter(
    ({ verdict, operations }) => verdict === "broken" && operations.length > 0,
  );
  return broken.find(({ expected }) => expected === "holds") ?? broken[0];
}

/** Only the keys concerned, and of those only what can matter: the rest neither causes nor shows it. */
function violationWindow(
  { operations, result }: CaseRecording,
  shows: PropertyResult,
): OperationsWindow | undefined {
  const wanted = new Map(operations.map((operation) => [operation.request as number, operation]));
  const ringed = shows.operations
    .flatMap((request) => wanted.get(request) ?? [])
    .slice(0, mostRinged);
  if (ringed.length === 0) return undefined;
  const span = spanAround(ringed, result.virtualTime);
  const points = pointsOf(shows.order.flatMap((request) => wanted.get(request) ?? []));
  const keys = new Set(ringed.map(({ key }) => key));
  const isShown = new Set(ringed);
  const inside = operations.filter(
    (operation) => isIn(operation, span) || contains(span, points.get(operation.request)),
  );
  const telling = inside.filter(
    (operation) => isShown.has(operation) || (keys.has(operation.key) && canMatter(operation)),
  );
  const middle = (span.from + span.until) / 2;
  const kept = nearest(telling, mostTelling, (operation) =>
    isShown.has(operation) ? 0 : Math.abs(operation.invoked - middle),
  );
  return {
    span,
    why: `the operations on ${[...keys].join(", ")} around the violation of ${shows.name}`,
    operations: kept.map(asCheckersSeeIt),
    ringed,
    shows,
    points,
    hidden: inside.length - kept.length,
    clients: { all: clientsOf(inside).length, drawn: clientsOf(kept).length },
  };
}

/** Beside those that show it; nearest first, and few enough to be read one by one. */
const mostTelling = 90;

/** A failed operation had no effect, and a read without an answer says nothing. */
const canMatter = ({ outcome, kind }: Operation): boolean =>
  outcome === "ok" || (outcome === "info" && isWrite({ kind }));

/** What its client gave up waiting for may still take effect: it is open to the end. */
const asCheckersSeeIt = (operation: Operation): Operation =>
  operation.outcome === "info" ? { ...operation, completed: undefined } : operation;

const contains = ({ from, until }: Span, instant: number | undefined): boolean =>
  instant !== undefined && instant >= from && instant < until;

function spanAround(operations: readonly Operation[], end: number): Span {
  const from = Math.min(...operations.map(({ invoked }) => invoked));
  const until = Math.max(...operations.map(({ completed, invoked }) => completed ?? invoked));
  const margin = Math.max((until - from) * 0.35, 20_000);
  return { from: Math.max(0, from - margin), until: Math.min(until + margin, end) };
}

const clientsOf = (operations: readonly Operation[]): readonly number[] =>
  [...new Set(operations.map(({ client }) => client))].sort((one, other) => one - other);

/**
 * All that some clients asked rather than a little of what everyone did: only then does a lane show
 * how long its client was left alone.
 */
function openWindow({ operations }: CaseRecording, moment: Moment): OperationsWindow | undefined {
  const inside = operations.filter((operation) => isIn(operation, moment));
  if (inside.length === 0) return undefined;
  const clients = clientsOf(inside);
  let chosen = new Set(clients);
  const isChosen = ({ client }: Operation): boolean => chosen.has(client);
  while (chosen.size > 1 && inside.filter(isChosen).length > room) {
    chosen = new Set(thin(clients, chosen.size - 1));
  }
  const kept = thinFairly(inside.filter(isChosen), byOutcome);
  return {
    span: moment,
    why: moment.why,
    operations: kept,
    ringed: [],
    shows: undefined,
    points: new Map(),
    hidden: inside.length - kept.length,
    clients: { all: clients.length, drawn: chosen.size },
  };
}

/** Open operations reach as far as anyone looks, but are not drawn for ever after. */
function isIn({ invoked, completed }: Operation, span: Span): boolean {
  return invoked < span.until && (completed ?? invoked) >= span.from;
}

/**
 * Instants in the given order, each inside its operation: halfway between the earliest and the
 * latest that the order allows, so that neighbours keep apart where they can.
 */
function pointsOf(order: readonly Operation[]): ReadonlyMap<number, number> {
  const earliest: number[] = [];
  for (const { invoked } of order) earliest.push(Math.max(earliest.at(-1) ?? 0, invoked));
  const latest: number[] = [];
  for (const { completed } of [...order].reverse()) {
    latest.push(
      Math.min(latest.at(-1) ?? Number.MAX_SAFE_INTEGER, completed ?? Number.MAX_SAFE_INTEGER),
    );
  }
  latest.reverse();
  return new Map(
    order.map(({ request }, index) => {
      const first = earliest[index] ?? 0;
      const last = Math.min(latest[index] ?? first, first + 1_000_000);
      return [request, (first + Math.max(first, last)) / 2];
    }),
  );
}
