import test from "ava";
import type { LocalTime } from "../../../kernel/time.ts";
import { isNewer, nextVersion } from "./versions.ts";

const now = (time: number) => time as LocalTime;

test("the later stamp is newer, and of equal ones that of the Region whose name comes last", (t) => {
  t.true(isNewer({ stamp: 8, region: "eu" }, { stamp: 7, region: "us" }));
  t.false(isNewer({ stamp: 7, region: "us" }, { stamp: 8, region: "eu" }));
  t.true(isNewer({ stamp: 7, region: "us" }, { stamp: 7, region: "eu" }));
  t.false(isNewer({ stamp: 7, region: "eu" }, { stamp: 7, region: "us" }));
});

test("no version is newer than itself", (t) => {
  t.false(isNewer({ stamp: 7, region: "us" }, { stamp: 7, region: "us" }));
});

test("a write is stamped by the clock", (t) => {
  t.deepEqual(nextVersion("us", now(50), undefined), { stamp: 50, region: "us" });
  t.deepEqual(nextVersion("us", now(50), { stamp: 9, region: "eu" }), { stamp: 50, region: "us" });
});

test("a write over a later one, by another clock, is later still", (t) => {
  t.deepEqual(nextVersion("us", now(50), { stamp: 70, region: "eu" }), { stamp: 71, region: "us" });
});
