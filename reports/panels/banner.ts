import type { RunResult } from "../../properties/result.ts";
import type { CaseView } from "../case-view.ts";
import { type Markup, markup, type Part } from "../escape.ts";
import { timeId } from "../links.ts";
import { countText, instantText, lengthText } from "../number-text.ts";
import { meantNote } from "./meant-note.ts";
import { badge, capitalised } from "./verdict-badge.ts";

/** What was asked, what came out, and how to see it again. */
export function banner(result: RunResult, cases: readonly CaseView[]): Markup {
  const facts: readonly (readonly [string, Part])[] = [
    ["seed", String(result.seed)],
    ["configuration", result.configHash],
    ["fingerprint", result.fingerprint],
    ["events", countText(result.events)],
    ["virtual time", lengthText(result.virtualTime)],
    ["version", `${result.tool} ${result.version}`],
  ];
  return markup`<header>
<p class="eyebrow">${result.tool} · <b>${result.scenario}</b></p>
<h1>${result.question}</h1>
<div class="verdict ${result.verdict}">${badge(result.verdict, capitalised(result.verdict))}<div><p>${result.sentence}</p>${meantNote(result.cases.flatMap(({ properties }) => properties))}${firstViolation(cases)}</div></div>
<dl class="facts">${facts.map(([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
<p class="replay"><code id="replay">${result.replay}</code><button type="button" data-copy="replay" hidden>Copy</button><span class="small soft">repeats this run, event for event</span></p>
<p class="small soft source">After ${result.source}.</p>
</header>
`;
}

/** An unmeant violation before a meant one, the earliest of its kind. */
function firstViolation(cases: readonly CaseView[]): Markup | undefined {
  const all = cases.flatMap(({ number, violations }) =>
    violations.map((violation) => ({ number, violation })),
  );
  const first = all.find(({ violation }) => !violation.meant) ?? all[0];
  if (first === undefined) return undefined;
  const { number, violation } = first;
  const text = violation.meant
    ? "Jump to the violation that was meant to happen"
    : "Jump to the first violation";
  return markup`<a class="small" href="#${timeId(number, violation.at)}">${text}, at ${instantText(violation.at)}</a>`;
}
