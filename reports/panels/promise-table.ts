import type { PropertyResult } from "../../properties/result.ts";
import { type Markup, markup } from "../escape.ts";
import { operationId, timeId } from "../links.ts";
import { countText, instantText } from "../number-text.ts";
import { glyphOf } from "./verdict-badge.ts";

const kinds: Readonly<Record<PropertyResult["kind"], string>> = {
  invariant: "always, after every event",
  history: "judged on what clients saw",
  final: "judged at the end",
  figure: "on the numbers",
  sometimes: "must be reached",
};

/** How a promise came out against what the scenario expects of it. */
interface Standing {
  readonly tone: PropertyResult["verdict"];
  readonly word: string;
  /** Sorts the table: what needs attention comes first. */
  readonly rank: number;
}

function standingOf({ verdict, expected, kind }: PropertyResult): Standing {
  if (verdict === "unknown") return { tone: "unknown", word: "unknown", rank: 1 };
  if (expected === "holds") {
    if (verdict === "broken") return { tone: "broken", word: "broken", rank: 0 };
    return { tone: "holds", word: kind === "sometimes" ? "reached" : "holds", rank: 3 };
  }
  if (verdict === "broken") return { tone: "holds", word: "broke, as meant", rank: 2 };
  return { tone: "unknown", word: "did not break", rank: 1 };
}

/** Where the table stands, and which operations are drawn there, so that they can be linked. */
export interface Place {
  readonly caseNumber: number;
  readonly drawn: ReadonlySet<number>;
}

/** One row for each property: what was promised, what was found, on how much evidence. */
export function promiseTable(properties: readonly PropertyResult[], place: Place): Markup {
  const rows = properties
    .map((property) => ({ property, standing: standingOf(property) }))
    .sort((one, other) => one.standing.rank - other.standing.rank);
  return markup`<div class="wide"><table class="promises"><thead><tr><th scope="col">Outcome</th><th scope="col">Promise</th><th scope="col">Expected</th><th scope="col">Found</th><th scope="col" class="number">Checked</th><th scope="col" class="number">First broken</th><th scope="col">Reason</th></tr></thead><tbody>
${rows.map(({ property, standing }) => promiseRow(property, standing, place))}</tbody></table></div>
`;
}

function promiseRow(property: PropertyResult, standing: Standing, place: Place): Markup {
  const { name, kind, statement, expected, verdict, checked } = property;
  const off = standing.rank < 2 ? ` off ${standing.tone}` : "";
  return markup`<tr class="promise${off}"><td><span class="badge ${standing.tone}"><span aria-hidden="true">${glyphOf(standing.tone)}</span>${standing.word}</span></td>
<td>${statement}<span class="under"><code>${name}</code> · ${kinds[kind]}</span></td>
<td>${expected === "broken" ? markup`<span class="meant">meant to break</span>` : expected}</td><td>${glyphOf(verdict)} ${verdict}</td>
<td class="number">${countText(checked)}</td>
<td class="number">${firstBroken(property, place)}</td>
<td class="reason">${property.reason}${because(property)}${shownBy(property, place)}</td></tr>
`;
}

/** Some promises are about a whole run, and break at no one instant. */
function firstBroken({ verdict, at }: PropertyResult, { caseNumber }: Place): Markup {
  if (at !== undefined) {
    return markup`<a href="#${timeId(caseNumber, at)}">${instantText(at)}</a>`;
  }
  return markup`<span class="soft">${verdict === "broken" ? "over the run" : "never"}</span>`;
}

const because = ({ because: why }: PropertyResult): Markup | undefined =>
  why === undefined ? undefined : markup`<span class="under">expected because ${why}</span>`;

const mostNamed = 6;

function shownBy({ operations }: PropertyResult, { caseNumber, drawn }: Place): Markup | undefined {
  if (operations.length === 0) return undefined;
  const links = operations
    .slice(0, mostNamed)
    .map((request) =>
      drawn.has(request)
        ? markup` <a href="#${operationId(caseNumber, request)}">op ${String(request)}</a>`
        : ` op ${request}`,
    );
  const more = operations.length - links.length;
  return markup`<span class="under">shown by${links}${more > 0 && ` and ${countText(more)} more`}</span>`;
}
