import { readdirSync, readFileSync } from "node:fs";
import test from "ava";
import { acknowledgedWritesSurvive } from "../histories/acknowledged-writes-survive.ts";
import { linearizable } from "../histories/linearizable.ts";
import { isLinearizable } from "../linearizability/brute-force.ts";
import { keyValue } from "../linearizability/models/key-value.ts";
import { partOf } from "../linearizability/part.ts";
import { readSample, type Sample } from "./read-sample.test-helper.ts";

const good = samplesIn("good");
const bad = samplesIn("bad");

for (const [file, { shows, history, wrongKey }] of good) {
  test(`good/${file}: ${shows}`, (t) => {
    t.is(wrongKey, undefined);
    const finding = linearizable.judge(history);
    t.is(finding.verdict, "holds", finding.reason);
    t.not(acknowledgedWritesSurvive.judge(history).verdict, "broken");
  });
}

for (const [file, { shows, history, wrongKey }] of bad) {
  test(`bad/${file}: ${shows}`, (t) => {
    const finding = linearizable.judge(history);
    t.is(finding.verdict, "broken", finding.reason);
    const named = history.operations.filter(({ request }) => finding.operations?.includes(request));
    t.true(named.length > 0);
    t.deepEqual([...new Set(named.map(({ key }) => key))], [wrongKey]);
    t.true(finding.reason.startsWith(`${wrongKey} `), finding.reason);
  });

  test(`bad/${file}: the operations named have no legal order by themselves`, (t) => {
    const named = linearizable.judge(history).operations ?? [];
    // What nobody knows may have happened besides: leaving it out would accuse the others falsely.
    const calls = history.operations.filter(
      ({ key, request, outcome }) =>
        key === wrongKey && (named.includes(request) || outcome === "info"),
    );
    const timed = calls.map((call) => ({
      call,
      invoked: call.invoked,
      returned: call.outcome === "info" ? Number.POSITIVE_INFINITY : call.completed!,
    }));
    t.false(isLinearizable(partOf("named", timed), keyValue));
  });
}

test("there are samples of both kinds", (t) => {
  t.true(good.length >= 12);
  t.true(bad.length >= 12);
});

test("a line that is not an operation is refused by name", (t) => {
  const error = t.throws(() => readSample("# shows nothing\nclient-1 get k -> 1 yesterday ok"));
  t.regex(error?.message ?? "", /client-1 get k -> 1 yesterday ok/);
  t.throws(() => readSample("client-1 get k -> 1 0..5 ok"));
});

function samplesIn(kind: "good" | "bad"): (readonly [string, Sample])[] {
  const folder = new URL(`${kind}/`, import.meta.url);
  const files = readdirSync(folder).filter((file) => file.endsWith(".txt"));
  return files.map((file) => [file, readSample(readFileSync(new URL(file, folder), "utf8"))]);
}
