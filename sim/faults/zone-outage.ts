import type { Fault } from "../kernel/fault.ts";
import type { Duration } from "../kernel/time.ts";
import { zone } from "./field.ts";
import { type Shape, specFrom } from "./shape.ts";
import { instants, neverLasts, spellFields } from "./spell.ts";
import { spellText } from "./words.ts";

export interface ZoneOutage {
  readonly kind: "zone-outage";
  readonly zone: string;
  readonly from: Duration;
  readonly until: Duration;
}

export const zoneOutageShape: Shape<ZoneOutage> = {
  kind: "zone-outage",
  does:
    "Every machine of the zone loses power, clients' machines included; so no message enters or " +
    "leaves the zone. At the end they all start again from their disks.",
  source: "FoundationDB killZone; availability of a zone in USENIX ATC '22, §6.1",
  fields: { zone: zone("which zone"), ...spellFields },
  clash: neverLasts,
};

/**
 * A whole zone dark from `from` until `until`. Throws a RangeError for a field that makes no sense.
 */
export const zoneOutage = (options: Omit<ZoneOutage, "kind">): ZoneOutage =>
  specFrom(zoneOutageShape, options);

/** It needs no say about messages: machines without power neither send nor hear. */
export const zoneOutageFault = (spec: ZoneOutage): Fault => ({
  name: spec.kind,
  about: spec.zone,
  ...instants(spec),
  machines: [],
  zones: [spec.zone],
  begin(world) {
    for (const machine of world.machinesIn(spec.zone)) world.crash(machine);
  },
  end(world) {
    for (const machine of world.machinesIn(spec.zone)) world.restart(machine);
  },
});

export const describeZoneOutage = (spec: ZoneOutage): string =>
  `zone ${spec.zone} dark ${spellText(spec)}`;
