import test from "ava";
import type { LocalTime } from "../kernel/time.ts";
import { ms } from "../kernel/time.ts";
import { queryAsked } from "./page-choice.ts";

const now = 5_000_000 as LocalTime;

test("the newest are the first items backwards, in one page", (t) => {
  t.deepEqual(queryAsked({ wants: { kind: "newest", count: 10 } }, undefined, now), {
    wanted: { kind: "all" },
    backwards: true,
    limit: 10,
    follow: false,
  });
});

test("a time range ends at the client's now and begins as long before as is said", (t) => {
  const { wanted } = queryAsked({ wants: { kind: "last", within: ms(2_976) } }, undefined, now);
  // 2,024 ms: 1 x 32^2 + 31 x 32 + 8.
  t.deepEqual(wanted, { kind: "at-least", value: "00000001Z8" });
});

test("prefixes, ranges and single items start from an item's sort key", (t) => {
  const wanted = (wants: Parameters<typeof queryAsked>[0]["wants"], sort?: string | number) =>
    queryAsked({ wants }, sort, now).wanted;
  t.deepEqual(wanted({ kind: "prefix", letters: 3 }, "abcdef"), {
    kind: "begins-with",
    prefix: "abc",
  });
  t.deepEqual(wanted({ kind: "up-to", count: 10 }, 42), { kind: "between", low: 33, high: 42 });
  t.deepEqual(wanted({ kind: "equals" }, 7), { kind: "equals", value: 7 });
  t.deepEqual(wanted({ kind: "equals" }), { kind: "all" });
});

test("queries go on to the end unless told otherwise", (t) => {
  t.like(queryAsked({ wants: { kind: "all" } }, undefined, now), {
    follow: true,
    limit: undefined,
  });
  const short = { wants: { kind: "all" }, follow: false, limit: 3, backwards: true } as const;
  t.like(queryAsked(short, undefined, now), { follow: false, limit: 3, backwards: true });
});
