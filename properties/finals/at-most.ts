import type { FinalProperty } from "../property.ts";

/** Roles leave this mark no more than `times` in the whole run: nothing happens needlessly. */
export const atMost = (mark: string, times: number, statement: string): FinalProperty => ({
  kind: "final",
  name: `at most ${times} ${mark}`,
  statement,
  source: "counted from the marks that roles leave",

  judge(_world, marks) {
    const count = marks.get(mark) ?? 0;
    return {
      verdict: count <= times ? "holds" : "broken",
      // An absence is seen in everything else that was marked.
      checked: [...marks.values()].reduce((sum, marked) => sum + marked, 0),
      reason: `"${mark}" happened ${count} times, expected at most ${times}`,
    };
  },
});
