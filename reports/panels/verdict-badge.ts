import type { Verdict } from "../../properties/property.ts";
import { type Markup, markup } from "../escape.ts";

const glyphs: Readonly<Record<Verdict, string>> = { holds: "✔", unknown: "?", broken: "✖" };

/** The verdict as shape, word and colour at once. */
export const badge = (verdict: Verdict, word: string = verdict): Markup =>
  markup`<span class="badge ${verdict}"><span aria-hidden="true">${glyphs[verdict]}</span>${word}</span>`;

export const glyphOf = (verdict: Verdict): string => glyphs[verdict];

/** With a capital, as headings begin. */
export const capitalised = (verdict: string): string =>
  verdict.charAt(0).toUpperCase() + verdict.slice(1);
