/** What a simulation is built from, as a scenario's case has been assembled. */

import type { SimulationOptions } from "../../sim/kernel/simulation.ts";
import type { Assembled } from "./assemble.ts";

export const worldOf = ({
  deployment,
  network,
  placements,
  faults,
}: Assembled): Pick<
  SimulationOptions,
  "machines" | "network" | "placements" | "faults" | "hostable"
> => ({
  machines: deployment.machines,
  network,
  placements,
  faults,
  hostable: deployment.hostable ?? [],
});
