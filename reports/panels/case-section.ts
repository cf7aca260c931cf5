import type { CaseView } from "../case-view.ts";
import { type Markup, markup } from "../escape.ts";
import { instantText } from "../number-text.ts";
import { admissionPanel, hasAdmission } from "./admission-panel.ts";
import { configuration } from "./configuration.ts";
import { panel } from "./figure.ts";
import { headline } from "./headline.ts";
import { indexPanel } from "./index-panel.ts";
import { latencyPanel } from "./latency-panel.ts";
import { meantNote } from "./meant-note.ts";
import { messagesPanel } from "./messages-panel.ts";
import { numbers } from "./numbers-table.ts";
import { operationsPanel } from "./operations-panel.ts";
import { promiseTable } from "./promise-table.ts";
import { timelinePanel } from "./timeline-panel.ts";
import { badge, capitalised, glyphOf } from "./verdict-badge.ts";

/** All panels of one case. A case alone on the page needs no heading: the banner has said it. */
export function caseSection(view: CaseView, cases: number): Markup {
  const { recording, summary, number } = view;
  const { result } = recording;
  const drawn = new Set(view.window?.operations.map(({ request }) => request as number));
  return markup`<article class="case${cases > 1 && " several"}" id="case-${String(number)}">
${cases > 1 && caseHeading(view, cases)}${headline(view)}${bar(view, cases)}
${panel(`case-${number}-promises`, "Promises", "What was promised, and did it come out as the scenario expects?", [promiseTable(result.properties, { caseNumber: number, drawn })])}
${panel(`case-${number}-numbers`, "Numbers", "How many requests were answered, how fast, and why not the others?", [numbers(summary, result.measures)])}
${timelinePanel(view)}${latencyPanel(view)}${hasAdmission(view) && admissionPanel(view)}${indexPanel(view)}${operationsPanel(view)}${messagesPanel(view)}${configuration(result, number)}</article>
`;
}

function caseHeading({ number, recording }: CaseView, cases: number): Markup {
  const { verdict, sentence, name, properties } = recording.result;
  return markup`<p class="eyebrow">Case ${String(number)} of ${String(cases)}</p><h2 class="case-name">${name}</h2>
<div class="verdict ${verdict}">${badge(verdict, capitalised(verdict))}<div><p>${sentence}</p>${meantNote(properties)}</div></div>`;
}

const panelsOf = (view: CaseView): readonly string[] => [
  "promises",
  "numbers",
  "timeline",
  "latency",
  ...(hasAdmission(view) ? ["admission"] : []),
  ...(view.recording.indexes === undefined ? [] : ["indexes"]),
  "operations",
  "messages",
  "configuration",
];

/** Stays in sight: where one is, where one can go, and how close one looks. */
function bar(view: CaseView, cases: number): Markup {
  const { number, recording, moment } = view;
  const { verdict } = recording.result;
  const links = panelsOf(view).map(
    (one) => markup`<a href="#case-${String(number)}-${one}">${capitalised(one)}</a>`,
  );
  const pick = (name: string, text: string, checked: boolean): Markup =>
    markup`<label><input type="radio" name="view-${String(number)}" class="pick-${name}"${checked && markup` checked`}>${text}</label>`;
  return markup`<div class="bar"><span class="badge ${verdict}"><span aria-hidden="true">${glyphOf(verdict)}</span>${cases > 1 ? `case ${number}` : verdict}</span><nav aria-label="Panels">${links}</nav>
<span class="now" aria-hidden="true"></span>${moment && markup`<span class="views" role="radiogroup" aria-label="Stretch of time drawn">${pick("whole", "Whole run", true)}${pick("close", `Close-up ${instantText(moment.from, 1)} to ${instantText(moment.until, 1)}`, false)}</span>`}</div>
`;
}
