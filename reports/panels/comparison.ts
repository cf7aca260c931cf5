import type { CaseView } from "../case-view.ts";
import { type Markup, markup, type Part } from "../escape.ts";
import { headlineOf } from "./headline.ts";
import { meantNote } from "./meant-note.ts";
import { type Column, table } from "./table.ts";
import { badge } from "./verdict-badge.ts";

/** A line of the comparison: what is compared, and how to say it of one case. */
interface Line {
  readonly name: string;
  readonly text: (view: CaseView) => Part;
}

/** All cases of a run side by side: verdict, sentence, and the figures they share. */
export function comparison(cases: readonly CaseView[]): Markup {
  const names = [...new Set(cases.flatMap((view) => headlineOf(view).map(({ name }) => name)))];
  const lines: readonly Line[] = [
    { name: "verdict", text: ({ recording }) => badge(recording.result.verdict) },
    { name: "what came out", text: sentenceOf },
    ...names.map((name) => ({
      name,
      text: (view: CaseView) =>
        markup`<b>${headlineOf(view).find((figure) => figure.name === name)?.text ?? "none"}</b>`,
    })),
  ];
  const columns: readonly Column<Line>[] = [
    { head: "", cell: ({ name }) => markup`<span class="soft">${name}</span>` },
    ...cases.map((view) => ({ head: headOf(view), cell: ({ text }: Line) => text(view) })),
  ];
  return markup`<section id="cases"><h2>The cases side by side</h2><p class="lede">Same seed; same requests and faults, unless a case says otherwise.</p><div class="wide comparison">${table({ columns, rows: lines })}</div></section>
`;
}

const headOf = ({ number, recording }: CaseView): Markup =>
  markup`<a href="#case-${number}">${recording.result.name}</a><span class="under">${recording.result.system}</span>`;

const sentenceOf = ({ recording }: CaseView): Markup =>
  markup`${recording.result.sentence}${meantNote(recording.result.properties)}`;
