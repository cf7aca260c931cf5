import { readdirSync } from "node:fs";
import { extname } from "node:path";
import type { Scenario } from "../scenarios/scenario.ts";
import type { Io } from "./io.ts";
import { nearest } from "./nearest.ts";
import { UsageError } from "./usage-error.ts";

/**
 * Scenarios are found by listing their folder: one file each, named after the scenario it exports
 * by default. Files that export none are the folder's own machinery.
 *
 * @throws Error when a scenario's name is not its file's
 */
export async function allScenarios(io: Pick<Io, "scenarios">): Promise<readonly Scenario[]> {
  const found: Scenario[] = [];
  for (const name of names(io.scenarios)) {
    const scenario = await load(io.scenarios, name);
    if (scenario !== undefined) found.push(scenario);
  }
  return found;
}

/** The scenario of this name. Throws a UsageError with the nearest name when there is none. */
export async function findScenario(io: Pick<Io, "scenarios">, name: string): Promise<Scenario> {
  if (names(io.scenarios).includes(name)) {
    const scenario = await load(io.scenarios, name);
    if (scenario !== undefined) return scenario;
  }
  const all = (await allScenarios(io)).map((each) => each.name);
  const near = nearest(name, all);
  const instead =
    near === undefined
      ? `expected one of the ${all.length} that \`quorate list\` shows`
      : `did you mean ${near}? \`quorate list\` shows all ${all.length}`;
  throw new UsageError(`unknown scenario "${name}": ${instead}`);
}

/** Names of the files that may hold a scenario, in the order of their letters. */
function names(folder: URL): readonly string[] {
  // Sources when run from sources, compiled files when run compiled: never both.
  const extension = extname(import.meta.url);
  const files = readdirSync(folder).filter((file) => /^[a-z0-9-]+\.[a-z]+$/.test(file));
  return files
    .filter((file) => file.endsWith(extension))
    .map((file) => file.slice(0, -extension.length))
    .sort((one, other) => (one < other ? -1 : 1));
}

async function load(folder: URL, name: string): Promise<Scenario | undefined> {
  const file = new URL(`${name}${extname(import.meta.url)}`, folder);
  const { default: exported } = (await import(file.href)) as { default?: Scenario };
  if (exported === undefined) return undefined;
  if (exported.name !== name) {
    throw new Error(`the scenario in ${name} calls itself "${exported.name}"`);
  }
  return exported;
}
