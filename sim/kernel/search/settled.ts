import { InvariantViolation } from "../assert.ts";
import { choiceOf } from "./choice.ts";
import type { StateSpace } from "./state-space.ts";

/** Far more than any group takes to come to rest. */
const mostSteps = 10_000;

/** The state in which everything under way in `row` has arrived and is written. */
export function settled(row: Int32Array, expand: StateSpace["expand"]): Int32Array {
  const calm = Int32Array.from(row);
  const next = new Int32Array(row.length);
  for (let steps = 0; steps < mostSteps; steps++) {
    let found: Int32Array | undefined;
    let isWrong = false;
    expand(calm, next, (choice, wrong) => {
      const { kind } = choiceOf(choice);
      if (found !== undefined || (kind !== "deliver" && kind !== "flush")) return;
      found = Int32Array.from(next);
      isWrong = wrong !== undefined;
    });
    // What goes wrong already here is for the search to find.
    if (found === undefined || isWrong) return calm;
    calm.set(found);
  }
  throw new InvariantViolation(`the roles have not come to rest after ${mostSteps} steps`);
}
