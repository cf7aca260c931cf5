import type { Fault } from "../kernel/fault.ts";
import type { Duration } from "../kernel/time.ts";
import { type Place, places } from "./field.ts";
import { demandPlaces, isAt } from "./link.ts";
import { type Shape, specFrom } from "./shape.ts";
import { instants, neverLasts, spellFields } from "./spell.ts";
import { listText, spellText } from "./words.ts";

export interface OneWayCut {
  readonly kind: "one-way-cut";
  readonly senders: readonly Place[];
  readonly receivers: readonly Place[];
  readonly from: Duration;
  readonly until: Duration;
}

export const oneWayCutShape: Shape<OneWayCut> = {
  kind: "one-way-cut",
  does:
    "Messages from the senders to the receivers are lost; those the other way pass. The heart of " +
    "a gray failure: each side is right about what it hears, and they disagree.",
  source: "VOPR asymmetric partitions; Cloudflare's outage of 2 November 2020",
  fields: {
    senders: places("who is not heard"),
    receivers: places("who does not hear them"),
    ...spellFields,
  },
  clash: neverLasts,
};

/**
 * `oneWayCut({ senders: ["a"], receivers: ["b"], from, until })`: b does not hear a, while a hears
 * b. Throws a RangeError for a field that makes no sense.
 */
export const oneWayCut = (options: Omit<OneWayCut, "kind">): OneWayCut =>
  specFrom(oneWayCutShape, options);

export const oneWayCutFault = (spec: OneWayCut): Fault => ({
  name: spec.kind,
  about: `${listText(spec.senders)} > ${listText(spec.receivers)}`,
  ...instants(spec),
  machines: [],
  zones: [],
  begin: (world) => demandPlaces(world, [...spec.senders, ...spec.receivers]),
  judge(from, to, fate) {
    if (isAt(from, spec.senders) && isAt(to, spec.receivers)) fate.drop = true;
  },
});

export const describeOneWayCut = (spec: OneWayCut): string =>
  `nothing from ${listText(spec.senders)} reaches ${listText(spec.receivers)} ${spellText(spec)}`;
