import type { Measure } from "../../properties/result.ts";
import type { CaseView } from "../case-view.ts";
import { type Markup, markup } from "../escape.ts";
import { countText, lengthText, measureText, nameText, shareText } from "../number-text.ts";

/** A figure worth reading before any table. */
export interface Figure {
  readonly name: string;
  readonly text: string;
}

/** Measures that make a headline, in this order, where the run has them. */
const telling: readonly (readonly [name: string, heading: string])[] = [
  ["longestOutage", "longest outage for writes"],
  ["acknowledged", "writes acknowledged"],
  ["lost", "acknowledged writes lost"],
  ["elections", "elections"],
];

/** Figures that a case's headline has room for. */
const room = 6;

/**
 * At most six figures that say how a case went: first those that the scenario is about, then those
 * that every run has.
 */
export function headlineOf(view: CaseView): readonly Figure[] {
  const measures = new Map<string, Measure>(Object.entries(view.recording.result.measures));
  const known = new Map(telling);
  const asked = measured(
    measures,
    view.figures.map((name) => [name, known.get(name) ?? nameText(name)] as const),
  );
  const names = new Set(asked.map(({ name }) => name));
  const others = usual(view, measures).filter(({ name }) => !names.has(name));
  return [...asked, ...others].slice(0, room);
}

const measured = (
  measures: ReadonlyMap<string, Measure>,
  wanted: readonly (readonly [name: string, heading: string])[],
): readonly Figure[] =>
  wanted.flatMap(([name, heading]) => {
    const measure = measures.get(name);
    return measure === undefined ? [] : [{ name: heading, text: measureText(measure) }];
  });

function usual(
  { recording, summary }: CaseView,
  measures: ReadonlyMap<string, Measure>,
): readonly Figure[] {
  const writes = summary.classes.find(({ name }) => name === "writes");
  const served = writes?.availability;
  return [
    ...measured(measures, telling),
    ...(served === undefined
      ? []
      : [{ name: "writes answered ok", text: shareText(served.share) }]),
    ...(writes?.latency === undefined
      ? []
      : [{ name: "write latency p99", text: lengthText(writes.latency.p99) }]),
    ...(writes === undefined ? [{ name: "events", text: countText(recording.result.events) }] : []),
  ];
}

export const headline = (view: CaseView): Markup =>
  markup`<dl class="headline">${headlineOf(view).map(({ name, text }) => markup`<div><dt>${name}</dt><dd>${text}</dd></div>`)}</dl>
`;
