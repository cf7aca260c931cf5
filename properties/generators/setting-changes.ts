import fc from "fast-check";
import type { SettingInForce, System } from "../../sim/kernel/system.ts";
import type { Duration } from "../../sim/kernel/time.ts";
import { formatDuration, parseDuration } from "../../sim/parts/duration-text.ts";

export interface ChangeOptions {
  /** Whose values may change: names as `quorate run --verbose` shows them. */
  readonly names: readonly string[];
  /** Times and counts are scaled by a factor from `least` to `most`. Default 0.5 and 2. */
  readonly least?: number;
  readonly most?: number;
}

/**
 * Changes of a system's settings, as texts by name: what `system.with` and `simulate` take. Each
 * leaves some of the names alone; the smallest changes none.
 *
 * Throws a RangeError for a name that the system does not have, or whose value is one of a list of words.
 */
export function settingChanges(
  system: Pick<System, "name" | "settings">,
  { names, least = 0.5, most = 2 }: ChangeOptions,
): fc.Arbitrary<Readonly<Record<string, string>>> {
  if (!(least > 0 && most >= least)) {
    throw new RangeError(`expected factors above 0, the least first, got ${least} and ${most}`);
  }
  const valuesOf = (name: string) => {
    const setting = system.settings.find((each) => each.name === name);
    if (setting !== undefined) return textsOf(setting, least, most);
    throw new RangeError(`expected a setting of ${system.name}, got "${name}"`);
  };
  return fc
    .record(Object.fromEntries(names.map((name) => [name, valuesOf(name)] as const)), {
      requiredKeys: [],
      noNullPrototype: true,
    })
    .map((changes) => changes as Readonly<Record<string, string>>);
}

/** In hundredths of the factor or the share: few enough values to read. */
const steps = 100;

function textsOf({ name, value, unit }: SettingInForce, least: number, most: number) {
  const factors = fc.integer({ min: Math.ceil(least * steps), max: Math.floor(most * steps) });
  switch (unit) {
    case "time": {
      const length = parseDuration(value) ?? 0;
      return factors.map((factor) =>
        formatDuration(Math.round((length * factor) / steps) as Duration),
      );
    }
    case "count":
      return factors.map((factor) =>
        String(Math.max(1, Math.round((Number(value) * factor) / steps))),
      );
    case "share":
      return fc.integer({ min: 0, max: steps }).map((share) => String(share / steps));
    case "on or off":
      return fc.constantFrom("on", "off");
    default:
      throw new RangeError(
        `expected a time, a count, a share or a switch, but ${name} is a ${unit}: use fc.constantFrom`,
      );
  }
}
