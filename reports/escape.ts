/**
 * Text to markup. Keys, values, process names and errors come from workloads and may hold markup,
 * so nothing reaches the page except through these functions.
 */

/** Text that is markup already: made by `markup`, or vouched for by `trusted`. */
export interface Markup {
  readonly markup: string;
}

/** What may stand in a template. `undefined` and `false` leave nothing; lists are joined. */
export type Part = Markup | string | number | undefined | false | readonly Part[];

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Safe both between tags and inside a quoted attribute. Control characters become visible. */
export function escapeMarkup(text: string): string {
  return (
    text
      .replace(/[&<>"']/g, (character) => entities[character] ?? "")
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not pass.
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ud800-\udfff]/gu, "\ufffd")
  );
}

/** JSON that cannot end the script element it stands in, and is the same value when parsed. */
export function escapeScript(value: unknown): string {
  return JSON.stringify(value)
    .replace(/</g, "\\u003c")
    .replace(/>/g, "\\u003e")
    .replace(/&/g, "\\u0026")
    .replace(/\u2028/g, "\\u2028")
    .replace(/\u2029/g, "\\u2029");
}

/** Markup written by us, such as the style sheet. Never for anything that came from a run. */
export const trusted = (text: string): Markup => ({ markup: text });

/**
 * A template whose strings are escaped and whose numbers are coordinates: rounded to 0.1, so that
 * pictures are small and the last digits of a division cannot tell two machines apart. Numbers
 * meant for readers are formatted first (`number-text.ts`).
 */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  let text = strings[0] ?? "";
  for (let index = 0; index < parts.length; index++) {
    text += render(parts[index]) + (strings[index + 1] ?? "");
  }
  return { markup: text };
}

/** Parts one after the other, or with something between them. */
export function join(parts: readonly Part[], between = ""): Markup {
  return { markup: parts.map(render).join(between) };
}

/** A coordinate, to 0.1. */
export const round = (coordinate: number): number => Math.round(coordinate * 10) / 10 + 0;

function render(part: Part): string {
  if (part === undefined || part === false) return "";
  if (typeof part === "string") return escapeMarkup(part);
  if (typeof part === "number") return String(round(part));
  return "markup" in part ? part.markup : part.map(render).join("");
}
