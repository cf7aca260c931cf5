import type { CaseView } from "../case-view.ts";
import { type Markup, markup } from "../escape.ts";
import { headlineOf } from "./headline.ts";
import { type Column, table } from "./table.ts";
import { badge } from "./verdict-badge.ts";

/** All cases of a run side by side: verdict, sentence, and the figures they share. */
export function comparison(cases: readonly CaseView[]): Markup {
  const names = [...new Set(cases.flatMap((view) => headlineOf(view).map(({ name }) => name)))];
  const columns: readonly Column<CaseView>[] = [
    {
      head: "Case",
      cell: ({ number, recording }) =>
        markup`<a href="#case-${String(number)}">${recording.result.name}</a><span class="under">${recording.result.system}</span>`,
    },
    { head: "Verdict", cell: ({ recording }) => badge(recording.result.verdict) },
    { head: "What came out", cell: ({ recording }) => recording.result.sentence },
    ...names.map(
      (name): Column<CaseView> => ({
        head: name,
        number: true,
        cell: (view) => headlineOf(view).find((figure) => figure.name === name)?.text ?? "none",
      }),
    ),
  ];
  return markup`<section id="cases"><h2>The cases side by side</h2><p class="lede">Same seed, same requests, same faults unless the case says otherwise.</p><div class="wide comparison">${table({ columns, rows: cases })}</div></section>
`;
}
