import test from "ava";
import type { History } from "../../sim/client/history.ts";
import { at, ms } from "../../sim/kernel/time.ts";
import { readSample } from "../samples/read-sample.test-helper.ts";
import { noStaleReads } from "./no-stale-reads.ts";

/** Versions as a log would give them: each put's value is its version here, and each read's. */
function historyOf(...lines: string[]): History {
  const { history } = readSample(["# by hand", ...lines].join("\n"));
  return {
    operations: history.operations.map((operation) => ({
      ...operation,
      version: Number((operation.kind === "get" ? operation.result : operation.argument) ?? 0),
    })),
  };
}

test("a read that finds what was acknowledged, or something newer, is not stale", (t) => {
  const finding = noStaleReads.judge(
    historyOf(
      "client-1 put k=1 0..5 ok",
      "client-1 put k=2 6..9 ok",
      "client-2 get k -> 1 eventual 8..12 ok",
      "client-2 get k -> 2 eventual 10..12 ok",
      "client-2 get k -> 3 13..14 ok",
    ),
  );
  t.is(finding.verdict, "holds");
  t.is(finding.checked, 3);
});

test("a read that misses what was acknowledged before it began is stale, strong or not", (t) => {
  for (const kind of ["", " eventual"]) {
    const finding = noStaleReads.judge(
      historyOf(
        "client-1 put k=1 0..5 ok",
        "client-1 put k=2 6..9 ok",
        `client-2 get k -> 1${kind} 10..12 ok`,
      ),
    );
    t.is(finding.verdict, "broken");
    t.is(finding.at, at(ms(12)));
    t.deepEqual(finding.operations, [3]);
  }
});

test("an older write that is acknowledged late makes nothing of a newer one stale", (t) => {
  const finding = noStaleReads.judge(
    historyOf(
      "client-1 put k=2 0..5 ok",
      "client-2 put k=1 0..9 ok",
      "client-2 get k -> 2 10..12 ok",
    ),
  );
  t.is(finding.verdict, "holds");
});

test("other keys and writes in doubt have no say; without reads nothing is known", (t) => {
  const lines = ["client-1 put other=5 0..5 ok", "client-1 put k=2 6.. info"];
  t.is(noStaleReads.judge(historyOf(...lines)).verdict, "unknown");
  t.is(noStaleReads.judge(historyOf(...lines, "client-2 get k 10..12 ok")).verdict, "holds");
});
