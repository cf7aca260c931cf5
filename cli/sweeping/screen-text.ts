/** A sweep in words: what was judged, what failed, how sure that makes us, the verdict last. */

import { countOf, countText, instantText, shareText } from "../../reports/number-text.ts";
import type { FailureShare } from "../failure-share.ts";
import { printable } from "../printable.ts";
import { type Paint, shape, table } from "../terminal.ts";
import type { Group } from "./groups.ts";
import type { Summary } from "./summary.ts";

const mostGroups = 20;

/** A row for each scenario. */
export function scenarioTable({ scenarios }: Summary, paint: Paint, width: number): string {
  const head = ["scenario", "runs", "broken", "unknown", "of all seeds, 95 %"];
  return table(
    [
      head.map((text) => ({ text, paint: paint.dim })),
      ...scenarios.map(({ scenario, runs, broken, unknown, failureShare }) => [
        { text: scenario },
        { text: countText(runs) },
        { text: countText(broken) },
        { text: countText(unknown) },
        { text: runs === 0 ? "none was run" : shareRange(broken, failureShare) },
      ]),
    ],
    width,
  );
}

/** Every kind of failure with its shortest example, and how to see it. */
export function groupList({ verdict, groups, idle }: Summary, paint: Paint): string {
  const shown = groups.slice(0, mostGroups).map((group) => groupText(group, paint));
  const more = groups.length - shown.length;
  const rest = more > 0 ? [`\nand ${countText(more)} more kinds of failure\n`] : [];
  // Beside what is broken it would only distract.
  const unshown = (verdict === "broken" ? [] : idle).map(
    ({ scenario, case: inCase, property }) =>
      `\n${paint.verdict.unknown(shape.unknown)} ${printable(`${scenario}: ${property} was to break on some seed (${inCase})`)}\n`,
  );
  return [...shown, ...rest, ...unshown].join("");
}

function groupText(
  { kind, scenario, property, runs, seeds, shortest, ...group }: Group,
  paint: Paint,
) {
  const verdict = kind === "unknown" ? "unknown" : "broken";
  const where = group.case === "" ? "" : ` (${group.case})`;
  const more = runs > seeds.length ? ", …" : "";
  const after = kind === "crash" ? "" : `, at ${instantText(shortest.at)}`;
  return [
    `\n${paint.verdict[verdict](`${shape[verdict]} ${kind}`)} ${paint.bold(printable(`${scenario}: ${property}`))}${printable(where)}\n`,
    `  in ${countOf(runs, "run")}: ${seeds.length === 1 ? "seed" : "seeds"} ${seeds.join(", ")}${more}\n`,
    `  shortest: seed ${shortest.seed}${after}: ${printable(shortest.reason)}\n`,
    `  replay: ${printable(shortest.replay)}\n`,
  ].join("");
}

/** "with 95 % confidence fewer than 0.30 % of all seeds break a promise", and the verdict. */
export function closingLines(summary: Summary, paint: Paint): string {
  const { verdict, sentence, runs, planned, broken, failureShare } = summary;
  const left = planned - runs;
  return [
    left > 0
      ? `${countText(left)} of ${countText(planned)} planned runs are not among these\n`
      : "",
    `with 95 % confidence ${shareRange(broken, failureShare)} of all seeds break a promise\n`,
    `verdict: ${paint.verdict[verdict](paint.bold(verdict))} — ${printable(sentence)}\n`,
  ]
    .map(printableLine)
    .join("");
}

const printableLine = (text: string): string => text.replaceAll(/[\u00a0\u2009\u202f]/g, " ");

const shareRange = (broken: number, { low, high }: FailureShare): string =>
  `${broken === 0 ? "fewer than" : `${shareText(low)} to`} ${shareText(high)}`;
