import { FormatError } from "./format-error.ts";
import type { StoredCall, StoredEvent } from "./stored-call.ts";

interface Open {
  readonly event: StoredEvent;
  readonly time: number;
  readonly place: number;
}

/**
 * Joins every invocation with its answer, in the order of invocation. A process has one operation
 * under way at a time; where processes have no names, an answer is to the oldest operation of its
 * kind that is still open. What has no answer is as good as `info`.
 */
export function paired(events: readonly StoredEvent[]): readonly StoredCall[] {
  const calls: (StoredCall | undefined)[] = [];
  const open = new Map<string, Open>();
  for (const [time, event] of events.entries()) {
    if (event.type === "invoke") {
      const id = event.process ?? `${event.f} in line ${event.line}`;
      const busy = open.get(id);
      if (busy !== undefined) throw twice(event, busy.event);
      open.set(id, { event, time, place: calls.length });
      calls.push(undefined);
      continue;
    }
    const id = event.process ?? openOf(open, event);
    const begun = id === undefined ? undefined : open.get(id);
    if (begun === undefined) {
      // Somebody who speaks without having asked tells about the world, not about the object.
      if (event.type === "info") continue;
      throw unasked(event);
    }
    if (begun.event.f !== event.f) throw other(event, begun.event);
    open.delete(id!);
    calls[begun.place] = joined(begun, event, time);
  }
  for (const begun of open.values()) calls[begun.place] = joined(begun, begun.event, Infinity);
  return calls.filter((call) => call !== undefined);
}

const openOf = (open: ReadonlyMap<string, Open>, { f }: StoredEvent): string | undefined =>
  [...open].find(([, { event }]) => event.process === undefined && event.f === f)?.[0];

function joined({ event, time }: Open, answer: StoredEvent, returned: number): StoredCall {
  const outcome = answer.type === "invoke" ? "info" : answer.type;
  return {
    process: event.process,
    f: event.f,
    key: event.key,
    asked: event.value,
    answer: outcome === "info" ? event.value : answer.value,
    outcome,
    invoked: time,
    returned: outcome === "info" ? Infinity : returned,
    line: event.line,
    lastLine: answer.line,
  };
}

const who = ({ process }: StoredEvent): string =>
  process === undefined ? "somebody" : `process ${process}`;

const twice = (event: StoredEvent, before: StoredEvent): FormatError =>
  new FormatError(
    event.line,
    `${who(event)} asks for "${event.f}" with its "${before.f}" of line ${before.line} still open`,
  );

const unasked = (event: StoredEvent): FormatError =>
  new FormatError(
    event.line,
    `${who(event)} has an answer to "${event.f}" and has no operation open`,
  );

const other = (event: StoredEvent, before: StoredEvent): FormatError =>
  new FormatError(
    event.line,
    `${who(event)} has an answer to "${event.f}", expected one to "${before.f}" of line ${before.line}`,
  );
