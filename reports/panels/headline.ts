import type { Measure } from "../../properties/result.ts";
import type { CaseView } from "../case-view.ts";
import { type Markup, markup } from "../escape.ts";
import { countText, lengthText, measureText, shareText } from "../number-text.ts";

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

/** At most six figures that say how a case went; the same for every case of a run. */
export function headlineOf({ recording, summary }: CaseView): readonly Figure[] {
  const measures = new Map<string, Measure>(Object.entries(recording.result.measures));
  const measured = telling.flatMap(([name, heading]) => {
    const measure = measures.get(name);
    return measure === undefined ? [] : [{ name: heading, text: measureText(measure) }];
  });
  const writes = summary.classes.find(({ name }) => name === "writes");
  const served = writes?.availability;
  return [
    ...measured,
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
