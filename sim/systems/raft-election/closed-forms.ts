/**
 * What is known of Raft's elections on paper: D. Ongaro, "Consensus: Bridging Theory and Practice",
 * Stanford 2014, chapter 9. Times are in units of the range from which election timers are drawn,
 * and timers are drawn from 1 to 2; one-way latency is the same for all messages.
 */

interface Situation {
  /** Servers of the cluster, running or not. */
  readonly members: number;
  /** Servers that run, and can all be elected. */
  readonly running: number;
  /** One-way latency. */
  readonly latency: number;
}

/** Probability that the first of so many timers is up within `time` after the earliest it can be. */
export const firstTimerUpWithin = (time: number, running: number): number =>
  1 - power(1 - time, running);

/** Mean of the first timer, beyond the earliest that it can be. */
export const meanFirstTimer = (running: number): number => 1 / (running + 1);

/**
 * Probability that a term ends in a split vote. Who times out first gets the votes of all that do
 * not time out before its request arrives; the vote is split when too few are left.
 */
export function splitVoteShare({ members, running, latency }: Situation): number {
  const tooMany = running - Math.floor(members / 2) + 1;
  let share = 0;
  for (let count = tooMany - 1; count <= running; count += 1) {
    share += choose(running, count) * power(latency, count) * power(1 - latency, running - count);
  }
  return share;
}

/** Terms are taken to be independent of one another. */
export const meanTerms = (situation: Situation): number => 1 / (1 - splitVoteShare(situation));

/**
 * Mean time until a leader is elected, from the last heartbeat: from a crash it is shorter by the
 * time between the two. `write` is the time of a durable write.
 */
export function meanElection(situation: Situation, write: number): number {
  const { running, latency } = situation;
  const term = 1 + meanFirstTimer(running) + latency;
  return term * meanTerms(situation) + latency + write;
}

function choose(from: number, count: number): number {
  let ways = 1;
  for (let taken = 1; taken <= count; taken += 1) ways = (ways * (from - taken + 1)) / taken;
  return ways;
}

/** By multiplication: the same digits on every engine. */
function power(base: number, exponent: number): number {
  let product = 1;
  for (let factor = 0; factor < exponent; factor += 1) product *= base;
  return product;
}
