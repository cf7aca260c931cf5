import test from "ava";
import { at, ms } from "../../sim/kernel/time.ts";
import { readSample } from "../samples/read-sample.test-helper.ts";
import { outageAtMost } from "./outage-at-most.ts";

const { history } = readSample(`# forty milliseconds without an acknowledged write
client-1  put k=1         0..5    ok
client-1  put k=2         6..8    ok
client-1  put k=3         8..30   info
client-1  put k=3         31..48  ok
client-1  put k=4         50..51  ok
audit     get k -> 4      90..91  ok`);

test("an outage of just the length allowed is allowed", (t) => {
  const { verdict, checked, reason } = outageAtMost(ms(40)).judge(history);
  t.is(verdict, "holds");
  t.is(checked, 4);
  t.is(reason, "the longest time without an acknowledged write is 40 ms, from 0.008 s");
});

test("a longer outage is found, with its beginning", (t) => {
  const finding = outageAtMost(ms(39)).judge(history);
  t.is(finding.verdict, "broken");
  t.is(finding.at, at(ms(8)));
});

test("the property is named by the length it allows", (t) => {
  t.is(outageAtMost(ms(40)).name, "outage at most 40 ms");
});

test("where no write was acknowledged there is nothing to measure from", (t) => {
  const nothing = readSample("# reads alone\nclient-1 get k -> nothing 0..5 ok").history;
  const unanswered = readSample("# no answer\nclient-1 put k=1 0.. info").history;
  for (const each of [nothing, unanswered]) {
    const { verdict, checked } = outageAtMost(ms(40)).judge(each);
    t.is(verdict, "unknown");
    t.is(checked, 0);
  }
});
