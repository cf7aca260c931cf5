import type { CaseView, View } from "../case-view.ts";
import { admissionOverTime } from "../charts/admission-over-time.ts";
import { admissionKeys, legend } from "../drawing/legend.ts";
import type { Markup } from "../escape.ts";
import { lengthText, plainText } from "../number-text.ts";
import { type RateBin, ratesOverTime, type TenantRates } from "../rates-over-time.ts";
import { loadOf } from "../summary.ts";
import { binTable } from "./bin-table.ts";
import { figure, panel } from "./figure.ts";

/** Whether there is anything to say: somebody was throttled, or there are tenants. */
export const hasAdmission = ({ recording }: CaseView): boolean =>
  recording.operations.some(
    ({ error, tenant, phase }) =>
      phase === "load" && (error === "throttled" || tenant !== undefined),
  );

/** Requests admitted and refused per second, tenant by tenant. */
export const admissionPanel = (view: CaseView): Markup =>
  panel(
    `case-${view.number}-admission`,
    "Requests admitted and refused per second",
    "How much of what each tenant asked was let in, and how much was refused?",
    view.views.map((one) => admissionFigure(view, one)),
  );

/** Rows of the picture; the table has all tenants. */
const mostRows = 8;

function admissionFigure({ number, recording }: CaseView, view: View): Markup {
  const { name, span, binWidth } = view;
  const all = ratesOverTime(loadOf(recording.operations), span, binWidth);
  const rows = all.slice(0, mostRows);
  return figure({
    view: name,
    caption: [
      `Attempts per second by when they were asked, in windows of ${lengthText(binWidth)}; retries count as attempts of their own. ${hiddenText(all, rows)}`,
    ],
    legend: legend(admissionKeys),
    picture: admissionOverTime({
      id: `case-${number}-admission-${name}`,
      span,
      faults: recording.result.faults,
      rows,
    }),
    words: [binTable("Admitted and refused per second", binWidth, all.flatMap(columnsOf))],
  });
}

const hiddenText = (all: readonly TenantRates[], rows: readonly TenantRates[]): string =>
  all.length === rows.length ? "" : `The first ${rows.length} of ${all.length} tenants are drawn.`;

function columnsOf({ tenant, bins }: TenantRates) {
  const who = tenant === undefined ? "" : `${tenant} `;
  return [
    { head: `${who}admitted`, bins, text: ({ admitted }: RateBin) => plainText(admitted) },
    { head: `${who}refused`, bins, text: ({ throttled }: RateBin) => plainText(throttled) },
  ];
}
