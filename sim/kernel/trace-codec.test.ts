import test from "ava";
import fc from "fast-check";
import { noCause, noIndex, Trace } from "./trace.ts";
import { decodeTrace, encodeTrace } from "./trace-codec.ts";
import { firstDifference } from "./trace-text.ts";

const roles = ["a", "storage-b", "client-ü"];
const labels = ["append", "tick", ""];
const index = fc.constantFrom(0, 1, 2, noIndex);

const record = fc.record({
  wait: fc.oneof(fc.nat(300), fc.nat(10_000_000_000)),
  kind: fc.nat(15),
  role: index,
  peer: index,
  label: fc.nat(2),
  back: fc.nat(1_000),
});

const traces = fc.array(record, { maxLength: 200 }).map((records) => {
  const trace = new Trace(roles, labels);
  let [time, events] = [0, 0];
  for (const { wait, kind, role, peer, label, back } of records) {
    time += wait;
    trace.append(time, kind, role, peer, label, back < events ? events - 1 - back : noCause);
    if (kind < 8) events++;
  }
  return trace;
});

test("a trace comes back from its bytes as it was", (t) => {
  const returns = fc.property(traces, (trace) => {
    const back = decodeTrace(encodeTrace(trace));
    return back.length === trace.length && firstDifference(trace, back) === undefined;
  });
  t.notThrows(() => fc.assert(returns, { seed: 1, numRuns: 300 }));
});

test("traces of several chunks come back too, with the numbers of their events", (t) => {
  const trace = new Trace(roles, labels);
  for (let n = 0; n < 150_000; n++) {
    trace.append(n * 7, n % 5 === 0 ? 9 : 0, n % 3, 1, n % 3, n < 4 ? noCause : Math.floor(n / 4));
  }
  const bytes = encodeTrace(trace);
  const back = decodeTrace(bytes);
  t.is(firstDifference(trace, back), undefined);
  t.true(bytes.length / trace.length < 6.5, `${bytes.length / trace.length} bytes a record`);
  t.deepEqual(back.records(140_001).next().value, {
    event: 112_000,
    time: 980_007,
    kind: "message",
    role: "a",
    peer: "storage-b",
    label: "append",
    cause: 35_000,
  });
});

test("any byte changed, and any byte cut off, is noticed", (t) => {
  const trace = new Trace(roles, labels);
  for (let n = 0; n < 20; n++) trace.append(n * 300, n % 6, n % 3, noIndex, n % 3, noCause);
  const bytes = encodeTrace(trace);
  for (let position = 0; position < bytes.length; position++) {
    const changed = bytes.slice();
    changed[position]! ^= 0x10;
    t.throws(() => decodeTrace(changed), { instanceOf: RangeError });
    t.throws(() => decodeTrace(bytes.subarray(0, position)), { instanceOf: RangeError });
  }
});

test("damage is described in a sentence", (t) => {
  const bytes = encodeTrace(new Trace(roles, labels));
  bytes[20]! ^= 1;
  t.throws(() => decodeTrace(bytes), {
    message: /^the trace is damaged: its checksum is [0-9a-f]{16}, expected [0-9a-f]{16}$/,
  });
  t.throws(() => decodeTrace(new TextEncoder().encode("{}")), {
    message: 'expected a trace, beginning with "quorate trace 1"',
  });
});
