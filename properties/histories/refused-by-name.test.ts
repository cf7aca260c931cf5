import test from "ava";
import type { Operation } from "../../sim/client/history.ts";
import type { ThrottlingReason } from "../../sim/client/operation.ts";
import { ms } from "../../sim/kernel/time.ts";
import { readSample } from "../samples/read-sample.test-helper.ts";
import { refusedByName } from "./refused-by-name.ts";

const { history } = readSample(`# two of three are refused
client-1  put k=1         0..5    ok
client-1  put k=2         10..12  fail
client-1  get k -> 1      20..23  fail`);

const exception = "ThrottlingException" as const;
const write = "TableWriteKeyRangeThroughputExceeded" as const;
const read = "TableReadKeyRangeThroughputExceeded" as const;

/** The history with reasons for its refusals. */
const refused = (reasons: readonly ThrottlingReason[]) => {
  let next = 0;
  const operations = history.operations.map((operation): Operation => {
    if (operation.outcome === "ok") return operation;
    const reason = reasons[next]!;
    next += 1;
    return {
      ...operation,
      error: "throttled",
      throttle: { exception, reason, resource: "orders" },
    };
  });
  return { operations };
};

test("refusals by the right names, in time", (t) => {
  const property = refusedByName({ exception, read, write, within: ms(3) });
  const { verdict, checked } = property.judge(refused([write, read]));
  t.is(verdict, "holds");
  t.is(checked, 2);
});

test("a write that is refused as a read breaks it", (t) => {
  const finding = refusedByName({ exception, read, write, within: ms(3) }).judge(
    refused([read, read]),
  );
  t.is(finding.verdict, "broken");
  t.regex(finding.reason, /TableReadKeyRange.*expected .* TableWriteKeyRange/);
});

test("so does another exception", (t) => {
  const provisioned = "ProvisionedThroughputExceededException";
  const property = refusedByName({ exception: provisioned, read, write, within: ms(3) });
  t.is(property.judge(refused([write, read])).verdict, "broken");
});

test("so does a refusal that took its time", (t) => {
  const finding = refusedByName({ exception, read, write, within: ms(2) }).judge(
    refused([write, read]),
  );
  t.is(finding.verdict, "broken");
  t.regex(finding.reason, /after 3 ms, expected at most 2 ms/);
});

test("where nobody was refused nothing is known", (t) => {
  t.is(refusedByName({ exception, write, within: ms(2) }).judge(history).verdict, "unknown");
});
