/** A record's kind, where records have kinds: the label of its completion in the trace. */
export function recordKind(record: unknown): string {
  if (typeof record !== "object" || record === null) return "record";
  const { kind } = record as { readonly kind?: unknown };
  return typeof kind === "string" ? kind : "record";
}
