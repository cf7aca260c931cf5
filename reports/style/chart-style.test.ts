import test from "ava";
import { matchesGoldenStyle } from "../golden-picture.test-helper.ts";
import { chartStyle } from "./chart-style.ts";
import { pageStyle } from "./page-style.ts";
import { theme } from "./theme.ts";

test("the style of the stored pictures is the style of the report", (t) => {
  matchesGoldenStyle(t);
});

test("every colour that a style asks for has a light and a dark value", (t) => {
  const [light = "", dark = ""] = theme.split("@media");
  const local = new Set(["sans", "mono", "ballot", "stroke", "tone", "tone-soft", "tone-tint"]);
  for (const [, name = ""] of (pageStyle + chartStyle).matchAll(/var\(--([a-z0-9-]+)\)/g)) {
    if (local.has(name)) continue;
    t.true(light.includes(`--${name}:`), `--${name} in light`);
    t.true(dark.includes(`--${name}:`), `--${name} in dark`);
  }
});
