import { type Datum, type DatumMap, datumText, isMap } from "./datum.ts";
import { DatumReader } from "./datum-reader.ts";
import { FormatError, quoted } from "./format-error.ts";
import type { StoredEvent } from "./stored-call.ts";

/**
 * Reads a history of maps, one for each event, in EDN or JSON: one after another, or all in one
 * list. Knossos, Elle and Jepsen write such ones, and Porcupine's key-value logs are no different.
 * What the nemesis did is left out. Where every event has an `index`, that is the order.
 *
 * @throws FormatError naming the line of the first event that is none
 */
export function readDataEvents(text: string): readonly StoredEvent[] {
  const reader = new DatumReader(text);
  const isListed = reader.peek() === "[" || reader.peek() === "(";
  const close = reader.peek() === "[" ? "]" : ")";
  if (isListed) reader.step();
  const found: { readonly event: StoredEvent; readonly index: number }[] = [];
  for (let next = reader.peek(); !(isListed && next === close); next = reader.peek()) {
    if (next === "" && !isListed) break;
    if (next === "") throw reader.error(`the file ends before a "${close}" that should come`);
    const line = reader.lineHere();
    const datum = reader.read();
    if (!isMap(datum)) throw noEvent(line, datum);
    const event = eventOf(datum, line);
    if (event !== undefined) found.push({ event, index: indexOf(datum) });
  }
  if (isListed) refuseMore(reader);
  const isIndexed = found.every(({ index }) => !Number.isNaN(index));
  if (isIndexed) found.sort((one, two) => one.index - two.index);
  return found.map(({ event }) => event);
}

const noEvent = (line: number, datum: Datum): FormatError =>
  new FormatError(line, `found ${quoted(datumText(datum))}, expected a map with :type and :value`);

function refuseMore(reader: DatumReader): void {
  reader.step();
  const more = reader.peek();
  if (more !== "") throw reader.error(`found ${quoted(more)} after the end of the list`);
}

const types: ReadonlySet<Datum> = new Set(["invoke", "ok", "fail", "info"]);

/** Undefined for the nemesis. */
function eventOf(map: DatumMap, line: number): StoredEvent | undefined {
  const process = map.get("process");
  if (process === "nemesis") return undefined;
  const type = map.get("type");
  if (type === undefined || !types.has(type)) {
    const found = type === undefined ? "no :type" : `the :type ${datumText(type)}`;
    throw new FormatError(line, `an event has ${found}: expected invoke, ok, fail or info`);
  }
  const f = map.get("f");
  const key = map.get("key");
  const error = map.get("error");
  return {
    line,
    process: process === undefined || process === null ? undefined : nameOf(process),
    type: type as StoredEvent["type"],
    // Elle's readers take an event without a name for a transaction.
    f: f === undefined || f === null ? "txn" : nameOf(f),
    key: key === undefined ? undefined : nameOf(key),
    value: map.get("value") ?? null,
    ...(error === undefined ? {} : { error: nameOf(error) }),
  };
}

const nameOf = (datum: Datum): string => (typeof datum === "string" ? datum : datumText(datum));

function indexOf(map: DatumMap): number {
  const index = map.get("index");
  return typeof index === "number" ? index : Number.NaN;
}
