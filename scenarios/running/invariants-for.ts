import { alwaysOn } from "../../properties/always-on.ts";
import type { Invariant } from "../../properties/property.ts";
import type { Assembled } from "./assemble.ts";

/** The invariants that have something to look at in this system. */
export const invariantsFor = ({ placements }: Assembled): readonly Invariant[] =>
  alwaysOn.filter(
    ({ watches }) => watches === undefined || placements.some(({ role }) => role === watches),
  );
