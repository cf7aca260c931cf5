import test from "ava";
import { admissionOverTime } from "./admission-over-time.ts";

const span = { from: 0, until: 1_000_000 };
const rows = [
  { tenant: "quiet", bins: [{ ...span, admitted: 50, throttled: 0 }] },
  { tenant: "<loud>", bins: [{ ...span, admitted: 100, throttled: 100 }] },
];

const edges = (markup: string, name: string) =>
  [
    ...markup.matchAll(
      new RegExp(`class="${name} fill" d="M[\\d.]+ ([\\d.]+)h[\\d.]+V([\\d.]+)`, "g"),
    ),
  ].map(([, from, until]) => [Number(from), Number(until)]);

test("what was refused stands on what was admitted, every tenant on the same scale", (t) => {
  const { markup } = admissionOverTime({ id: "admission", span, faults: [], rows });
  t.deepEqual(edges(markup, "ok"), [
    [114, 90],
    [232, 184],
  ]);
  t.deepEqual(edges(markup, "failed"), [[184, 136]]);
});

test("rows are named, and names are escaped", (t) => {
  const { markup } = admissionOverTime({ id: "admission", span, faults: [], rows });
  t.true(markup.includes(">quiet<"));
  t.true(markup.includes("&lt;loud&gt;"));
  t.false(markup.includes("<loud>"));
});

test("a stretch without requests has axes and no bars", (t) => {
  const bins = [{ ...span, admitted: 0, throttled: 0 }];
  const { markup } = admissionOverTime({
    id: "admission",
    span,
    faults: [],
    rows: [{ tenant: undefined, bins }],
  });
  t.true(markup.includes('class="ok fill" d=""'));
  t.false(/NaN|Infinity/.test(markup));
});
