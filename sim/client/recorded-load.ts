// replaced as soon as recorded-log.ts exists
import type { LocalTime } from "../kernel/time.ts";
export const entryOf = (_log: unknown, _i: number, _c: number, _p: number): number | undefined => undefined;
export const dueAt = (_w: unknown, _e: number): LocalTime => 0 as LocalTime;
export const callAt = (_w: unknown, _e: number, _u: () => number): unknown => undefined;
