import test from "ava";
import { at, ms } from "../../sim/kernel/time.ts";
import { readSample } from "../samples/read-sample.test-helper.ts";
import { longestOutage, writesResume } from "./writes-resume.ts";

const historyOf = (...lines: string[]) => readSample(["# by hand", ...lines].join("\n")).history;

/** [from, until] of the longest outage up to `end`, all in ms. */
function outageIn(lines: readonly string[], end: number, start = 0): readonly [number, number] {
  const { from, until, length } = longestOutage(historyOf(...lines), at(ms(start)), at(ms(end)));
  if (until - from !== length) throw new Error(`${from} to ${until} is not ${length} µs long`);
  return [from / 1_000, until / 1_000];
}

test("the longest outage lies between two acknowledgements with a write under way", (t) => {
  const lines = [
    "client-1 put k=1 0..5 ok",
    "client-2 put k=2 4..40 info",
    "client-1 put k=3 45..60 ok",
    "client-1 put k=4 61..63 ok",
  ];
  t.deepEqual(outageIn(lines, 70), [5, 60]);
});

test("time in which nobody wants to write is no outage", (t) => {
  const lines = ["client-1 put k=1 0..5 ok", "client-1 put k=2 1000..1007 ok"];
  t.deepEqual(outageIn(lines, 2_000), [1_000, 1_007]);
});

test("an outage begins with the first attempt where none was under way", (t) => {
  const lines = [
    "client-1 put k=1 10..15 ok",
    "client-1 put k=2 100..150 info",
    "client-1 put k=3 160..170 ok",
  ];
  t.deepEqual(outageIn(lines, 200), [100, 170]);
});

test("an outage that nobody ends lasts to the end", (t) => {
  t.deepEqual(
    outageIn(["client-1 put k=1 10..", "client-2 put k=2 20..30"].map(info), 500),
    [10, 500],
  );
});

test("reads and audits are no attempts to write, and end no outage", (t) => {
  const lines = [
    "client-1 put k=1 0..2 ok",
    "client-1 put k=2 3..90 info",
    "client-2 get k -> 1 30..31 ok",
    "audit put k=4 40..41 ok",
    "client-1 put k=3 91..95 ok",
  ];
  t.deepEqual(outageIn(lines, 100), [3, 95]);
});

test("only the stretch that is asked for counts, with what was under way at its start", (t) => {
  const lines = ["client-1 put k=1 0..100 ok", "client-1 put k=2 101..110 ok"];
  t.deepEqual(outageIn(lines, 200), [0, 100]);
  t.deepEqual(outageIn(lines, 200, 80), [80, 100]);
  t.deepEqual(outageIn(lines, 30, 10), [10, 30]);
});

test("without writes there is no outage", (t) => {
  t.deepEqual(outageIn(["client-1 get k -> nothing 0..5 ok"], 100), [0, 0]);
});

const afterFault = [
  "client-1 put k=1 0..5 ok",
  "client-1 put k=2 10..90 info",
  "client-1 put k=3 91..130 ok",
  "client-1 put k=4 131..133 ok",
];

test("writes that are acknowledged again in time have resumed", (t) => {
  const property = writesResume({ after: ms(20), within: ms(110) });
  const { verdict, checked } = property.judge(historyOf(...afterFault));
  t.is(verdict, "holds");
  t.is(checked, 2);
});

test("writes that are acknowledged again too late are found, with the wait and its beginning", (t) => {
  const property = writesResume({ after: ms(20), within: ms(109) });
  const finding = property.judge(historyOf(...afterFault));
  t.is(finding.verdict, "broken");
  t.is(finding.at, at(ms(20)));
  t.is(finding.reason, "the longest wait is 110 ms, from 0.02 s");
});

test("whether writes resume is unknown where nobody tries", (t) => {
  const property = writesResume({ after: ms(500), within: ms(1) });
  const { verdict, checked } = property.judge(historyOf(...afterFault));
  t.is(verdict, "unknown");
  t.is(checked, 0);
});

function info(line: string): string {
  return `${line} info`;
}
