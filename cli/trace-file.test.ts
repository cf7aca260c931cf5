import test from "ava";
import { noCause, noIndex, Trace, traced } from "../sim/kernel/trace.ts";
import { firstDifference } from "../sim/kernel/trace-text.ts";
import { decodeTraceFile, encodeTraceFile } from "./trace-file.ts";

function traceOf(label: string): Trace {
  const trace = new Trace(["storage-a"], [label]);
  trace.append(10, traced.timer, 0, noIndex, 0, noCause);
  return trace;
}

const bytesOf = (...names: readonly string[]): Buffer =>
  Buffer.concat(
    [...encodeTraceFile(names.map((name) => ({ name, trace: traceOf(name) })))].map((piece) =>
      Buffer.from(piece),
    ),
  );

test("traces are read as they were written, under the names of their cases", (t) => {
  const read = decodeTraceFile(bytesOf("one", "two\n"));
  t.deepEqual(
    read.map(({ name }) => name),
    ["one", "two\n"],
  );
  t.is(firstDifference(read[0]!.trace, traceOf("one")), undefined);
  t.not(firstDifference(read[0]!.trace, traceOf("two")), undefined);
});

test("a file cut short, lengthened or altered is refused", (t) => {
  const whole = bytesOf("one", "two");
  const altered = Buffer.from(whole);
  altered[altered.length - 12]! ^= 1;
  const wrong = [
    whole.subarray(0, -1),
    Buffer.concat([whole, whole]),
    altered,
    Buffer.of(),
    Buffer.from("x"),
  ];
  for (const bytes of wrong) t.throws(() => decodeTraceFile(bytes), { instanceOf: RangeError });
});
