import { closest } from "fastest-levenshtein";
import type { Field } from "./field.ts";
import type { FaultSpec } from "./schedule.ts";
import { shapes } from "./shapes.ts";

/** What there is to hurt. */
export interface Targets {
  readonly machines: readonly string[];
  readonly zones: readonly string[];
}

/**
 * Throws a RangeError if a fault names a machine or a zone that does not exist: a sentence with the
 * number of the fault, the field and the nearest name that does.
 */
export function refuseUnknownTargets(schedule: readonly FaultSpec[], known: Targets): void {
  for (const [index, spec] of schedule.entries()) {
    for (const [name, field] of Object.entries<Field<unknown>>(shapes[spec.kind].fields)) {
      if (field.names === undefined) continue;
      const where = `Fault ${index + 1} (${spec.kind}): "${name}"`;
      // A spec has the fields of its shape and no others.
      const value = (spec as unknown as Readonly<Record<string, unknown>>)[name];
      for (const given of textsIn(value)) refuseName(given, field.names, known, where);
    }
  }
}

function refuseName(
  given: string,
  what: "machine" | "zone" | "place",
  { machines, zones }: Targets,
  where: string,
): void {
  const known = { machine: machines, zone: zones, place: [...zones, ...machines] }[what];
  if (known.includes(given)) return;
  const kind = what === "place" ? "machine or zone" : what;
  const hint = known.length === 0 ? "there is none" : `the nearest is "${closest(given, known)}"`;
  throw new RangeError(`${where} names "${given}"; expected a ${kind} that exists: ${hint}.`);
}

/** All texts in lists within lists. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.flatMap(textsIn) : [];
}
