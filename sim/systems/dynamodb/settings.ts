/** DynamoDB's settings as texts: for reports, and for `--set name=value`. */

import { distance } from "fastest-levenshtein";
import { type SettingShown, type Settings, shownSettings } from "../../parts/setting.ts";
import { type Bug, bugs } from "./bugs.ts";
import { type Config, settings } from "./config.ts";

const table: Settings = settings;

/** Every setting with its value in force; a line for each mistake that is switched on. */
export function shown(config: Config): SettingShown[] {
  const values = config as unknown as Readonly<Record<string, unknown>>;
  return [...shownSettings(table, values), ...config.bugs.map(shownBug)];
}

const shownBug = (bug: Bug): SettingShown => ({
  name: "bug",
  value: bug,
  unit: "deliberate mistake",
  isDefault: false,
  meaning: bugs[bug].mistake,
  source: `to be caught by ${bugs[bug].caughtBy}`,
});

/** The changes that texts such as `leaderLease=3s` or `bug=no-lease-wait` make. */
export function changed(config: Config, texts: Readonly<Record<string, string>>): Partial<Config> {
  const changes: Record<string, unknown> = {};
  for (const [name, text] of Object.entries(texts)) {
    if (name === "bug") changes.bugs = [...config.bugs, ...text.split(",").map(bugNamed)];
    else changes[name] = parsedSetting(name, text);
  }
  return changes as Partial<Config>;
}

function parsedSetting(name: string, text: string): unknown {
  const setting = Object.hasOwn(table, name) ? table[name] : undefined;
  if (setting === undefined) throw unknown("setting", name, [...Object.keys(table), "bug"]);
  const parsed = setting.parse(text);
  if ("value" in parsed) return parsed.value;
  throw new RangeError(`setting ${name} cannot be "${text}": expected ${parsed.expected}`);
}

function bugNamed(name: string): Bug {
  if (!Object.hasOwn(bugs, name)) throw unknown("bug", name, Object.keys(bugs));
  return name as Bug;
}

function unknown(what: string, name: string, known: readonly string[]): RangeError {
  const byDistance = [...known].sort(
    (left, right) => distance(name, left) - distance(name, right) || (left < right ? -1 : 1),
  );
  return new RangeError(`unknown ${what} "${name}": did you mean ${byDistance[0]}?`);
}
