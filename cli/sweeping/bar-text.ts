import { countText, plainText } from "../../reports/number-text.ts";

export interface Advance {
  readonly done: number;
  readonly of: number;
  readonly broken: number;
  /** Real time spent on what is done. */
  readonly milliseconds: number;
}

const width = 20;

/** "████████░░░░░░░░░░░░ 412 of 1000, 23.1 a second, 26 s left, 2 broken" */
export function barText({ done, of, broken, milliseconds }: Advance): string {
  const full = of === 0 ? width : Math.floor((width * done) / of);
  const bar = `${"█".repeat(full)}${"░".repeat(width - full)}`;
  const perSecond = milliseconds > 0 ? (1_000 * done) / milliseconds : 0;
  const left = perSecond > 0 ? `, ${timeText((of - done) / perSecond)} left` : "";
  const rate = perSecond > 0 ? `, ${plainText(perSecond)} a second` : "";
  return `${bar} ${countText(done)} of ${countText(of)}${rate}${left}, ${countText(broken)} broken`;
}

function timeText(seconds: number): string {
  if (seconds < 100) return `${Math.ceil(seconds)} s`;
  if (seconds < 6_000) return `${Math.ceil(seconds / 60)} min`;
  return `${(seconds / 3_600).toFixed(1)} h`;
}
