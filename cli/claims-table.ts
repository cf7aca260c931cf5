import { countText, measureText, nameText } from "../reports/number-text.ts";
import type { CounterRun, Figure } from "./claim-results.ts";
import type { ClaimResult } from "./judge-claims.ts";
import { printable } from "./printable.ts";
import { type Cell, drawn, type Paint, shape, widest } from "./terminal.ts";

const idWidth = 4;

/**
 * Every claim with its sentence, and below it a row for each scenario that shows it: verdict,
 * figures, and what came of the counter-runs.
 */
export function claimsTable(claims: readonly ClaimResult[], paint: Paint, width: number): string {
  const head = ["", "scenario", "verdict", "figure", "counter-run"].map((text) => ({
    text,
    paint: paint.dim,
  }));
  const named = claims.map(({ scenario, verdict }) => [
    { text: scenario ?? "" },
    { text: verdictText(verdict) },
  ]);
  const before = [idWidth, widest([head.slice(1), ...named], 0) + 2, 11];
  const rest = Math.max(40, width - before.reduce((sum, each) => sum + each, 0));
  const widths = [...before, Math.floor(rest / 2), Math.ceil(rest / 2)];
  const rows = claims.flatMap((claim, index) => {
    const isSame = claims[index - 1]?.id === claim.id;
    const shown = rowOf(claim, paint, Math.floor(rest / 2) - 2);
    const said = [{ text: claim.id, paint: paint.bold }, { text: claim.statement }];
    return isSame ? [shown] : [said, shown];
  });
  return drawn([head, ...rows], widths);
}

function rowOf(claim: ClaimResult, paint: Paint, room: number): readonly Cell[] {
  const { scenario, verdict } = claim;
  const isShown = verdict !== "not shown";
  return [
    { text: "" },
    { text: scenario ?? "" },
    { text: verdictText(verdict), paint: paint.verdict[isShown ? verdict : "unknown"] },
    { text: isShown ? figureTexts(claim).map((text) => breakable(text, room)) : "" },
    { text: isShown ? counterTexts(claim).map((text) => breakable(text, room)) : "" },
  ];
}

const verdictText = (verdict: ClaimResult["verdict"]): string =>
  verdict === "not shown" ? verdict : `${shape[verdict]} ${verdict}`;

const figureTexts = ({ figures, sentence }: ClaimResult): readonly string[] =>
  figures.length === 0 ? [sentence ?? ""] : figures.map(figureText);

/** "longest outage 2.31 s", and over several seeds "(2.05 s to 2.60 s)" behind it. */
function figureText({ name, value, unit, low, high }: Figure): string {
  if (value === null) return `${nameText(name)} not measured`;
  const spread =
    low === undefined || high === undefined || low === high
      ? ""
      : ` (${measureText({ value: low, unit })} to ${measureText({ value: high, unit })})`;
  return `${nameText(name)} ${measureText({ value, unit })}${spread}`;
}

const counterTexts = ({ counterRuns }: ClaimResult): readonly string[] =>
  counterRuns.length === 0 ? ["no counter-run"] : counterRuns.map(counterText);

function counterText({ case: name, property, verdict, seeds }: CounterRun): string {
  const count = seeds.holds + seeds.broken + seeds.unknown;
  const on = count === 1 ? "" : ` on ${countText(seeds.broken)} of ${countText(count)} seeds`;
  const said = {
    broken: `broken${on}, as it must`,
    holds: count === 1 ? "did not break" : `did not break on any of ${countText(count)} seeds`,
    unknown: "could not be judged",
  };
  return `${name}: ${property} ${said[verdict]}`;
}

/** Words longer than a column are cut behind a hyphen, or where it ends. */
function breakable(text: string, width: number): string {
  return printable(text)
    .split(" ")
    .flatMap((word) => pieces(word, width))
    .join(" ");
}

function pieces(word: string, width: number): readonly string[] {
  if (word.length <= width) return [word];
  const hyphen = word.lastIndexOf("-", width - 1);
  const end = hyphen > 0 ? hyphen + 1 : width;
  return [word.slice(0, end), ...pieces(word.slice(end), width)];
}
