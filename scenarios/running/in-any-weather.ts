/**
 * Any scenario with faults drawn from the seed on top of its own. What it claims under its own
 * hardships cannot be asked of it then; that no invariant breaks can.
 */

import type { Case, Scenario } from "../scenario.ts";

/** `intensity`: how much worse than usual (1). Cases with a deliberate mistake are left out. */
export const inAnyWeather = (scenario: Scenario, intensity: number): Scenario => ({
  ...scenario,
  swarm: { ...scenario.swarm, intensity },
  cases: scenario.cases.filter(isSound).map((chosen) => ({ ...chosen, expect: [] })),
});

export const isSound = ({ system, breaksInvariants }: Case): boolean =>
  breaksInvariants === undefined && system.settings.every(({ name }) => name !== "bug");
