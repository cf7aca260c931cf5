import type { Duration } from "../kernel/time.ts";

const units: readonly (readonly [name: string, micros: number])[] = [
  ["h", 3_600_000_000],
  ["min", 60_000_000],
  ["s", 1_000_000],
  ["ms", 1_000],
  ["us", 1],
];

/** "2s", "150ms", "0.5 s", "20us" or "20µs"; undefined for anything else. Whole µs, not negative. */
export function parseDuration(text: string): Duration | undefined {
  const parts = /^(\d+(?:\.\d+)?)\s*(h|min|s|ms|us|µs)$/.exec(text.trim());
  if (parts === null) return undefined;
  const [, digits = "", name = ""] = parts;
  const micros = units.find(([unit]) => unit === name.replace("µ", "u"))?.[1] ?? 1;
  const length = Math.round(Number(digits) * micros);
  return Number.isSafeInteger(length) ? (length as Duration) : undefined;
}

/** In the largest unit that gives at least 1: "2s", "1.5s", "150ms"; exact, so it parses back. */
export function formatDuration(length: Duration): string {
  for (const [name, micros] of units) {
    if (Math.abs(length) >= micros) return `${length / micros}${name}`;
  }
  return "0s";
}
