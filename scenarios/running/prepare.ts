/** The cases of a scenario with the command line's changes: everything is known but what happens. */

import type { Workload } from "../../sim/client/workload.ts";
import type { Case, Scenario } from "../scenario.ts";
import { type Assembled, assemble, clientSettingsOf } from "./assemble.ts";

export interface Preparation {
  readonly seed: number;
  /** Settings as texts: "client.timeout" for the client's, any other name for the system's. */
  readonly changes: Readonly<Record<string, string>>;
  /** In place of the scenario's own load. */
  readonly workload?: Workload;
}

export interface Prepared {
  readonly chosen: Case;
  readonly name: string;
  readonly assembled: Assembled;
}

/** Every case, ready to run. */
export function prepare(
  scenario: Scenario,
  { seed, changes, workload }: Preparation,
): readonly Prepared[] {
  const ofClient: Record<string, string> = {};
  const ofSystem: Record<string, string> = {};
  for (const [name, text] of Object.entries(changes)) {
    if (name.startsWith("client.")) ofClient[name.slice("client.".length)] = text;
    else ofSystem[name] = text;
  }
  const clientSettings = clientSettingsOf(scenario, ofClient);
  return scenario.cases.map((chosen) => {
    const system = chosen.system.with(ofSystem);
    const name = chosen.name === undefined ? system.name : `${system.name}, ${chosen.name}`;
    const assembled = assemble(scenario, chosen, { seed, system, clientSettings, workload });
    return { chosen, name, assembled };
  });
}
