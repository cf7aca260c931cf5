import { prepare } from "../scenarios/running/prepare.ts";
import type { Scenario } from "../scenarios/scenario.ts";
import { clientSettings } from "../sim/client/settings.ts";
import type { SettingShown, Settings } from "../sim/parts/setting.ts";
import { didYouMean } from "./nearest.ts";
import { UsageError } from "./usage-error.ts";

/** Texts by the name of the setting; a client's setting is named "client.timeout". */
export type Changes = Readonly<Record<string, string>>;

/** For commander: gathers an option that may be given several times. */
export const collect = (
  value: string,
  before: readonly string[] | undefined,
): readonly string[] => [...(before ?? []), value];

/** What `--set name=value`, given so often, asks for. */
export function parseChanges(texts: readonly string[] = []): Changes {
  const changes = new Map<string, string>();
  for (const text of texts) {
    const [, name, value] = /^\s*([^=\s]+)\s*=(.*)$/s.exec(text) ?? [];
    if (name === undefined || value === undefined) {
      throw new UsageError(`--set is "${text}": expected name=value such as client.timeout=2s`);
    }
    if (changes.has(name)) {
      throw new UsageError(`--set gives ${name} twice: expected one value for each setting`);
    }
    changes.set(name, value.trim());
  }
  return Object.fromEntries(changes);
}

/** Throws a UsageError for a name or value that a case of the scenario does not know. */
export function checkChanges(scenario: Scenario, changes: Changes): void {
  const known = new Set(
    settingsInForce(scenario, {}).flatMap(({ settings }) => settings.map(nameOf)),
  );
  // A switch for deliberate mistakes: among the settings only while it is on.
  known.add("bug");
  for (const name of Object.keys(changes)) {
    if (known.has(name)) continue;
    throw new UsageError(`unknown setting "${name}"${didYouMean(name, [...known])}`);
  }
  try {
    prepare(scenario, { changes, seed: scenario.seeds.first });
  } catch (error) {
    // A value that its setting does not take: the sentence is the setting's own.
    throw error instanceof RangeError ? new UsageError(error.message) : error;
  }
}

export interface CaseSettings {
  readonly name: string;
  readonly settings: readonly SettingShown[];
}

/** Every setting of every case, its system's and its clients', as the run will use it. */
export function settingsInForce(scenario: Scenario, changes: Changes): readonly CaseSettings[] {
  return prepare(scenario, { changes, seed: scenario.seeds.first }).map(({ name, assembled }) => ({
    name,
    settings: [...assembled.system.settings, ...clientsShown(assembled.clientSettings)],
  }));
}

function clientsShown(values: object): readonly SettingShown[] {
  const table: Settings = clientSettings;
  const inForce = new Map(Object.entries(values));
  return Object.entries(table).map(([name, { format, unit, meaning, source, default: usual }]) => ({
    name: `client.${name}`,
    value: format(inForce.get(name)),
    unit,
    isDefault: inForce.get(name) === usual,
    meaning,
    source,
  }));
}

const nameOf = ({ name }: SettingShown): string => name;
