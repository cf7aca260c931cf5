/**
 * Settings as documented values: each says what it means, its unit, its default, and where the
 * default comes from. A table of them gives the type of a configuration, the text of a report's
 * settings panel, and the parser of `--set name=value`.
 */

import type { Duration } from "../kernel/time.ts";
import { formatDuration, parseDuration } from "./duration-text.ts";

interface Documented<T> {
  readonly default: T;
  /** One sentence: what it changes. */
  readonly meaning: string;
  /** Paper and section; or "assumption" and the reason for the value. */
  readonly source: string;
  /** When not to touch it. */
  readonly caution?: string;
}

export type Setting<T> = Documented<T> & {
  readonly unit: string;
  readonly format: (value: T) => string;
  /** The value, or a sentence fragment that says what was expected: "a length of time such as 2s". */
  readonly parse: (text: string) => { readonly value: T } | { readonly expected: string };
};

// biome-ignore lint/suspicious/noExplicitAny: a table mixes settings of all types.
export type Settings = Readonly<Record<string, Setting<any>>>;

/** The configuration that a table of settings describes. */
export type Values<Table extends Settings> = {
  readonly [Name in keyof Table]: Table[Name] extends Setting<infer T> ? T : never;
};

export const duration = (about: Documented<Duration>): Setting<Duration> => ({
  ...about,
  unit: "time",
  format: formatDuration,
  parse(text) {
    const value = parseDuration(text);
    return value === undefined
      ? { expected: "a length of time such as 2s, 150ms or 20us" }
      : { value };
  },
});

export const count = (about: Documented<number>): Setting<number> => ({
  ...about,
  unit: "count",
  format: String,
  parse: (text) =>
    /^\d{1,15}$/.test(text) ? { value: Number(text) } : { expected: "a whole number such as 64" },
});

export const share = (about: Documented<number>): Setting<number> => ({
  ...about,
  unit: "share",
  format: (value) => String(Number(value.toPrecision(4))),
  parse(text) {
    const value = Number(text);
    return /^[\d.]+$/.test(text) && value >= 0 && value <= 1
      ? { value }
      : { expected: "a share between 0 and 1 such as 0.25" };
  },
});

export const onOff = (about: Documented<boolean>): Setting<boolean> => ({
  ...about,
  unit: "on or off",
  format: (value) => (value ? "on" : "off"),
  parse(text) {
    if (text === "on" || text === "true") return { value: true };
    if (text === "off" || text === "false") return { value: false };
    return { expected: "on or off" };
  },
});

/** One of a closed list of words, the first of which need not be the default. */
export const choice = <Word extends string>(
  about: Documented<Word> & { readonly words: readonly Word[] },
): Setting<Word> => ({
  ...about,
  unit: "choice",
  format: (value) => value,
  parse(text) {
    const value = about.words.find((word) => word === text);
    return value === undefined ? { expected: `one of ${about.words.join(", ")}` } : { value };
  },
});

/** One setting as used in a run, for reports. */
export interface SettingShown {
  readonly name: string;
  readonly value: string;
  readonly unit: string;
  readonly isDefault: boolean;
  readonly meaning: string;
  readonly source: string;
}

/** Every setting of a table with its value in force, in the table's order. */
export const shownSettings = (
  table: Settings,
  values: Readonly<Record<string, unknown>>,
  prefix = "",
): SettingShown[] =>
  Object.entries(table).map(([name, setting]) => ({
    name: prefix + name,
    value: setting.format(values[name]),
    unit: setting.unit,
    isDefault: values[name] === setting.default,
    meaning: setting.meaning,
    source: setting.source,
  }));

/** Every setting at its default. */
export function defaults<Table extends Settings>(table: Table): Values<Table> {
  const entries = Object.entries(table).map(([name, setting]) => [name, setting.default]);
  return Object.fromEntries(entries) as Values<Table>;
}
