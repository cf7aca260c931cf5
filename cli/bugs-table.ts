import { countText, lengthText } from "../reports/number-text.ts";
import type { Effort, Exhibit } from "../scenarios/hunting/exhibit.ts";
import { type Cell, type Paint, table } from "./terminal.ts";

/** The matrix: a line for each mistake. `most`: how many seeds a search had. */
export function bugsTable(
  exhibits: readonly Exhibit[],
  most: number,
  paint: Paint,
  width: number,
): string {
  if (exhibits.length === 0) return "";
  const head = ["mistake", "seeds", "swarm", "events", "asked", "faults", "within", "caught by"];
  return table(
    [
      head.map((text) => ({ text, paint: paint.dim })),
      ...exhibits.map((each) => rowOf(each, most, paint)),
    ],
    width,
  );
}

function rowOf(exhibit: Exhibit, most: number, paint: Paint): readonly Cell[] {
  const { bug, grounds, swarm, shrunk, falseAlarms } = exhibit;
  const isWell = grounds.seeds !== null && falseAlarms.length === 0;
  return [
    { text: bug, ...(isWell ? {} : { paint: paint.verdict.broken }) },
    { text: seedsText(grounds, most) },
    { text: swarm === null ? "–" : seedsText(swarm, most) },
    { text: grounds.events === null ? "–" : countText(grounds.events) },
    { text: shrunk === null ? "–" : countText(shrunk.operations) },
    { text: shrunk === null ? "–" : countText(shrunk.faults) },
    { text: shrunk === null ? "–" : lengthText(shrunk.length) },
    { text: caughtText(exhibit) },
  ];
}

/** "3", or "> 20" for what was not found. */
const seedsText = ({ seeds }: Effort, most: number): string =>
  seeds === null ? `> ${countText(most)}` : countText(seeds);

/** The property that must catch it, those that do so too, and what breaks without the mistake. */
const caughtText = ({ caughtBy, alsoBroken, falseAlarms }: Exhibit): readonly string[] => [
  caughtBy,
  ...alsoBroken,
  ...falseAlarms.map((name) => `${name} (without the mistake!)`),
];
