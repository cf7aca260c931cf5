/** A record of the log as the stream shows it. */

import type { Item, LogRecord } from "../messages/records.ts";
import type { StreamSpec } from "../tables.ts";
import type { Image, StreamRecord } from "./messages.ts";

/** What a record without images weighs beside its key, in bytes. Assumption. */
const bareBytes = 100;

/**
 * Undefined for what changes no item: orders, and writes that leave the item as it was (developer
 * guide, Streams: no record for a write that changes nothing).
 */
export function changeOf(
  record: LogRecord,
  view: StreamSpec["view"],
  always = false,
): StreamRecord | undefined {
  if (record.key === "" || record.order !== undefined) return undefined;
  const before = record.before === undefined ? undefined : imageOf(record.before);
  const after = imageOf(record);
  if (isSame(before, after) && !always) return undefined;
  const showsOld = view === "old-image" || view === "new-and-old-images";
  const showsNew = view === "new-image" || view === "new-and-old-images";
  const shown = {
    ...(before !== undefined && showsOld ? { before } : {}),
    ...(after !== undefined && showsNew ? { after } : {}),
  };
  return {
    sequence: record.lsn,
    event: eventOf(before, after),
    key: record.key,
    ...shown,
    bytes: bareBytes + (shown.before?.bytes ?? 0) + (shown.after?.bytes ?? 0),
    ...(record.byService === undefined ? {} : { byService: record.byService }),
    ...(record.extras?.global === undefined ? {} : { version: record.extras.global }),
  };
}

interface Shown extends Pick<Item, "value" | "bytes"> {
  readonly extras?: Item["extras"] | undefined;
}

/** Whether an item is another one afterwards, to those who can see it. */
export const isChange = (before: Shown, after: Shown): boolean =>
  !isSame(imageOf(before), imageOf(after));

function imageOf({ value, bytes, extras }: Shown): Image | undefined {
  if (value === undefined) return undefined;
  const image: Image = { value, bytes };
  const attributes = extras?.attributes;
  return attributes === undefined ? image : { ...image, attributes };
}

function eventOf(before: Image | undefined, after: Image | undefined): StreamRecord["event"] {
  if (before === undefined) return "INSERT";
  return after === undefined ? "REMOVE" : "MODIFY";
}

function isSame(left: Image | undefined, right: Image | undefined): boolean {
  if (left === undefined || right === undefined) return left === right;
  if (left.value !== right.value || left.bytes !== right.bytes) return false;
  const [one, other] = [left.attributes ?? {}, right.attributes ?? {}];
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length && names.every((name) => one[name] === other[name])
  );
}
