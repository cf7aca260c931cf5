import type { CaseResult, PropertyResult, RunResult } from "../properties/result.ts";
import { countText, instantText, measureText } from "../reports/number-text.ts";
import { printable } from "./printable.ts";
import { type Cell, indented, type Paint, shape, table } from "./terminal.ts";

/** Every case with its promises and its measures. */
export const verdictBlock = (result: RunResult, paint: Paint, width: number): string =>
  result.cases.map((each) => caseBlock(each, paint, width)).join("\n");

/** "verdict: holds — no acknowledged write was lost" */
export const verdictLine = ({ verdict, sentence }: RunResult, paint: Paint): string =>
  `verdict: ${paint.verdict[verdict](paint.bold(verdict))} — ${printable(sentence)}\n`;

function caseBlock(result: CaseResult, paint: Paint, width: number): string {
  const { name, verdict, sentence, properties, measures } = result;
  const mark = paint.verdict[verdict](`${shape[verdict]} ${verdict}`);
  const head = ["promise", "expected", "found", "checked", "reason"].map((text) => ({
    text,
    paint: paint.dim,
  }));
  const promises = table([head, ...properties.map((each) => promiseRow(each, paint))], width - 2);
  return [
    `${paint.bold(printable(name))}  ${mark}\n`,
    indented(table([[{ text: sentence }]], width - 2)),
    "\n",
    indented(promises),
    "\n",
    indented(measureTable(measures, width - 2)),
  ].join("");
}

/** Down the first half of the columns, then down the second: there are many, and all are short. */
function measureTable(measures: CaseResult["measures"], width: number): string {
  const cells = Object.entries(measures).map(([name, measure]) => [
    { text: name },
    { text: measureText(measure) },
  ]);
  const half = Math.ceil(cells.length / 2);
  const none = [{ text: "" }, { text: "" }];
  const rows = cells
    .slice(0, half)
    .map((left, index) => [...left, ...(cells[half + index] ?? none)]);
  return table(rows, width);
}

function promiseRow(property: PropertyResult, paint: Paint): readonly Cell[] {
  const { name, expected, verdict, checked } = property;
  // A counter-run is meant to break: what is painted is whether it came out as expected.
  const colour = verdict === expected ? "holds" : verdict === "holds" ? "broken" : verdict;
  return [
    { text: name },
    { text: expected },
    { text: `${shape[verdict]} ${verdict}`, paint: paint.verdict[colour] },
    { text: countText(checked) },
    { text: reasonOf(property) },
  ];
}

/** The reason, with the instant and the operations that show it, where there are any. */
function reasonOf({ at, reason, operations, verdict }: PropertyResult): string {
  const when = at === undefined ? "" : `at ${instantText(at, 6)}: `;
  const shown = operations.slice(0, 4).map((request) => `r${request}`);
  const more = operations.length > 4 ? ` and ${operations.length - 4} more` : "";
  const which = verdict === "holds" || shown.length === 0 ? "" : ` (${shown.join(", ")}${more})`;
  return `${when}${reason}${which}`;
}
