/** `trace.bin`: the trace of every case of a run, one after the other, under a line of JSON. */

import type { Trace } from "../sim/kernel/trace.ts";
import { decodeTrace, encodeTrace } from "../sim/kernel/trace-codec.ts";

interface Head {
  readonly tool: "quorate";
  readonly cases: readonly { readonly name: string; readonly bytes: number }[];
}

/** Traces by the names of their cases, in the order of the file. */
export type NamedTraces = readonly { readonly name: string; readonly trace: Trace }[];

export function* encodeTraceFile(traces: NamedTraces): Generator<string | Uint8Array> {
  const encoded = traces.map(({ name, trace }) => ({ name, bytes: encodeTrace(trace) }));
  const cases = encoded.map(({ name, bytes }) => ({ name, bytes: bytes.length }));
  yield `${JSON.stringify({ tool: "quorate", cases } satisfies Head)}\n`;
  for (const { bytes } of encoded) yield bytes;
}

/** Throws a RangeError whose message is a sentence, when the bytes are not whole traces. */
export function decodeTraceFile(bytes: Uint8Array): NamedTraces {
  const end = bytes.indexOf("\n".charCodeAt(0));
  const { cases } = headOf(new TextDecoder().decode(bytes.subarray(0, Math.max(end, 0))));
  let start = end + 1;
  const traces = cases.map(({ name, bytes: length }) => {
    const part = bytes.subarray(start, start + length);
    start += length;
    return { name, trace: decodeTrace(part) };
  });
  if (start === bytes.length) return traces;
  throw new RangeError(`the file has ${bytes.length} bytes, expected ${start}`);
}

function headOf(text: string): Head {
  try {
    const head = JSON.parse(text) as Partial<Head>;
    if (head.tool === "quorate" && head.cases?.every(isPart) === true) return head as Head;
  } catch {
    // No JSON at all: the same to whoever reads the message.
  }
  throw new RangeError('the file does not begin with a line such as {"tool":"quorate","cases":[]}');
}

const isPart = ({ name, bytes }: Head["cases"][number]): boolean =>
  typeof name === "string" && Number.isSafeInteger(bytes) && bytes >= 0;
