import { closest } from "fastest-levenshtein";
import type { FaultSpec } from "./schedule.ts";
import { type Shape, specFrom } from "./shape.ts";
import { type Kind, kinds, shapes } from "./shapes.ts";

/**
 * A schedule from plain data, such as parsed JSON; what `JSON.stringify` wrote comes back equal.
 * Throws a RangeError, one sentence that says which fault and field is wrong, what was expected,
 * and for an unknown kind or field the nearest that exists.
 */
export function readSchedule(data: unknown): FaultSpec[] {
  if (!Array.isArray(data)) {
    throw new RangeError(`A schedule is ${shown(data)}; expected a list of faults.`);
  }
  return data.map((fault: unknown, index) => readFault(fault, `Fault ${index + 1}`));
}

function readFault(data: unknown, where: string): FaultSpec {
  if (typeof data !== "object" || data === null || Array.isArray(data)) {
    throw new RangeError(`${where} is ${shown(data)}; expected an object with a "kind".`);
  }
  const kind = kindOf("kind" in data ? data.kind : undefined, where);
  // The shape found under a kind reads that kind; the union of all shapes has forgotten so.
  return specFrom(shapes[kind] as Shape<FaultSpec>, data, `${where} (${kind})`);
}

function kindOf(name: unknown, where: string): Kind {
  const kind = kinds.find((known) => known === name);
  if (kind !== undefined) return kind;
  if (typeof name !== "string") {
    throw new RangeError(
      `${where}: "kind" is ${shown(name)}; expected one of ${kinds.join(", ")}.`,
    );
  }
  const nearest = closest(name, kinds);
  throw new RangeError(`${where}: there is no kind "${name}"; the nearest is "${nearest}".`);
}

const shown = (data: unknown): string => JSON.stringify(data) ?? "missing";
