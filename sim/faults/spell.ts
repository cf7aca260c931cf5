/** The time that a fault lasts: from `from` up to, and without, `until`. */

import { at, type Duration, type SimTime } from "../kernel/time.ts";
import { instant } from "./field.ts";

export interface Spell {
  /** Since the start of the run. */
  readonly from: Duration;
  readonly until: Duration;
}

/** The fields that nearly every kind has. */
export const spellFields = {
  from: instant("when it begins"),
  until: instant("when it ends"),
};

/** Why two instants make no spell; undefined when they do. */
export const neverLasts = ({ from, until }: Spell): string | undefined =>
  until > from ? undefined : `"until" is ${until}; expected more than "from", which is ${from}`;

/** The same as instants of the simulation's clock, for a `Fault`. */
export const instants = ({ from, until }: Spell): { from: SimTime; until: SimTime } => ({
  from: at(from),
  until: at(until),
});
