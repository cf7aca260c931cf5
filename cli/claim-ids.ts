import { claimGroups, claims } from "../scenarios/claims.ts";
import { nearest } from "./nearest.ts";
import { UsageError } from "./usage-error.ts";

export interface AskedClaim {
  readonly id: string;
  /** By its own id, not by the letter of its group: then it must be answered for. */
  readonly byId: boolean;
}

const ids = Object.keys(claims);
const letters = Object.keys(claimGroups);

/**
 * What `--claims W2,F`, given so often, asks for: every claim once, in the order of the table.
 *
 * @throws UsageError for an id that does not exist, with the nearest that does
 */
export function readClaimIds(texts: readonly string[]): readonly AskedClaim[] {
  const typed = texts.flatMap((text) => text.split(",")).map((word) => word.trim());
  const words = typed.map((word) => word.toUpperCase());
  for (const [index, word] of words.entries()) {
    if (ids.includes(word) || letters.includes(word)) continue;
    throw new UsageError(`unknown claim "${typed[index]}": ${instead(word)}`);
  }
  return ids
    .filter((id) => words.includes(id) || words.includes(groupOf(id)))
    .map((id) => ({ id, byId: words.includes(id) }));
}

/** The letter of its group. */
export const groupOf = (id: string): string => id.charAt(0);

/** In a group that there is, the nearest number; else what differs least. */
function instead(word: string): string {
  const group = ids.filter((id) => groupOf(id) === groupOf(word));
  const number = /^[A-Z](\d+)$/.exec(word)?.[1];
  const near =
    group.length > 0 && number !== undefined
      ? group[Math.min(Math.max(Number(number), 1), group.length) - 1]
      : word === ""
        ? undefined
        : nearest(word, [...ids, ...letters]);
  return near === undefined
    ? `expected an id such as ${ids[0]}, or a group: ${letters.join(", ")}`
    : `did you mean ${near}? \`quorate list --claims\` shows all ${ids.length}`;
}
