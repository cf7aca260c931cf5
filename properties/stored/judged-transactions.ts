import type { Verdict } from "../property.ts";
import type { TransactionModel, TransactionReport } from "../transactions/transaction-history.ts";

/** The levels that a verdict names, from weak to strong. */
export const levels = [
  "read-committed",
  "read-atomic",
  "causal",
  "snapshot-isolation",
  "serializable",
  "strict-serializable",
] as const satisfies readonly TransactionModel[];

export type Level = (typeof levels)[number];

/** What became of a history of transactions. */
export interface TransactionVerdict {
  /** Whether the level asked for holds. */
  readonly verdict: Verdict;
  readonly sentence: string;
  /** How many transactions there are. */
  readonly operations: number;
  readonly level: Level;
  readonly levels: Readonly<Partial<Record<Level, Verdict>>>;
  readonly anomalies: readonly NamedAnomaly[];
}

export interface NamedAnomaly {
  readonly name: string;
  readonly called: string | undefined;
  readonly rulesOut: string | undefined;
  readonly proof: string;
}

/**
 * @param hasTimes whether the file says when transactions began and ended; if not, strict
 *   serializability cannot be told from serializability, and is not named
 * @param asked the level that must hold; by default the strongest that can be told
 */
export function judgedTransactions(
  report: TransactionReport,
  operations: number,
  hasTimes: boolean,
  asked: Level | undefined,
): TransactionVerdict {
  const told = levels.filter((level) => hasTimes || level !== "strict-serializable");
  const level = asked ?? told.at(-1)!;
  const verdict = operations === 0 ? "unknown" : report.models[level];
  const anomalies = report.anomalies.map(({ name, called, rulesOut, proof }) => {
    return { name, called, rulesOut, proof };
  });
  const strongest = told.findLast((each) => report.models[each] === "holds");
  return {
    verdict,
    sentence: operations === 0 ? "it has no transactions" : sentenceOf(verdict, level, strongest),
    operations,
    level,
    levels: Object.fromEntries(told.map((each) => [each, report.models[each]])),
    anomalies,
  };
}

function sentenceOf(verdict: Verdict, level: Level, strongest: Level | undefined): string {
  const most = strongest === undefined ? "no level holds" : `${worded(strongest)} at most`;
  if (verdict === "broken") return `not ${worded(level)}: ${most}`;
  if (verdict === "unknown") return `whether it is ${worded(level)} is undecided: ${most}`;
  return strongest === level ? worded(level) : `${worded(level)}, and even ${worded(strongest!)}`;
}

const worded = (level: Level): string => level.replaceAll("-", " ");
