import test from "ava";
import { faultBands } from "./fault-bands.ts";

const span = { from: 1_000_000, until: 2_000_000 };
const place = { top: 20, bottom: 100, named: true };
const cut = (from: number, until: number) => ({ name: "cut", about: "a | b", from, until });

test("a fault is a band from begin to end, with its name over it", (t) => {
  const { markup } = faultBands([cut(1_250_000, 1_500_000)], span, place);
  t.regex(markup, /class="tint" x="370" y="20" width="238" height="80"/);
  t.regex(markup, /class="band-name" x="370" y="16">cut a \| b</);
});

test("a fault that lasts from edge to edge is named, not tinted", (t) => {
  const { markup } = faultBands([cut(0, 3_000_000)], span, place);
  t.true(markup.includes("throughout: cut a | b"));
  t.false(markup.includes("tint"));
});

test("faults outside the span leave nothing", (t) => {
  t.is(faultBands([cut(0, 1_000_000), cut(2_000_000, 3_000_000)], span, place).markup.trim(), "");
});

test("too many bands to tell apart are counted instead", (t) => {
  const faults = Array.from({ length: 50 }, (_, index) => cut(1_000_000 + index, 1_500_000));
  const { markup } = faultBands(faults, span, place);
  t.true(markup.includes("50 faults: see the timeline"));
  t.false(markup.includes("tint"));
});
