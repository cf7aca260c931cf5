/**
 * What EDN and JSON have in common. A keyword is its name without the colon, so that `:x` and "x"
 * are the same; sets are lists; whole numbers beyond 2^53 are their digits.
 */
export type Datum = null | boolean | number | string | readonly Datum[] | DatumMap;

/** A map, its entries in the order of the file. */
export type DatumMap = ReadonlyMap<Datum, Datum>;

export const isList = (datum: Datum | undefined): datum is readonly Datum[] => Array.isArray(datum);

export const isMap = (datum: Datum | undefined): datum is DatumMap => datum instanceof Map;

/** The datum as EDN would have it, for sentences and as a key: equal texts for equal data. */
export function datumText(datum: Datum): string {
  if (datum === null) return "nil";
  if (isList(datum)) return `[${datum.map(datumText).join(" ")}]`;
  if (!isMap(datum)) return typeof datum === "string" ? JSON.stringify(datum) : String(datum);
  const entries = [...datum].map(([key, value]) => `${datumText(key)} ${datumText(value)}`);
  return `{${entries.sort((one, other) => (one < other ? -1 : 1)).join(", ")}}`;
}
