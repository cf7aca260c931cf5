import test from "ava";
import { didYouMean, nearest, oneOf } from "./nearest.ts";

const names = ["healthy-day", "leader-crash", "leader-zone-outage"];

test("a typing error finds the name that was meant", (t) => {
  t.is(nearest("leader-zone-outge", names), "leader-zone-outage");
  t.is(nearest("Leader-Crash", names), "leader-crash");
  t.is(nearest("helthyday", names), "healthy-day");
});

test("a name without what stands before its dot is found", (t) => {
  t.is(nearest("timeot", ["heartbeat", "client.timeout"]), "client.timeout");
});

test("a name that resembles nothing finds nothing", (t) => {
  t.is(nearest("split", names), undefined);
  t.is(nearest("", names), undefined);
  t.is(nearest("x", []), undefined);
});

test("a sentence ends with the nearest name, or with all there are", (t) => {
  t.is(didYouMean("healthyday", names), ": did you mean healthy-day?");
  t.is(didYouMean("split", names), ": expected healthy-day, leader-crash or leader-zone-outage");
});

test("a long list of names is not spelled out", (t) => {
  const many = Array.from({ length: 40 }, (_, index) => `setting-${index}`);
  t.is(oneOf(many), "one of 40 names, such as setting-0");
  t.is(oneOf(["one"]), "one");
});
