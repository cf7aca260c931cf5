/** Findings against expectations: what a case of a scenario amounts to. */

import type {
  Finding,
  Invariant,
  Measures,
  Property,
  Sometimes,
  Verdict,
} from "../../properties/property.ts";
import type { PropertyResult } from "../../properties/result.ts";
import type { History } from "../../sim/client/history.ts";
import type { InvariantViolation } from "../../sim/kernel/assert.ts";
import type { World } from "../../sim/kernel/observer.ts";
import type { Case, Expectation } from "../scenario.ts";

export interface Evidence {
  readonly invariants: readonly { readonly invariant: Invariant; readonly finding: Finding }[];
  readonly history: History;
  readonly world: World;
  readonly marks: ReadonlyMap<string, number>;
  readonly measures: Measures;
  /** Numbers of the scenario's earlier cases. */
  readonly others: ReadonlyMap<string, Measures>;
  /** The run did not come to its end: an assertion failed. */
  readonly stopped: InvariantViolation | undefined;
  /** It was stopped for having more events than allowed: nobody knows what would have come. */
  readonly cutShort: boolean;
}

export interface Judged {
  readonly verdict: Verdict;
  readonly properties: readonly PropertyResult[];
}

export function judge(chosen: Case, evidence: Evidence): Judged {
  const properties = [
    ...assertions(evidence),
    ...chosen.expect.map((expectation) => expected(expectation, evidence)),
    ...evidence.invariants.filter(hadOccasion).map(({ invariant, finding }) => {
      const because = chosen.breaksInvariants?.[invariant.name];
      return result(invariant, finding, because === undefined ? "holds" : "broken", because);
    }),
  ];
  return { verdict: worst(properties.map(met)), properties };
}

/** Where there was none, a case that wants it all the same says so among its expectations. */
const hadOccasion = ({ invariant, finding }: Evidence["invariants"][number]): boolean =>
  invariant.onOccasion !== true || finding.checked > 0 || finding.verdict === "broken";

/** What one row says of its expectation: a counter-run that does not break has shown nothing. */
export function met({ expected: wanted, verdict }: PropertyResult): Verdict {
  if (wanted === "holds") return verdict;
  return verdict === "broken" ? "holds" : "unknown";
}

export function worst(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes("broken")) return "broken";
  return verdicts.includes("unknown") || verdicts.length === 0 ? "unknown" : "holds";
}

function expected({ property, expected: wanted, because }: Expectation, evidence: Evidence) {
  return result(property, findingOf(property, evidence), wanted, because);
}

function findingOf(property: Property, evidence: Evidence): Finding {
  switch (property.kind) {
    case "history":
      return property.judge(evidence.history);
    case "final":
      return property.judge(evidence.world, evidence.marks);
    case "figure":
      return property.judge(evidence.measures, evidence.others);
    case "sometimes":
      return reached(property, evidence);
    case "invariant": {
      const found = evidence.invariants.find(({ invariant }) => invariant.name === property.name);
      return found?.finding ?? { verdict: "unknown", checked: 0, reason: "was not watched" };
    }
  }
}

const runsToItsEnd: Property = {
  kind: "sometimes",
  name: "runs to its end",
  statement: "The run comes to its end within the number of events allowed.",
  source: "the limit given with the run",
  mark: "",
  times: 1,
};

/** Not reached is "unknown", not "broken": the run has not shown what it is there to show. */
function reached({ mark, times }: Sometimes, { marks }: Evidence): Finding {
  const checked = marks.get(mark) ?? 0;
  return {
    verdict: checked >= times ? "holds" : "unknown",
    checked,
    reason: `reached ${checked} times, expected at least ${times}`,
  };
}

function result(
  { name, kind, statement, source }: Property,
  finding: Finding,
  wanted: "holds" | "broken",
  because: string | undefined,
): PropertyResult {
  const { verdict, checked, reason, at, operations = [], order = [] } = finding;
  const what = { name, kind, statement, source, expected: wanted, because };
  return { ...what, verdict, checked, reason, at, operations, order };
}

/** A failed assertion ends the run, so it is a row of its own; so is a run cut short. */
function assertions({ stopped, cutShort }: Evidence): PropertyResult[] {
  if (stopped === undefined) return [];
  if (cutShort) {
    const finding: Finding = { verdict: "unknown", checked: 0, reason: stopped.message };
    return [result(runsToItsEnd, finding, "holds", undefined)];
  }
  const { where } = stopped;
  const place = where === undefined ? "" : ` (${where.role}, event ${where.event}: ${where.doing})`;
  return [
    {
      name: "assertions",
      kind: "invariant",
      statement: "No assertion in the protocol's own code fails.",
      source: "the code itself",
      expected: "holds",
      because: undefined,
      verdict: "broken",
      checked: 1,
      reason: `${stopped.message}${place}`,
      at: where?.time,
      operations: [],
      order: [],
    },
  ];
}
