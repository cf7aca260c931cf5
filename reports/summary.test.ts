import test from "ava";
import { few } from "./sample/few.ts";
import { summarise } from "./summary.ts";

test("requests are told apart by what they need: a quorum, the leader, or anyone", (t) => {
  const operations = few([
    { kind: "put" },
    { kind: "delete" },
    { kind: "get", consistency: "strong" },
    { kind: "get", consistency: "eventual" },
  ]);
  const { classes } = summarise(operations, 1_000_000);
  t.deepEqual(
    classes.map(({ name, attempted }) => [name, attempted]),
    [
      ["writes", 2],
      ["strong reads", 1],
      ["eventual reads", 1],
    ],
  );
});

test("only ok answers have a latency; others count by error, most frequent first", (t) => {
  const operations = few([
    { invoked: 0, completed: 2_000 },
    { invoked: 0, completed: 900_000, outcome: "info", error: "time-out" },
    { invoked: 0, completed: 500, outcome: "fail", error: "no-leader" },
    { invoked: 0, completed: 500, outcome: "fail", error: "no-leader" },
    { invoked: 0, completed: undefined, outcome: "info" },
  ]);
  const [writes] = summarise(operations, 1_000_000).classes;
  t.like(writes, { attempted: 5, ok: 1, unknown: 2, failed: 2 });
  t.is(writes?.latency?.max, 2_000);
  t.deepEqual(writes?.errors, [
    { error: "no-leader", outcome: "fail", count: 2 },
    { error: "no answer", outcome: "info", count: 1 },
    { error: "time-out", outcome: "info", count: 1 },
  ]);
});

test("the audit after the load is counted apart", (t) => {
  const audit = { phase: "audit", kind: "get", consistency: "strong" } as const;
  const { classes, audits } = summarise(few([{}, audit]), 1_000_000);
  t.is(audits, 1);
  t.deepEqual(
    classes.map(({ name }) => name),
    ["writes"],
  );
});

const every = (step: number, until: number, but: (instant: number) => boolean) =>
  Array.from({ length: until / step }, (_, index) => index * step)
    .filter((invoked) => !but(invoked))
    .map((invoked) => ({ invoked, completed: invoked + 1_000 }));

test("an outage is the longest time between acknowledged writes", (t) => {
  const operations = few(every(10_000, 5_000_000, (at) => at > 1_000_000 && at < 3_000_000));
  t.deepEqual(summarise(operations, 5_000_000).outage, { from: 1_001_000, until: 3_001_000 });
});

test("failed writes do not end an outage, and reads neither", (t) => {
  const operations = few([
    ...every(10_000, 5_000_000, (at) => at > 1_000_000 && at < 3_000_000),
    { invoked: 2_000_000, outcome: "fail", error: "no-leader" },
    { invoked: 2_100_000, kind: "get", consistency: "eventual" },
  ]);
  t.is(summarise(operations, 5_000_000).outage?.until, 3_001_000);
});

test("pauses that lie in the rhythm of the load are no outage", (t) => {
  const operations = few(every(400_000, 8_000_000, () => false));
  t.is(summarise(operations, 8_000_000).outage, undefined);
});

test("a load whose writes all fail is one outage from end to end", (t) => {
  const failed = every(10_000, 2_000_000, () => false).map((entry) => ({
    ...entry,
    outcome: "fail" as const,
  }));
  t.deepEqual(summarise(few(failed), 2_000_000).outage, { from: 0, until: 2_000_000 });
});

test("nobody asked, nothing to say", (t) => {
  t.deepEqual(summarise([], 1_000_000), {
    classes: [],
    retries: 0,
    audits: 0,
    outage: undefined,
  });
});
