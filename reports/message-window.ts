/** What of a recorded window is drawn: which roles, which messages, and on which rows. */

import type { DrawnMark, DrawnMessage, Window } from "../properties/result.ts";
import { messageClass } from "./message-class.ts";
import { nearest, thinFairly } from "./thin.ts";

export interface MessageWindow {
  readonly roles: readonly string[];
  readonly messages: readonly DrawnMessage[];
  readonly marks: readonly DrawnMark[];
  /** Recorded, but not among those above. */
  readonly hidden: { readonly messages: number; readonly marks: number; readonly roles: number };
}

const room = { roles: 7, messages: 110, marks: 90 };

/**
 * Replicas, and of the other roles those with most to say, in the window's order. Of each class of messages the same number, and
 * those nearest to the middle of the window: then votes are not lost among heartbeats, and of the
 * many writes a few are seen from request to answer.
 */
export function messageWindow(window: Window, replicas: ReadonlySet<string>): MessageWindow {
  const roles = drawnRoles(window, replicas);
  const known = new Set(roles);
  const middle = (window.from + window.until) / 2;
  const among = window.messages.filter(({ from, to }) => known.has(from) && known.has(to));
  const messages = thinFairly(among, {
    room: room.messages,
    groupOf: ({ kind }) => messageClass(kind),
    pick: (group, kept) => nearest(group, kept, ({ sentAt }) => Math.abs(sentAt - middle)),
  });
  const marks = thinFairly(
    window.marks.filter(({ role }) => known.has(role)),
    {
      room: room.marks,
      groupOf: ({ kind }) => kind,
      pick: (group, kept) => nearest(group, kept, ({ at }) => Math.abs(at - middle)),
    },
  );
  return {
    roles,
    messages,
    marks,
    hidden: {
      messages: window.messages.length - messages.length,
      marks: window.marks.length - marks.length,
      roles: window.roles.length - roles.length,
    },
  };
}

function drawnRoles({ roles, messages }: Window, replicas: ReadonlySet<string>): readonly string[] {
  if (roles.length <= room.roles) return roles;
  const counts = new Map(roles.map((role) => [role, 0]));
  for (const { from, to } of messages) {
    counts.set(from, (counts.get(from) ?? 0) + 1);
    counts.set(to, (counts.get(to) ?? 0) + 1);
  }
  const ranked = [...roles].sort(
    (one, other) =>
      Number(replicas.has(other)) - Number(replicas.has(one)) ||
      (counts.get(other) ?? 0) - (counts.get(one) ?? 0) ||
      (one < other ? -1 : 1),
  );
  const kept = new Set(ranked.slice(0, room.roles));
  return roles.filter((role) => kept.has(role));
}

/** An instant that has a row of its own in the drawing. */
export interface Row {
  readonly at: number;
  /** Distance from the first row. */
  readonly y: number;
  /** Time left out above it, µs, where that is long; 0 otherwise. */
  readonly skipped: number;
}

/** A pause longer than this is drawn shortened, and says so. */
const longPause = 15_000;

/**
 * Time downwards, by order of events: every instant at which something happened gets a row, rows are
 * further apart after a pause, but not in proportion. A proportional axis would put the answers of
 * one millisecond on top of one another and leave a page of paper for the wait before.
 */
export function rowsOf({ messages, marks }: MessageWindow): readonly Row[] {
  const instants = new Set<number>();
  for (const { sentAt, arrivedAt } of messages) instants.add(sentAt).add(arrivedAt);
  for (const { at } of marks) instants.add(at);
  let y = 0;
  let before: number | undefined;
  return [...instants]
    .sort((one, other) => one - other)
    .map((at) => {
      const pause = before === undefined ? 0 : at - before;
      if (before !== undefined) y += distance(pause);
      before = at;
      return { at, y, skipped: pause > longPause ? pause : 0 };
    });
}

function distance(pause: number): number {
  if (pause > longPause) return 46;
  return 9 + Math.min(pause / 150, 17);
}

/** The height of any instant, between the rows around it. */
export function heightOf(at: number, rows: readonly Row[]): number {
  const next = rows.findIndex((row) => row.at >= at);
  if (next === -1) return rows.at(-1)?.y ?? 0;
  const [before, after] = [rows[next - 1], rows[next]];
  if (before === undefined || after === undefined) return 0;
  return before.y + ((after.y - before.y) * (at - before.at)) / (after.at - before.at);
}
