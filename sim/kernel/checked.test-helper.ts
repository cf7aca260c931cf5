/** For tests of check mode: roles to be refused, and the sentence with which they are. */

import { InvariantViolation } from "./assert.ts";
import type { AnyRole } from "./role.ts";
import type { Simulation, SimulationOptions } from "./simulation.ts";
import { address, simulate, sketch } from "./sketch.test-helper.ts";
import { at, ms } from "./time.ts";

/** Where the role is that is checked. */
export const b = address("b");

/** Sends b a list, again and again. */
export const sender = sketch({
  start: (effects) => effects.setTimer("next", ms(1), ms(1)),
  handle: (_, _event, effects) => {
    effects.send(b, { kind: "list", list: [1, 2] });
    effects.setTimer("next", ms(10), ms(10));
  },
});

/** The role at address b, in check mode unless told otherwise, with `sender` at a. */
export const checked = (role: AnyRole, options: Partial<SimulationOptions> = {}): Simulation =>
  simulate({ a: sender, b: role }, { mode: "check", ...options });

/** The sentence with which check mode refuses the role, and where. */
export function refusal(role: AnyRole): string {
  try {
    checked(role).runUntil(at(ms(100)));
  } catch (error) {
    if (!(error instanceof InvariantViolation)) throw error;
    return `${error.where?.role} at ${error.where?.doing}: ${error.message}`;
  }
  return "nothing is wrong";
}

interface Listed {
  list: number[];
  count: number;
}

/** A role whose state is a list and a count. */
export const withList = (
  handle: NonNullable<Parameters<typeof sketch<Listed>>[0]["handle"]>,
  start = (): Listed => ({ list: [1], count: 0 }),
) => sketch<Listed>({ start, handle });
