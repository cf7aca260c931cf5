import type { Fault } from "../kernel/fault.ts";
import { type Duration, ms } from "../kernel/time.ts";
import { type Between, between, length, share } from "./field.ts";
import { demandPlaces, happens, runsBetween } from "./link.ts";
import { type Shape, specFrom } from "./shape.ts";
import { instants, neverLasts, spellFields } from "./spell.ts";
import { linksText, messagesText, percentText, spellText, timeText } from "./words.ts";

export interface Reordering {
  readonly kind: "reordering";
  readonly share: number;
  readonly delay: Duration;
  readonly between?: Between;
  readonly from: Duration;
  readonly until: Duration;
}

export const reorderingShape: Shape<Reordering> = {
  kind: "reordering",
  does:
    "Each message is with this probability held back for a time drawn from 1 µs to `delay`, and " +
    "whatever is sent after it on its link may overtake it.",
  source: "Jepsen reorders 20 % by means of a delay; VOPR reorders by random delay",
  fields: {
    share: share("share of the messages that is held back", { value: 0.2, source: "Jepsen" }),
    delay: length("longest time that a message is held back", {
      least: 1,
      default: { value: ms(50), source: "Jepsen's delay" },
    }),
    between,
    ...spellFields,
  },
  clash: neverLasts,
};

/**
 * A share of the messages held back and overtaken from `from` until `until`: 0.2 of them by up to
 * 50 ms unless said otherwise. Throws a RangeError for a field that makes no sense.
 */
export const reordering = (
  options: Omit<Reordering, "kind" | "share" | "delay"> & {
    readonly share?: number;
    readonly delay?: Duration;
  },
): Reordering => specFrom(reorderingShape, options);

export const reorderingFault = (spec: Reordering): Fault => ({
  name: spec.kind,
  about: linksText(spec.between),
  ...instants(spec),
  machines: [],
  zones: [],
  begin: (world) => demandPlaces(world, spec.between?.flat() ?? []),
  judge(from, to, fate, random) {
    if (!runsBetween(spec.between, from, to) || !happens(spec.share, random)) return;
    fate.delay = (fate.delay + 1 + random.below(spec.delay)) as Duration;
    fate.unordered = true;
  },
});

export const describeReordering = (spec: Reordering): string =>
  `${percentText(spec.share)} of ${messagesText(spec.between)} held back up to ` +
  `${timeText(spec.delay)} and overtaken ${spellText(spec)}`;
