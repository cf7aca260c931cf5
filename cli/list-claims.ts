import { claimGroups, claims } from "../scenarios/claims.ts";
import type { Scenario } from "../scenarios/scenario.ts";
import { groupOf } from "./claim-ids.ts";
import { type Cell, drawn, type Paint, widest } from "./terminal.ts";

/** A claim and the scenarios that show it. */
export interface ListedClaim {
  readonly id: string;
  readonly group: string;
  readonly statement: string;
  readonly scenarios: readonly string[];
}

/** All claims, in the order of the table; scenarios in theirs. */
export const listedClaims = (scenarios: readonly Scenario[]): readonly ListedClaim[] =>
  Object.entries(claims).map(([id, statement]) => ({
    id,
    group: claimGroups[groupOf(id)]!,
    statement,
    scenarios: scenarios.filter((each) => each.claims.includes(id)).map(({ name }) => name),
  }));

/** `quorate list --claims`: under the name of its group, each claim and what shows it. */
export function claimsList(scenarios: readonly Scenario[], paint: Paint, width: number): string {
  const listed = listedClaims(scenarios);
  const rows = listed.flatMap((claim, index) => {
    const isFirst = listed[index - 1]?.group !== claim.group;
    return isFirst ? [groupRow(claim, paint), rowOf(claim)] : [rowOf(claim)];
  });
  const names = scenarios.map(({ name }) => [{ text: name }]);
  const last = Math.max(12, widest(names, 0) + 2);
  const shown = listed.filter((claim) => claim.scenarios.length > 0).length;
  return [
    drawn(rows, [4, Math.max(30, width - 4 - last), last]),
    `\n${shown} of ${listed.length} claims are shown; \`quorate run --claims ID\` judges one\n`,
  ].join("");
}

const groupRow = ({ id, group }: ListedClaim, paint: Paint): readonly Cell[] => [
  { text: groupOf(id), paint: paint.bold },
  { text: group, paint: paint.bold },
];

const rowOf = ({ id, statement, scenarios }: ListedClaim): readonly Cell[] => [
  { text: id },
  { text: statement },
  { text: scenarios.length === 0 ? "not shown" : scenarios },
];
