import type { Fault } from "../kernel/fault.ts";
import type { Duration } from "../kernel/time.ts";
import { type Between, between, share } from "./field.ts";
import { demandPlaces, happens, runsBetween } from "./link.ts";
import { type Shape, specFrom } from "./shape.ts";
import { instants, neverLasts, spellFields } from "./spell.ts";
import { linksText, messagesText, percentText, spellText } from "./words.ts";

export interface PacketLoss {
  readonly kind: "packet-loss";
  readonly share: number;
  readonly between?: Between;
  readonly from: Duration;
  readonly until: Duration;
}

export const packetLossShape: Shape<PacketLoss> = {
  kind: "packet-loss",
  does: "Each message is lost with this probability, whatever became of the one before.",
  source: "Jepsen 20 %; VOPR 0 to 30 %",
  fields: {
    share: share("share of the messages that is lost", { value: 0.2, source: "Jepsen" }),
    between,
    ...spellFields,
  },
  clash: neverLasts,
};

/**
 * A share of the messages lost from `from` until `until`; 0.2 unless said otherwise. Throws a
 * RangeError for a field that makes no sense.
 */
export const packetLoss = (
  options: Omit<PacketLoss, "kind" | "share"> & { readonly share?: number },
): PacketLoss => specFrom(packetLossShape, options);

export const packetLossFault = (spec: PacketLoss): Fault => ({
  name: spec.kind,
  about: linksText(spec.between),
  ...instants(spec),
  machines: [],
  zones: [],
  begin: (world) => demandPlaces(world, spec.between?.flat() ?? []),
  judge(from, to, fate, random) {
    if (runsBetween(spec.between, from, to) && happens(spec.share, random)) fate.drop = true;
  },
});

export const describePacketLoss = (spec: PacketLoss): string =>
  `${percentText(spec.share)} of ${messagesText(spec.between)} lost ${spellText(spec)}`;
