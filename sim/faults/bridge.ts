import type { Fault } from "../kernel/fault.ts";
import type { Duration } from "../kernel/time.ts";
import { type Between, type Place, place, sides } from "./field.ts";
import { demandPlaces, groupOf, inTwoGroups } from "./link.ts";
import { type Shape, specFrom } from "./shape.ts";
import { instants, neverLasts, spellFields } from "./spell.ts";
import { groupsText, spellText } from "./words.ts";

export interface Bridge {
  readonly kind: "bridge";
  readonly sides: Between;
  readonly bridge: Place;
  readonly from: Duration;
  readonly until: Duration;
}

export const bridgeShape: Shape<Bridge> = {
  kind: "bridge",
  does:
    "A partial cut: messages between the two sides are lost, while the bridge speaks with both. A " +
    "machine named as the bridge leaves the side of its zone.",
  source: "Jepsen bridge; partial partitions of Alquraan et al., OSDI '18",
  fields: {
    sides: sides("who cannot hear each other"),
    bridge: place("who hears both"),
    ...spellFields,
  },
  clash: (spec) => neverLasts(spec) ?? namedTwice(spec),
};

const namedTwice = ({ sides, bridge }: Bridge): string | undefined => {
  const twice = inTwoGroups([...sides, [bridge]]);
  return twice && `"${twice}" is named twice; expected every place on one side, or as the bridge`;
};

/**
 * `bridge({ sides: [["a"], ["b"]], bridge: "c", from, until })`: a and b hear c, and not each
 * other. Throws a RangeError for a field that makes no sense.
 */
export const bridge = (options: Omit<Bridge, "kind">): Bridge => specFrom(bridgeShape, options);

export function bridgeFault(spec: Bridge): Fault {
  const groups = [...spec.sides, [spec.bridge]];
  return {
    name: spec.kind,
    about: `${groupsText(spec.sides)}, over ${spec.bridge}`,
    ...instants(spec),
    machines: [],
    zones: [],
    begin: (world) => demandPlaces(world, groups.flat()),
    judge(from, to, fate) {
      const [one, other] = [groupOf(from, groups), groupOf(to, groups)];
      const across = (one === 0 && other === 1) || (one === 1 && other === 0);
      if (across) fate.drop = true;
    },
  };
}

export const describeBridge = (spec: Bridge): string =>
  `${groupsText(spec.sides)} cut apart, ${spec.bridge} hearing both, ${spellText(spec)}`;
