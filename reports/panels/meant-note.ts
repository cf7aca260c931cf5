import type { PropertyResult } from "../../properties/result.ts";
import { type Markup, markup } from "../escape.ts";
import { countOf } from "../number-text.ts";

/** Says that a violation was the point: else "holds" above a broken promise would puzzle. */
export function meantNote(properties: readonly PropertyResult[]): Markup | undefined {
  const count = properties.filter(
    ({ verdict, expected }) => verdict === "broken" && expected === "broken",
  ).length;
  if (count === 0) return undefined;
  const text = countOf(
    count,
    "promise was meant to break, and did",
    "promises were meant to break, and did",
  );
  return markup`<span class="under"><span class="meant">✖ ${text}</span></span>`;
}
