/**
 * Fields of a fault as documented values: what each means, its unit, what it is when left out, and
 * how to tell a right value from a wrong one. Constructors, the reader of stored schedules and the
 * reference table all use them, so that they cannot disagree.
 */

import type { Duration } from "../kernel/time.ts";

/** A machine, or a zone, which stands for all its machines. */
export type Place = string;

/** Links between places of one list and places of the other, both ways. */
export type Between = readonly [readonly Place[], readonly Place[]];

/** The value, or what was expected, as a noun phrase: "the name of a machine". */
type Reading<T> = { readonly value: T } | { readonly expected: string };

export type WhenAbsent<T> =
  | { readonly kind: "refused" }
  | { readonly kind: "default"; readonly value: T; readonly source: string }
  | { readonly kind: "left-out"; readonly means: string };

export interface Field<T> {
  /** "µs since the start", "share" ... */
  readonly unit: string;
  /** A phrase: what it changes. */
  readonly meaning: string;
  readonly whenAbsent: WhenAbsent<T>;
  /** What the texts in it name. */
  readonly names?: "machine" | "zone" | "place";
  readonly read: (value: unknown) => Reading<T>;
}

interface Default<T> {
  readonly value: T;
  readonly source: string;
}

const whenAbsent = <T>(given: Default<T> | undefined): WhenAbsent<T> =>
  given === undefined ? { kind: "refused" } : { kind: "default", ...given };

/** An instant, as a length since the start of the run. */
export const instant = (meaning: string): Field<Duration> => ({
  unit: "µs since the start",
  meaning,
  whenAbsent: { kind: "refused" },
  read: (value) =>
    isWhole(value) && value >= 0
      ? { value: value as Duration }
      : { expected: "a whole number of microseconds, 0 or more" },
});

/** Twice this still fits a draw of 32 bits. */
const halfAnHour = 1_800_000_000;

/** A length of time, at most half an hour; `least` is the smallest that makes sense. */
export const length = (
  meaning: string,
  options: { readonly least: number; readonly default?: Default<Duration> },
): Field<Duration> => ({
  unit: "µs",
  meaning,
  whenAbsent: whenAbsent(options.default),
  read: (value) =>
    isWhole(value) && value >= options.least && value <= halfAnHour
      ? { value: value as Duration }
      : { expected: `a whole number of microseconds from ${options.least} to ${halfAnHour}` },
});

/** A step of a clock: forwards above 0, backwards below. */
export const step = (meaning: string): Field<Duration> => ({
  unit: "µs",
  meaning,
  whenAbsent: { kind: "refused" },
  read: (value) =>
    isWhole(value) && value !== 0
      ? { value: value as Duration }
      : { expected: "a whole number of microseconds other than 0" },
});

/** The share of something that is hit, from one in a million to all. */
export const share = (meaning: string, standard: Default<number>): Field<number> => ({
  unit: "share",
  meaning,
  whenAbsent: whenAbsent(standard),
  read: (value) =>
    typeof value === "number" && value >= 0.000_001 && value <= 1
      ? { value }
      : { expected: "a share from 0.000001 to 1, such as 0.2" },
});

/** How many times slower. */
export const factor = (meaning: string, standard: Default<number>): Field<number> => ({
  unit: "factor",
  meaning,
  whenAbsent: whenAbsent(standard),
  read: (value) =>
    typeof value === "number" && Number.isFinite(value) && value > 1
      ? { value }
      : { expected: "a factor above 1, such as 10" },
});

/** The rate of a clock, against the right one: 10 000 is one per cent fast. */
export const partsPerMillion = (meaning: string): Field<number> => ({
  unit: "µs per second",
  meaning,
  whenAbsent: { kind: "refused" },
  read: (value) =>
    isWhole(value) && value !== 0 && value > -1_000_000
      ? { value }
      : { expected: "a whole number of µs per second other than 0 and above -1000000" },
});

export const flag = (meaning: string): Field<boolean> => ({
  unit: "true or false",
  meaning,
  whenAbsent: { kind: "default", value: false, source: "the milder form" },
  read: (value) => (typeof value === "boolean" ? { value } : { expected: "true or false" }),
});

export const machine = (meaning: string): Field<string> => ({
  ...named(meaning, "the name of a machine"),
  names: "machine",
});

export const zone = (meaning: string): Field<string> => ({
  ...named(meaning, "the name of a zone"),
  names: "zone",
});

export const place = (meaning: string): Field<Place> => ({
  ...named(meaning, "the name of a machine or a zone"),
  names: "place",
});

export const places = (meaning: string): Field<readonly Place[]> => ({
  unit: "places",
  meaning,
  whenAbsent: { kind: "refused" },
  names: "place",
  read: (value) =>
    isPlaces(value) ? { value } : { expected: 'a list of machines or zones, such as ["a"]' },
});

/** Two groups of places or more. */
export const groups = (meaning: string): Field<readonly (readonly Place[])[]> => ({
  unit: "groups of places",
  meaning,
  whenAbsent: { kind: "refused" },
  names: "place",
  read: (value) =>
    Array.isArray(value) && value.length >= 2 && value.every(isPlaces)
      ? { value }
      : { expected: 'two groups of machines or zones, or more, such as [["a"],["b","c"]]' },
});

/** Two sides, with no side empty. */
export const sides = (meaning: string): Field<Between> => ({
  unit: "two groups of places",
  meaning,
  whenAbsent: { kind: "refused" },
  names: "place",
  read: (value) =>
    Array.isArray(value) && value.length === 2 && value.every(isPlaces)
      ? { value: value as unknown as Between }
      : { expected: 'two groups of machines or zones, such as [["a"],["b","c"]]' },
});

/** The links concerned, where leaving the field out means every link. */
export const between: Field<Between> = {
  ...sides("only links between a place of the first group and one of the second, both ways"),
  whenAbsent: { kind: "left-out", means: "every link" },
};

const named = (meaning: string, expected: string): Field<string> => ({
  unit: "name",
  meaning,
  whenAbsent: { kind: "refused" },
  read: (value) => (isName(value) ? { value } : { expected }),
});

const isWhole = (value: unknown): value is number => Number.isSafeInteger(value);

const isName = (value: unknown): value is string => typeof value === "string" && value !== "";

const isPlaces = (value: unknown): value is readonly Place[] =>
  Array.isArray(value) && value.length > 0 && value.every(isName);
