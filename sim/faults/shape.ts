import { closest } from "fastest-levenshtein";
import type { Field } from "./field.ts";

/** One kind of fault, documented: what it does, where it comes from, and its fields. */
export interface Shape<Spec extends { readonly kind: string }> {
  /** The file's name: "zone-outage". */
  readonly kind: Spec["kind"];
  /** What it does to the world while it lasts, and what is left when it ends. */
  readonly does: string;
  /** Who injects it elsewhere; or what it stands for. */
  readonly source: string;
  readonly fields: {
    readonly [Name in Exclude<keyof Spec, "kind">]-?: Field<Exclude<Spec[Name], undefined>>;
  };
  /** What is wrong with fields that are right one by one, as the rest of a sentence. */
  readonly clash?: (spec: Spec) => string | undefined;
}

type Given = Readonly<Record<string, unknown>>;

/**
 * A fault of this shape, with defaults filled in. Throws a RangeError, a sentence that begins with
 * `where` and names the field and what was expected.
 */
export function specFrom<Spec extends { readonly kind: string }>(
  shape: Shape<Spec>,
  given: object,
  where: string = shape.kind,
): Spec {
  const fields: Readonly<Record<string, Field<unknown>>> = shape.fields;
  refuseUnknown(Object.keys(given), Object.keys(fields), where);
  const read: Record<string, unknown> = { kind: shape.kind };
  for (const [name, field] of Object.entries(fields)) {
    const value = valueIn(name, field, given as Given, where);
    if (value !== undefined) read[name] = value;
  }
  // Every field of the shape has been read, so the record has the shape's type.
  const spec = read as unknown as Spec;
  const clash = shape.clash?.(spec);
  if (clash !== undefined) throw new RangeError(`${where}: ${clash}.`);
  return spec;
}

function refuseUnknown(given: readonly string[], known: readonly string[], where: string): void {
  for (const name of given) {
    if (name === "kind" || known.includes(name)) continue;
    throw new RangeError(
      `${where}: there is no field "${name}"; the nearest is "${closest(name, known)}".`,
    );
  }
}

function valueIn(name: string, field: Field<unknown>, given: Given, where: string): unknown {
  const value = given[name];
  if (value === undefined && field.whenAbsent.kind === "default") return field.whenAbsent.value;
  if (value === undefined && field.whenAbsent.kind === "left-out") return undefined;
  const reading = field.read(value);
  if ("value" in reading) return reading.value;
  const found = value === undefined ? "missing" : JSON.stringify(value);
  throw new RangeError(`${where}: "${name}" is ${found}; expected ${reading.expected}.`);
}
