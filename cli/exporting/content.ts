import { didYouMean } from "../nearest.ts";
import { UsageError } from "../usage-error.ts";

/** What an export writes. */
export interface Content {
  readonly lines: Iterable<string>;
  /** What is in it and what is not, in a clause. */
  readonly note: string;
}

/** The case of this name, or the first. @throws UsageError if there is none */
export function chosenCase<Named extends { readonly name: string }>(
  cases: readonly Named[],
  wanted: string | undefined,
): Named {
  const found = wanted === undefined ? cases[0] : cases.find(({ name }) => name === wanted);
  if (found !== undefined) return found;
  const names = cases.map(({ name }) => name);
  if (wanted === undefined) throw new UsageError("the history is empty: expected a run's");
  throw new UsageError(`unknown case "${wanted}"${didYouMean(wanted, names)}`);
}
