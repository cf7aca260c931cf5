import test from "ava";
import { familyOf, faultSentence } from "./fault-words.ts";

const fault = (name: string, about: string) => ({ name, about, from: 0, until: 1 });

test("a fault is told in words, with what it concerns", (t) => {
  t.is(faultSentence(fault("zone-outage", "a")), "Every machine of the zone down: a");
  t.is(faultSentence(fault("packet-loss", "")), "Messages lost at random");
});

test("a fault that this report has never heard of is called by its name", (t) => {
  t.is(faultSentence(fault("constructor", "b")), "constructor: b");
  t.is(familyOf(fault("constructor", "b")), "other");
  t.is(familyOf(fault("clock-drift", "b")), "clock");
});
