import test from "ava";
import { noted, pingUnder, spell } from "./ping.test-helper.ts";
import { restart } from "./restart.ts";

test("a restart without an end is over at once", (t) => {
  const run = pingUnder([restart({ machine: "storage-a", from: spell.from })]);
  const starts = noted(run, "storage-a", "started");
  t.deepEqual(
    starts.map(({ at }) => at),
    [0, spell.from],
  );
  t.true(starts[1]!.records.length >= 148);
});

test("a restart with an end keeps the machine down until then", (t) => {
  const run = pingUnder([restart({ machine: "storage-a", ...spell })]);
  const starts = noted(run, "storage-a", "started").map(({ at }) => at);
  t.deepEqual(starts, [0, spell.until]);
});

test("a restart leaves the other machines alone", (t) => {
  const run = pingUnder([restart({ machine: "storage-a", ...spell })]);
  t.is(noted(run, "storage-b", "started").length, 1);
  t.is(noted(run, "storage-a-2", "started").length, 1);
});
