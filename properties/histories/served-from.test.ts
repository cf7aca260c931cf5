import test from "ava";
import { ms } from "../../sim/kernel/time.ts";
import { readSample } from "../samples/read-sample.test-helper.ts";
import { servedFrom } from "./served-from.ts";

const { history } = readSample(`# three of four attempts from 10 ms on
client-1  put k=1         0..5    info
client-1  put k=2         10..12  ok
client-1  put k=3         20..25  info
client-1  put k=4         31..48  ok
client-1  put k=5         50..51  ok
audit     get k -> 5      90..91  ok`);

test("a share that is just reached is enough; what came before does not count", (t) => {
  const { verdict, checked, reason } = servedFrom({ from: ms(10), share: 0.75 }).judge(history);
  t.is(verdict, "holds");
  t.is(checked, 4);
  t.is(reason, "75 % of 4 attempts answered");
});

test("a smaller share breaks it, at the first attempt that was not answered", (t) => {
  const finding = servedFrom({ from: ms(10), share: 0.76 }).judge(history);
  t.is(finding.verdict, "broken");
  t.is(finding.at, history.operations[2]!.invoked);
  t.deepEqual(finding.operations, [history.operations[2]!.request]);
});

test("the audit is no load: where nobody asks any more nothing is known", (t) => {
  const { verdict, checked } = servedFrom({ from: ms(60), share: 0.5 }).judge(history);
  t.is(verdict, "unknown");
  t.is(checked, 0);
});
