import type { Fault } from "../kernel/fault.ts";
import type { Duration } from "../kernel/time.ts";
import { groups, type Place } from "./field.ts";
import { demandPlaces, groupOf, inTwoGroups } from "./link.ts";
import { type Shape, specFrom } from "./shape.ts";
import { instants, neverLasts, spellFields } from "./spell.ts";
import { groupsText, spellText } from "./words.ts";

export interface Cut {
  readonly kind: "cut";
  readonly groups: readonly (readonly Place[])[];
  readonly from: Duration;
  readonly until: Duration;
}

export const cutShape: Shape<Cut> = {
  kind: "cut",
  does:
    "Messages between places of different groups are lost. Within a group, and to and from places " +
    "in no group, they pass. A machine named by itself leaves the group of its zone.",
  source:
    "Jepsen partition specs (one, majority, minority third); VOPR partitions, 1 to 2 s or more",
  fields: { groups: groups("who still hears whom"), ...spellFields },
  clash: (spec) => neverLasts(spec) ?? namedTwice(spec.groups),
};

const namedTwice = (given: Cut["groups"]): string | undefined => {
  const twice = inTwoGroups(given);
  return twice && `"groups" has "${twice}" twice; expected every place in one group`;
};

/**
 * A network cut: `cut({ groups: [["a"], ["b", "c"]], from, until })` sets zone a against the other
 * two. Throws a RangeError for a field that makes no sense.
 */
export const cut = (options: Omit<Cut, "kind">): Cut => specFrom(cutShape, options);

export const cutFault = (spec: Cut): Fault => ({
  name: spec.kind,
  about: groupsText(spec.groups),
  ...instants(spec),
  machines: [],
  zones: [],
  begin: (world) => demandPlaces(world, spec.groups.flat()),
  judge(from, to, fate) {
    const [one, other] = [groupOf(from, spec.groups), groupOf(to, spec.groups)];
    if (one !== -1 && other !== -1 && one !== other) fate.drop = true;
  },
});

export const describeCut = (spec: Cut): string =>
  `${groupsText(spec.groups)} cut apart ${spellText(spec)}`;
