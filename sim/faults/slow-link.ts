import type { Fault } from "../kernel/fault.ts";
import { type Duration, ms } from "../kernel/time.ts";
import { type Between, between, length } from "./field.ts";
import { demandPlaces, runsBetween } from "./link.ts";
import { type Shape, specFrom } from "./shape.ts";
import { instants, neverLasts, spellFields } from "./spell.ts";
import { linksText, messagesText, spellText, timeText } from "./words.ts";

export interface SlowLink {
  readonly kind: "slow-link";
  readonly delay: Duration;
  readonly jitter: Duration;
  readonly between?: Between;
  readonly from: Duration;
  readonly until: Duration;
}

const jepsen = "Jepsen, which draws from a normal distribution";

export const slowLinkShape: Shape<SlowLink> = {
  kind: "slow-link",
  does:
    "Every message takes longer, by a time drawn evenly from `delay` less `jitter` to `delay` plus " +
    "`jitter`; the order on a link stays.",
  source: "Jepsen 50 ms ± 10 ms; VOPR means of 30 to 100 ms",
  fields: {
    delay: length("time added to each message", {
      least: 1,
      default: { value: ms(50), source: jepsen },
    }),
    jitter: length("how far the added time is off, either way", {
      least: 0,
      default: { value: ms(10), source: jepsen },
    }),
    between,
    ...spellFields,
  },
  clash: (spec) => neverLasts(spec) ?? tooMuchJitter(spec),
};

const tooMuchJitter = ({ delay, jitter }: SlowLink): string | undefined =>
  jitter <= delay
    ? undefined
    : `"jitter" is ${jitter}; expected at most "delay", which is ${delay}`;

/**
 * Links slower by 50 ms ± 10 ms, unless said otherwise, from `from` until `until`. Throws a
 * RangeError for a field that makes no sense.
 */
export const slowLink = (
  options: Omit<SlowLink, "kind" | "delay" | "jitter"> & {
    readonly delay?: Duration;
    readonly jitter?: Duration;
  },
): SlowLink => specFrom(slowLinkShape, options);

export const slowLinkFault = (spec: SlowLink): Fault => ({
  name: spec.kind,
  about: linksText(spec.between),
  ...instants(spec),
  machines: [],
  zones: [],
  begin: (world) => demandPlaces(world, spec.between?.flat() ?? []),
  judge(from, to, fate, random) {
    if (!runsBetween(spec.between, from, to)) return;
    const added = spec.delay - spec.jitter + random.below(2 * spec.jitter + 1);
    fate.delay = (fate.delay + added) as Duration;
  },
});

export const describeSlowLink = (spec: SlowLink): string =>
  `${messagesText(spec.between)} ${timeText(spec.delay)} ± ${timeText(spec.jitter)} later ` +
  spellText(spec);
