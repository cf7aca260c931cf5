import type { Scenario } from "../scenarios/scenario.ts";
import { clientSettings } from "../sim/client/settings.ts";
import type { Settings } from "../sim/parts/setting.ts";
import { didYouMean } from "./nearest.ts";
import { UsageError } from "./usage-error.ts";

/** Texts by the name of the setting; a client's setting is named "client.timeout". */
export type Changes = Readonly<Record<string, string>>;

const clientPrefix = "client.";
const clientTable: Settings = clientSettings;

/** What `--set name=value`, given so often, asks for. */
export function parseChanges(texts: readonly string[]): Changes {
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
  for (const [name, text] of Object.entries(changes)) {
    if (name.startsWith(clientPrefix)) checkClientChange(name, text);
    else checkSystemChange(scenario, name, text);
  }
}

function checkClientChange(scenario: Scenario, name: string, text: string): void {
  if (!clientNames.includes(name)) throw unknownSetting(name, clientNames);
  asUsage(() => clientSettingsOf(scenario, { [name.slice(clientPrefix.length)]: text }));
}

function checkSystemChange(scenario: Scenario, name: string, text: string): void {
  for (const { system } of scenario.cases) {
    try {
      system.with({ [name]: text });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      // The system knows its own names; the one that was meant may be a client's.
      if (!error.message.startsWith("unknown setting")) throw new UsageError(error.message);
      const names = system.settings.map((setting) => setting.name);
      throw unknownSetting(name, [...new Set([...names, "bug", ...clientNames])]);
    }
  }
}

const clientNames = Object.keys(clientTable).map((name) => clientPrefix + name);

const unknownSetting = (name: string, known: readonly string[]): UsageError =>
  new UsageError(`unknown setting "${name}"${didYouMean(name, known)}`);
