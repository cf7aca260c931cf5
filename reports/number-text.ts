/**
 * Numbers as readers see them. Our own, because locale functions differ between machines. A thin
 * space groups thousands, a hyphen-minus would look like a dash beside digits, so minus is U+2212.
 */

import type { Measure } from "../properties/result.ts";

const thinSpace = "\u202f";
/** Keeps a number and its unit on one line. */
const noBreak = "\u00a0";

/** A whole number with grouped thousands: 14 312. */
export function countText(count: number): string {
  const digits = String(Math.abs(Math.round(count)));
  const grouped = digits.replace(/\B(?=(\d{3})+$)/g, thinSpace);
  return count < 0 ? `−${grouped}` : grouped;
}

/** "1 read", "3 reads". */
export const countOf = (count: number, one: string, many = `${one}s`): string =>
  `${countText(count)} ${count === 1 ? one : many}`;

/** Whole numbers as they are, others to three significant digits: 70, 0.120, 3.20, 17.2, 250. */
export function plainText(value: number): string {
  const size = Math.abs(value);
  if (size >= 999.5 || Number.isInteger(value)) return countText(value);
  const digits = size >= 99.95 ? 0 : size >= 9.995 ? 1 : size >= 0.9995 ? 2 : 3;
  return value.toFixed(digits).replace("-", "−");
}

/** A length in µs, in the unit that suits it: 840 µs, 3.46 ms, 2.61 s, 12.5 min. */
export function lengthText(micros: number): string {
  const size = Math.abs(micros);
  if (size < 1_000) return `${plainText(micros)}${noBreak}µs`;
  if (size < 1_000_000) return `${plainText(micros / 1_000)}${noBreak}ms`;
  if (size < 600_000_000) return `${plainText(micros / 1_000_000)}${noBreak}s`;
  return `${plainText(micros / 60_000_000)}${noBreak}min`;
}

/** An instant in µs as seconds, digits after the point given: 12.480 s. */
export const instantText = (micros: number, digits = 3): string =>
  `${(micros / 1_000_000).toFixed(digits)}${noBreak}s`;

/** An instant in µs as links and marks spell it: 12.480, or 12.480312 where µs matter. */
export function linkText(micros: number): string {
  return (micros / 1_000_000).toFixed(6).replace(/0{1,3}$/, "");
}

/** 0.99731 as 99.73 %; nothing that is not everything reads as 100 %. */
export function shareText(share: number): string {
  if (share >= 1) return `100${noBreak}%`;
  if (share <= 0) return `0${noBreak}%`;
  const percent = Math.floor(share * 10_000) / 100;
  return percent === 0 ? `<${noBreak}0.01${noBreak}%` : `${percent.toFixed(2)}${noBreak}%`;
}

/** A measure in the unit it names. */
export function measureText({ value, unit }: Measure): string {
  if (!Number.isFinite(value)) return "none";
  if (unit === "µs") return lengthText(value);
  if (unit === "ms") return lengthText(value * 1_000);
  if (unit === "s") return lengthText(value * 1_000_000);
  if (unit === "share") return shareText(value);
  if (unit === "count") return countText(value);
  if (unit === "1/s") return `${plainText(value)}${noBreak}/s`;
  return `${plainText(value)}${noBreak}${unit}`;
}

/** `writeLatencyP50` as "write latency p50". */
export function nameText(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/[-_]/g, " ")
    .toLowerCase();
}
