/**
 * A system's settings as texts: for reports, and for `--set name=value`. Deliberate mistakes are
 * switched on in the same way, by `bug=name` or `bug=one,other`.
 */

import { distance } from "fastest-levenshtein";
import { type SettingShown, type Settings, shownSettings } from "./setting.ts";

/** Each mistake, and the property that must catch it. */
export type Mistakes = Readonly<
  Record<string, { readonly mistake: string; readonly caughtBy: string }>
>;

export interface SettingTexts<Config> {
  /** Every setting with its value in force; a line for each mistake that is switched on. */
  shown(config: Config): SettingShown[];
  /** What the texts change. Throws a RangeError whose message is a sentence. */
  changed(config: Config, texts: Readonly<Record<string, string>>): Partial<Config>;
}

export const settingTexts = <Config extends { readonly bugs: readonly string[] }>(
  table: Settings,
  mistakes: Mistakes,
): SettingTexts<Config> => ({
  shown(config) {
    const values = config as unknown as Readonly<Record<string, unknown>>;
    const bugs = config.bugs.map((bug) => shownBug(bug, mistakes));
    return [...shownSettings(table, values), ...bugs];
  },

  changed(config, texts) {
    const changes: Record<string, unknown> = {};
    for (const [name, text] of Object.entries(texts)) {
      if (name !== "bug") changes[name] = parsed(table, name, text);
      else changes.bugs = [...config.bugs, ...text.split(",").map((bug) => known(bug, mistakes))];
    }
    return changes as Partial<Config>;
  },
});

const shownBug = (bug: string, mistakes: Mistakes): SettingShown => ({
  name: "bug",
  value: bug,
  unit: "deliberate mistake",
  isDefault: false,
  meaning: mistakes[bug]?.mistake ?? "",
  source: `to be caught by ${mistakes[bug]?.caughtBy}`,
});

function parsed(table: Settings, name: string, text: string): unknown {
  const setting = Object.hasOwn(table, name) ? table[name] : undefined;
  if (setting === undefined) throw unknown("setting", name, [...Object.keys(table), "bug"]);
  const result = setting.parse(text);
  if ("value" in result) return result.value;
  throw new RangeError(`setting ${name} cannot be "${text}": expected ${result.expected}`);
}

function known(bug: string, mistakes: Mistakes): string {
  if (!Object.hasOwn(mistakes, bug)) throw unknown("bug", bug, Object.keys(mistakes));
  return bug;
}

function unknown(what: string, name: string, names: readonly string[]): RangeError {
  const byDistance = [...names].sort(
    (left, right) => distance(name, left) - distance(name, right) || (left < right ? -1 : 1),
  );
  return new RangeError(`unknown ${what} "${name}": did you mean ${byDistance[0]}?`);
}
