import type { FaultBand } from "../../properties/result.ts";
import type { Fault } from "../../sim/kernel/fault.ts";

/** Faults as they happened: all end with the load, when everything heals. */
export const bandsOf = (faults: readonly Fault[], loadEnds: number): FaultBand[] =>
  faults
    .filter(({ from }) => from < loadEnds)
    .map(({ name, about, from, until }) => ({
      name,
      about,
      from,
      until: Math.min(until, loadEnds),
    }));
