/** Times as request logs write them, in whole µs since an origin that is the log's own affair. */

export type TimeUnit = "s" | "ms" | "us" | "ns";

const microsIn: Readonly<Record<TimeUnit, number>> = { s: 1_000_000, ms: 1_000, us: 1, ns: 0.001 };

const number = /^\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;

/**
 * A number in the given unit, or a date and time after ISO 8601 ("2026-11-22T10:11:12.5Z"; without
 * an offset it is UTC). Undefined for anything else. A number without a unit is in seconds; if it is
 * too large for a time in seconds, it counts ms, µs or ns since 1970.
 */
export function parseTimeStamp(text: string, unit: TimeUnit | undefined): number | undefined {
  if (!number.test(text)) return parseDateTime(text);
  const value = Number(text);
  const micros = Math.round(value * microsIn[unit ?? unitOf(value)]);
  return Number.isSafeInteger(micros) ? micros : undefined;
}

/** 10^11 s after 1970 is the year 5138; 10^11 ms after it is 1973. And so on. */
function unitOf(value: number): TimeUnit {
  if (value < 1e11) return "s";
  if (value < 1e14) return "ms";
  return value < 1e17 ? "us" : "ns";
}

const dateTime =
  /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d(?:[.,]\d+)?)(?:Z|([+-])(\d\d):?(\d\d))?$/i;

function parseDateTime(text: string): number | undefined {
  const parts = dateTime.exec(text);
  if (parts === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = parts.slice(1, 6).map(Number);
  const second = Number((parts[6] ?? "").replace(",", "."));
  const days = daysSince1970(year, month, day);
  if (days === undefined || hour > 23 || minute > 59 || second >= 61) return undefined;
  const east = (parts[7] === "-" ? -1 : 1) * (Number(parts[8] ?? 0) * 60 + Number(parts[9] ?? 0));
  const minutes = (days * 24 + hour) * 60 + minute - east;
  return minutes * 60_000_000 + Math.round(second * 1_000_000);
}

const daysBefore = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

/** Undefined for a day that the calendar does not have. */
function daysSince1970(year: number, month: number, day: number): number | undefined {
  const before = daysBefore[month - 1];
  if (before === undefined) return undefined;
  const leap = isLeap(year) ? 1 : 0;
  const length = (daysBefore[month] ?? 365) - before + (month === 2 ? leap : 0);
  if (day < 1 || day > length) return undefined;
  const past = year - 1;
  const leapDays = Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400);
  const daysTo1970 = 719_162;
  return past * 365 + leapDays - daysTo1970 + before + (month > 2 ? leap : 0) + day - 1;
}

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
