import { UsageError } from "../usage-error.ts";
import { type Plan, unitName } from "./plan.ts";
import { type Head, inOrder, type Results } from "./results-file.ts";
import type { SeedLine } from "./seed-line.ts";

export interface NamedResults extends Results {
  /** The file's, for messages. */
  readonly name: string;
}

/**
 * Parts of one sweep as one. A run that several parts have must have come to the same in all of them.
 *
 * @throws UsageError for parts of different sweeps, and for runs that differ
 */
export function mergeResults(parts: readonly NamedResults[]): Results {
  const [first] = parts;
  if (first === undefined) throw new UsageError("nothing to merge: expected a results.jsonl");
  const known = new Map<string, { readonly line: SeedLine; readonly from: string }>();
  for (const { name, head, lines } of parts) {
    const other = difference(first.head, head);
    if (other !== undefined) {
      throw new UsageError(
        `${name} and ${first.name} are parts of different sweeps: they differ in ${other}`,
      );
    }
    for (const line of lines) {
      const before = known.get(unitName(line));
      if (before === undefined) known.set(unitName(line), { line, from: name });
      else refuseDifferent(before, { line, from: name });
    }
  }
  const { shard: _, ...head } = first.head;
  return { head, lines: inOrder([...known.values()].map(({ line }) => line)) };
}

/** The first thing in which two plans differ, but for their shards. */
function difference(one: Head, other: Head): string | undefined {
  const parts: readonly (keyof Plan | "version" | "commit")[] = [
    "version",
    "commit",
    "scenarios",
    "seeds",
    "manner",
  ];
  return parts.find((part) => JSON.stringify(one[part]) !== JSON.stringify(other[part]));
}

interface From {
  readonly line: SeedLine;
  readonly from: string;
}

function refuseDifferent(one: From, other: From): void {
  if (JSON.stringify(one.line) === JSON.stringify(other.line)) return;
  throw new UsageError(
    `seed ${one.line.seed} of ${one.line.scenario} came out differently in ${one.from} and ${other.from}: expected the same run on every machine`,
  );
}
