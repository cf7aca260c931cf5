/** One run as one page: a single file that opens from disk, the same bytes for the same seed. */

import type { RunRecording } from "../properties/result.ts";
import { caseView } from "./case-view.ts";
import { chartWidth, plotLeft, plotRight } from "./drawing/frame.ts";
import { patternSheet } from "./drawing/patterns.ts";
import { type Markup, markup, trusted } from "./escape.ts";
import { banner } from "./panels/banner.ts";
import { caseSection } from "./panels/case-section.ts";
import { comparison } from "./panels/comparison.ts";
import { raw } from "./panels/raw.ts";
import { glyphOf } from "./panels/verdict-badge.ts";
import { script } from "./script.ts";
import { scriptDigest } from "./script-digest.ts";
import { chartStyle } from "./style/chart-style.ts";
import { pageStyle } from "./style/page-style.ts";
import { theme } from "./style/theme.ts";

/**
 * Even if a value slipped through unescaped, a browser that obeys this runs nothing but our script
 * and asks nobody for anything.
 */
const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src '${scriptDigest}'`;

/** The page of a run. Verdict first; then, for each case, from the promises to the settings. */
export function renderReport(recording: RunRecording): string {
  const { result } = recording;
  const cases = recording.cases.map((one, index) =>
    caseView(one, index + 1, recording.result.figures),
  );
  const title = `${glyphOf(result.verdict)} ${result.scenario}, seed ${result.seed}: ${result.tool} report`;
  return markup`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta http-equiv="Content-Security-Policy" content="${policy}"><title>${title}</title>
<style>${trusted(theme + pageStyle + chartStyle)}</style></head><body>
${patternSheet}<main data-plot="${String(plotLeft)} ${String(plotRight)} ${String(chartWidth)}">
${banner(result, cases)}${cases.length > 1 && comparison(cases)}
${cases.map((view) => caseSection(view, cases.length))}${raw(result)}${footer}</main><div id="tip" role="status" hidden></div>
<script>${trusted(script)}</script></body></html>
`.markup;
}

const footer: Markup = markup`<footer>Times are virtual: they are the simulation's own, and the same on every machine. The same version, seed and configuration give this page again, byte for byte. Click a chart to pin the cursor; arrow keys move it on a timeline; a link such as <code>#t=12.480</code> or <code>#op=381</code> leads to an instant or an operation.</footer>
`;
