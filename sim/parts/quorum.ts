/** Counting copies. Two of three replicas make a write quorum (Elhemali et al., ATC '22, §6.1). */

/** The smallest number of `members` that any other such number must overlap with. */
export const majority = (members: number): number => Math.floor(members / 2) + 1;

/**
 * The highest position that at least `quorum` of the members have reached: the `quorum`-th largest
 * of `positions`. `positions` holds one entry a member; 0 says it has reached nothing.
 */
export function positionReachedBy(quorum: number, positions: readonly number[]): number {
  // Three or five members: counting for each is cheaper than sorting, and allocates nothing.
  let best = 0;
  for (const candidate of positions) {
    if (candidate <= best) continue;
    let reached = 0;
    for (const position of positions) if (position >= candidate) reached += 1;
    if (reached >= quorum) best = candidate;
  }
  return best;
}
