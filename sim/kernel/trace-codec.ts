/**
 * Traces as bytes, about six an event: times and causes as differences, and the rest of a record
 * (kind, roles, label) as the number of a combination, spelled out where it first occurs.
 */

import { ByteReader, ByteWriter } from "./bytes.ts";
import { Fingerprint } from "./fingerprint.ts";
import { noCause, noIndex, Trace, traced, traceKinds } from "./trace.ts";

const signature = "quorate trace 1\n";
const checksumLength = 8;

type Shape = readonly [kind: number, role: number, peer: number, label: number];

/** Self-contained: holds the names of roles and labels too, and a checksum. */
export function encodeTrace(trace: Trace): Uint8Array {
  const writer = new ByteWriter();
  writer.raw(new TextEncoder().encode(signature));
  for (const names of [trace.roles, trace.labels]) {
    writer.number(names.length);
    for (const name of names) writer.text(name);
  }
  writer.number(trace.length);
  writeRecords(trace, writer);
  writer.raw(checksum(writer.done()));
  return writer.done();
}

/** Throws a RangeError whose message is a sentence, when the bytes are not a whole trace. */
export function decodeTrace(bytes: Uint8Array): Trace {
  const reader = new ByteReader(bodyOf(bytes));
  const roles = readNames(reader);
  const labels = readNames(reader);
  const trace = new Trace(roles, labels);
  readRecords(trace, reader.number(), reader);
  if (reader.left > 0) throw new RangeError(`the trace goes on for ${reader.left} bytes too many`);
  return trace;
}

function writeRecords(trace: Trace, writer: ByteWriter): void {
  const shapes = new Map<number, number>();
  let before = 0;
  let events = 0;
  for (let index = 0; index < trace.length; index++) {
    const [time, kind, role, peer, label, cause] = trace.row(index);
    writer.number(time - before);
    before = time;
    // 16 bits each, and 4 for the kind: exact in the 53 bits of a number.
    const shape = ((label * 0x1_0000 + peer) * 0x1_0000 + role) * 0x10 + kind;
    const known = shapes.get(shape);
    writer.number(known ?? shapes.size);
    if (known === undefined) {
      shapes.set(shape, shapes.size);
      for (const part of [kind, role, peer, label]) writer.number(part);
    }
    // A cause lies before the events counted so far, by 1 or more.
    writer.number(cause === noCause ? 0 : events - cause);
    if (kind < traced.dropped) events++;
  }
}

function readRecords(trace: Trace, count: number, reader: ByteReader): void {
  const shapes: Shape[] = [];
  let time = 0;
  let events = 0;
  for (let index = 0; index < count; index++) {
    time += reader.number();
    const number = reader.number();
    if (number === shapes.length) shapes.push(readShape(trace, reader));
    const shape = shapes[number];
    if (shape === undefined) throw new RangeError(`record ${index} of the trace has no such kind`);
    const back = reader.number();
    trace.append(time, ...shape, back === 0 ? noCause : events - back);
    if (shape[0] < traced.dropped) events++;
  }
}

function readShape({ roles, labels }: Trace, reader: ByteReader): Shape {
  const shape = [reader.number(), reader.number(), reader.number(), reader.number()] as const;
  const [kind, role, peer, label] = shape;
  const isKnown = (index: number, names: readonly string[]): boolean =>
    index < names.length || index === noIndex;
  if (kind >= traceKinds.length || !isKnown(role, roles) || !isKnown(peer, roles)) {
    throw new RangeError(`the trace tells of a role or kind that it does not name`);
  }
  if (!isKnown(label, labels)) throw new RangeError(`the trace names no label ${label}`);
  return shape;
}

function readNames(reader: ByteReader): readonly string[] {
  const names: string[] = [];
  for (let left = reader.number(); left > 0; left--) names.push(reader.text());
  return names;
}

/** The bytes between signature and checksum, if both are right. */
function bodyOf(bytes: Uint8Array): Uint8Array {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, signature.length));
  if (head !== signature) {
    throw new RangeError(`expected a trace, beginning with "${signature.trim()}"`);
  }
  const end = bytes.length - checksumLength;
  const found = bytes.subarray(Math.max(end, 0));
  const expected = checksum(bytes.subarray(0, Math.max(end, 0)));
  if (!expected.every((byte, at) => byte === found[at])) {
    throw new RangeError(
      `the trace is damaged: its checksum is ${hex(found)}, expected ${hex(expected)}`,
    );
  }
  return bytes.subarray(signature.length, end);
}

function checksum(bytes: Uint8Array): Uint8Array {
  const print = new Fingerprint();
  for (const byte of bytes) print.add(byte);
  return Uint8Array.from(print.hex().match(/../g)!, (pair) => Number.parseInt(pair, 16));
}

const hex = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
