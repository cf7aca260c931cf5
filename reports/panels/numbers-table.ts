import type { Measure } from "../../properties/result.ts";
import { type Markup, markup } from "../escape.ts";
import {
  countOf,
  countText,
  lengthText,
  measureText,
  nameText,
  shareText,
} from "../number-text.ts";
import type { Quantiles } from "../quantile.ts";
import type { ClassSummary, ErrorCount, Summary } from "../summary.ts";
import { type Column, table } from "./table.ts";

const attempts = (head: string, pick: (row: ClassSummary) => number): Column<ClassSummary> => ({
  head,
  number: true,
  cell: (row) => countText(pick(row)),
});

const latency = (head: string, pick: (row: Quantiles) => number): Column<ClassSummary> => ({
  head,
  number: true,
  cell: (row) => (row.latency === undefined ? "none" : lengthText(pick(row.latency))),
});

const columns: readonly Column<ClassSummary>[] = [
  { head: "Requests", cell: ({ name }) => markup`<b>${name}</b>` },
  attempts("Attempts", ({ attempted }) => attempted),
  attempts("Ok", ({ ok }) => ok),
  attempts("Unknown", ({ unknown }) => unknown),
  attempts("Failed", ({ failed }) => failed),
  { head: "Answered ok", number: true, cell: availability },
  latency("p50", ({ p50 }) => p50),
  latency("p95", ({ p95 }) => p95),
  latency("p99", ({ p99 }) => p99),
  latency("Max", ({ max }) => max),
];

function availability({ availability: found }: ClassSummary): Markup | string {
  if (found === undefined) return "none";
  const { share, low, high } = found;
  return markup`${shareText(share)}<span class="under">${shareText(low)} to ${shareText(high)}</span>`;
}

/** Attempts, outcomes and latencies by kind of request; then what the run itself measured. */
export function numbers(summary: Summary, measures: Readonly<Record<string, Measure>>): Markup {
  const { classes, retries, audits } = summary;
  const asked =
    classes.length === 0
      ? nothing
      : markup`<div class="wide">${table({ columns, rows: classes })}</div>
<p class="small soft note">Latency is of attempts answered ok, by nearest rank. The range under a share is Wilson's 95 % interval. ${retries > 0 && `${countOf(retries, "attempt is a retry", "attempts are retries")} of an earlier one. `}${audits > 0 && `Not counted: ${countOf(audits, "strong read")} after the load, made to see what is left.`}</p>`;
  return markup`${asked}${errorTable(classes)}${measureList(measures, classes.length > 0)}`;
}

const nothing = markup`<p>No client asked anything in this run.</p>`;

/** An error of one outcome, with its count for each kind of request. */
interface ErrorRow extends Pick<ErrorCount, "error" | "outcome"> {
  readonly counts: readonly number[];
}

function errorRows(classes: readonly ClassSummary[]): readonly ErrorRow[] {
  const rows = new Map<string, ErrorRow>();
  for (const { error, outcome } of classes.flatMap(({ errors }) => errors)) {
    const counts = classes.map(
      ({ errors }) =>
        errors.find((one) => one.error === error && one.outcome === outcome)?.count ?? 0,
    );
    rows.set(`${outcome} ${error}`, { error, outcome, counts });
  }
  return [...rows.values()];
}

function errorTable(classes: readonly ClassSummary[]): Markup | undefined {
  const rows = errorRows(classes);
  if (rows.length === 0) return undefined;
  const columns: readonly Column<ErrorRow>[] = [
    { head: "Error", cell: ({ error }) => markup`<code>${error}</code>` },
    { head: "Means", cell: ({ outcome }) => meanings[outcome] },
    ...classes.map(
      ({ name }, index): Column<ErrorRow> => ({
        head: name,
        number: true,
        cell: ({ counts }) => countText(counts[index] ?? 0),
      }),
    ),
  ];
  return markup`<h3 class="sub">Why attempts were not ok</h3><div class="wide">${table({ columns, rows })}</div>
`;
}

const meanings: Readonly<Record<ErrorCount["outcome"], string>> = {
  ok: "ok",
  fail: "failed: certainly without effect",
  info: "unknown: may have taken effect",
};

/** Measures that say again what the table of requests says. */
const inTable =
  /^(write|strongRead|eventualRead)(Attempts|Ok|Refused|Unknown|Latency(P50|P95|P99|Max))$/;

function measureList(
  measures: Readonly<Record<string, Measure>>,
  tabled: boolean,
): Markup | undefined {
  const entries = Object.entries(measures).filter(([name]) => !(tabled && inTable.test(name)));
  if (entries.length === 0) return undefined;
  const items = entries.map(
    ([name, measure]) =>
      markup`<div><dt>${nameText(name)}</dt><dd>${measureText(measure)}</dd></div>`,
  );
  return markup`<h3 class="sub">Measured by the run</h3><dl class="measures">${items}</dl>
`;
}
