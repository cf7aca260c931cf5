import test from "ava";
import { at, ms } from "../../sim/kernel/time.ts";
import { readSample } from "../samples/read-sample.test-helper.ts";
import { allServed } from "./all-served.ts";

const historyOf = (...lines: string[]) => readSample(["# by hand", ...lines].join("\n")).history;

test("answers and conditions that were false are service", (t) => {
  const { verdict, checked } = allServed.judge(
    historyOf(
      "client-1 put k=1 0..5 ok",
      "client-2 put k=2 if absent 6..7 fail",
      "client-2 get k -> 1 8..9 ok",
      "audit get k -> 1 90..91 ok",
    ),
  );
  t.is(verdict, "holds");
  t.is(checked, 3);
});

test("a request refused for want of a leader was not served", (t) => {
  const finding = allServed.judge(
    historyOf(
      "client-1 put k=1 0..5 ok",
      "client-2 put k=2 6..7 fail",
      "client-2 put k=2 8.. info",
    ),
  );
  t.is(finding.verdict, "broken");
  t.is(finding.at, at(ms(7)));
  t.deepEqual(finding.operations, [2]);
  t.is(finding.reason, "client-2 asked r2 (put k) at 0.006 s and got no-leader");
});

test("a request that nobody answered was not served", (t) => {
  const finding = allServed.judge(historyOf("client-1 get k 3.. info"));
  t.is(finding.verdict, "broken");
  t.is(finding.at, at(ms(3)));
});

test("an audit is nobody's request", (t) => {
  const { verdict, checked } = allServed.judge(historyOf("audit get k 3.. info"));
  t.is(verdict, "unknown");
  t.is(checked, 0);
});
