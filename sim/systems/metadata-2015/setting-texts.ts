/** The settings as texts: for reports, and for `--set name=value`. */

import { type SettingShown, type Settings, shownSettings } from "../../parts/setting.ts";
import { type Bug, bugs } from "./bugs.ts";
import { type Config, settings } from "./settings.ts";

const table: Settings = settings;

/** Every setting with its value in force; a line for each mistake that is switched on. */
export const shown = (config: Config): SettingShown[] => [
  ...shownSettings(table, config as unknown as Readonly<Record<string, unknown>>),
  ...config.bugs.map(shownBug),
];

const shownBug = (bug: Bug): SettingShown => ({
  name: "bug",
  value: bug,
  unit: "deliberate mistake",
  isDefault: false,
  meaning: bugs[bug].mistake,
  source: `to be caught by ${bugs[bug].caughtBy}`,
});

/**
 * The changes that texts such as `timeLimit=8s` or `bug=lease-from-receipt` make. Throws a
 * RangeError whose message is a sentence.
 */
export function changed(config: Config, texts: Readonly<Record<string, string>>): Partial<Config> {
  const changes: Record<string, unknown> = {};
  for (const [name, text] of Object.entries(texts)) {
    if (name === "bug") changes.bugs = [...config.bugs, ...text.split(",").map(bugNamed)];
    else changes[name] = parsed(name, text);
  }
  return changes as Partial<Config>;
}

function parsed(name: string, text: string): unknown {
  const setting = Object.hasOwn(table, name) ? table[name] : undefined;
  if (setting === undefined) throw unknown("setting", name, [...Object.keys(table), "bug"]);
  const result = setting.parse(text);
  if ("value" in result) return result.value;
  throw new RangeError(`setting ${name} cannot be "${text}": expected ${result.expected}`);
}

function bugNamed(name: string): Bug {
  if (!Object.hasOwn(bugs, name)) throw unknown("bug", name, Object.keys(bugs));
  return name as Bug;
}

const unknown = (what: string, name: string, known: readonly string[]): RangeError =>
  new RangeError(`unknown ${what} "${name}": expected one of ${known.join(", ")}`);
