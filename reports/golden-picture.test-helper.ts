/** Compares a chart with its stored picture; UPDATE_GOLDEN=1 stores it anew, for a person to look at. */

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import type { ExecutionContext } from "ava";
import { patterns } from "./drawing/patterns.ts";
import type { Markup } from "./escape.ts";
import { chartStyle } from "./style/chart-style.ts";
import { theme } from "./style/theme.ts";

const folder = new URL("./golden/", import.meta.url);

const fonts = ":root{--sans:system-ui,sans-serif;--mono:monospace}svg{background:var(--paper)}";

/** Coordinates are rounded to 0.1 by the template, so equal pictures are equal texts. */
export function matchesGolden(t: ExecutionContext, name: string, picture: Markup): void {
  matchesFile(t, `${name}.svg`, standalone(picture.markup));
}

/** The style sheet that the stored pictures refer to. */
export function matchesGoldenStyle(t: ExecutionContext): void {
  matchesFile(t, "chart.css", `${theme}\n${fonts}${chartStyle}`);
}

function matchesFile(t: ExecutionContext, name: string, found: string): void {
  const file = new URL(name, folder);
  if (process.env.UPDATE_GOLDEN === "1") {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, found);
  }
  const hint = `${name} differs from its stored picture; look at it, then rewrite with UPDATE_GOLDEN=1`;
  t.is(found, readFileSync(file, "utf8"), hint);
}

/** A chart as a file of its own, which a browser shows as the report does. */
function standalone(svg: string): string {
  const [opening = ""] = /^<svg[^>]*>/.exec(svg) ?? [];
  const root = opening.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"');
  return `<?xml-stylesheet href="chart.css"?>\n${root}${patterns.markup}${svg.slice(opening.length)}\n`;
}
