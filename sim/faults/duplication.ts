import type { Fault } from "../kernel/fault.ts";
import type { Duration } from "../kernel/time.ts";
import { type Between, between, share } from "./field.ts";
import { demandPlaces, happens, runsBetween } from "./link.ts";
import { type Shape, specFrom } from "./shape.ts";
import { instants, neverLasts, spellFields } from "./spell.ts";
import { linksText, messagesText, percentText, spellText } from "./words.ts";

export interface Duplication {
  readonly kind: "duplication";
  readonly share: number;
  readonly between?: Between;
  readonly from: Duration;
  readonly until: Duration;
}

export const duplicationShape: Shape<Duplication> = {
  kind: "duplication",
  does: "Each message arrives a second time with this probability; the copy has a delay of its own.",
  source: "Jepsen 20 %; VOPR replays 0 to 50 %",
  fields: {
    share: share("share of the messages that arrives twice", { value: 0.2, source: "Jepsen" }),
    between,
    ...spellFields,
  },
  clash: neverLasts,
};

/**
 * A share of the messages delivered twice from `from` until `until`; 0.2 unless said otherwise.
 * Throws a RangeError for a field that makes no sense.
 */
export const duplication = (
  options: Omit<Duplication, "kind" | "share"> & { readonly share?: number },
): Duplication => specFrom(duplicationShape, options);

export const duplicationFault = (spec: Duplication): Fault => ({
  name: spec.kind,
  about: linksText(spec.between),
  ...instants(spec),
  machines: [],
  zones: [],
  begin: (world) => demandPlaces(world, spec.between?.flat() ?? []),
  judge(from, to, fate, random) {
    if (runsBetween(spec.between, from, to) && happens(spec.share, random)) fate.copies += 1;
  },
});

export const describeDuplication = (spec: Duplication): string =>
  `${percentText(spec.share)} of ${messagesText(spec.between)} arrive twice ${spellText(spec)}`;
