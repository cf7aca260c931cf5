import type { Fault } from "../kernel/fault.ts";
import type { Duration } from "../kernel/time.ts";
import { type Between, between } from "./field.ts";
import { demandPlaces, runsBetween } from "./link.ts";
import { type Shape, specFrom } from "./shape.ts";
import { instants, neverLasts, spellFields } from "./spell.ts";
import { linksText, messagesText, spellText } from "./words.ts";

export interface Clog {
  readonly kind: "clog";
  readonly between?: Between;
  readonly from: Duration;
  readonly until: Duration;
}

export const clogShape: Shape<Clog> = {
  kind: "clog",
  does:
    "Messages wait until the end; none is lost. Then they arrive in the order in which they were " +
    "sent, after the ordinary delay of their link. Of clogs that overlap the last end counts.",
  source: "FoundationDB clogPair; VOPR clogs a path for 0 to 5 s on average",
  fields: { between, ...spellFields },
  clash: neverLasts,
};

/**
 * Links that hold what is sent from `from` on and release it at `until`. Throws a RangeError for a
 * field that makes no sense.
 */
export const clog = (options: Omit<Clog, "kind">): Clog => specFrom(clogShape, options);

export function clogFault(spec: Clog): Fault {
  const { from: begins, until } = instants(spec);
  return {
    name: spec.kind,
    about: linksText(spec.between),
    from: begins,
    until,
    machines: [],
    zones: [],
    begin: (world) => demandPlaces(world, spec.between?.flat() ?? []),
    judge(from, to, fate, _random, now) {
      if (!runsBetween(spec.between, from, to)) return;
      // Held by two clogs, a message waits for the later end, not for the sum of both.
      fate.delay = Math.max(fate.delay, until - now) as Duration;
    },
  };
}

export const describeClog = (spec: Clog): string =>
  `${messagesText(spec.between)} held back ${spellText(spec)}, then released`;
