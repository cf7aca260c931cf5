import type { ObjectVerdict } from "../properties/stored/judged-object.ts";
import type { TransactionVerdict } from "../properties/stored/judged-transactions.ts";
import type { CheckedFile } from "./check.ts";
import { printable } from "./printable.ts";
import { fields, indented, type Paint, shape } from "./terminal.ts";

type Pairs = readonly (readonly [name: string, value: string])[];

/** A line for a file, or a case of one; and below it why, if it is not as it should be. */
export function checkedLines(
  { file, case: of, model, outcome }: CheckedFile,
  paint: Paint,
  width: number,
): string {
  const { verdict, sentence } = outcome;
  const mark = paint.verdict[verdict](`${shape[verdict]} ${verdict}`);
  const what = of === undefined ? file : `${file}, ${of}`;
  const head = `${mark}  ${paint.bold(printable(what))}  ${model}: ${printable(sentence)}\n`;
  const details = "level" in outcome ? transactionDetails(outcome) : objectDetails(outcome);
  return details.length === 0 ? head : head + indented(fields(details, width - 2));
}

function objectDetails({ impossible, contradiction = [] }: ObjectVerdict): Pairs {
  const stuck: Pairs = impossible === undefined ? [] : [["cannot go next", impossible]];
  return [...stuck, ...named("contradiction", contradiction)];
}

function transactionDetails({ levels, anomalies }: TransactionVerdict): Pairs {
  const each = Object.entries(levels).map(([level, verdict]) => {
    return `${shape[verdict]} ${level.replaceAll("-", " ")}`;
  });
  const found = anomalies.slice(0, most).map(({ name, called, proof }) => {
    return `${name}${called === undefined ? "" : ` (${called})`}: ${proof}`;
  });
  const more = anomalies.length > most ? [`and ${anomalies.length - most} more`] : [];
  return [["levels", each.join(", ")], ...named("anomaly", [...found, ...more])];
}

/** How many anomalies are spelled out; `--json` has them all. */
const most = 8;

/** The name beside the first of them alone. */
const named = (name: string, values: readonly string[]): Pairs =>
  values.map((value, index) => [index === 0 ? name : "", value] as const);

/** "1 of 3 histories is broken." */
export function countedSentence(checked: readonly CheckedFile[]): string {
  const count = (verdict: string): number =>
    checked.filter(({ outcome }) => outcome.verdict === verdict).length;
  const all = `${checked.length} ${checked.length === 1 ? "history" : "histories"}`;
  const parts = [...said(count("broken"), "broken"), ...said(count("unknown"), "undecided")];
  if (parts.length === 0)
    return `${all}, and nothing is wrong with ${checked.length === 1 ? "it" : "any"}.`;
  return `of ${all} ${parts.join(", ")}.`;
}

const said = (count: number, what: string): readonly string[] =>
  count === 0 ? [] : [`${count} ${count === 1 ? "is" : "are"} ${what}`];
