/**
 * Ballots of Multi-Paxos: totally ordered, and no two members ever propose the same one. A ballot
 * is one whole number, `round * 64 + member`, so that comparing ballots is comparing numbers.
 */

/** 0 is no ballot at all: nothing was ever promised. */
export type Ballot = number & { readonly brand: "Ballot" };

const members = 64;

export const noBallot = 0 as Ballot;

/** `member` is the proposer's index in its group, from 0 to 63; `round` counts from 1. */
export const ballotOf = (round: number, member: number): Ballot =>
  (round * members + member) as Ballot;

export const roundOf = (ballot: Ballot): number => Math.floor(ballot / members);
export const proposerOf = (ballot: Ballot): number => ballot % members;

/** The lowest ballot of `member` that is higher than `ballot`. */
export const ballotAfter = (ballot: Ballot, member: number): Ballot =>
  ballotOf(roundOf(ballot) + 1, member);

/** "3.b": third round, proposed by the second member. */
export const ballotText = (ballot: Ballot): string =>
  ballot === noBallot
    ? "none"
    : `${roundOf(ballot)}.${String.fromCharCode(97 + proposerOf(ballot))}`;
