import test from "ava";
import { above } from "./above.ts";

const property = above("writes", "reads", "Writes take longer.", "test");
const judge = (own: Record<string, number>) =>
  property.judge(
    Object.fromEntries(
      Object.entries(own).map(([name, value]) => [name, { value, unit: "ms" }] as const),
    ),
    new Map(),
  );

test("the larger one must be larger, not as large", (t) => {
  t.is(judge({ writes: 3, reads: 2 }).verdict, "holds");
  t.is(judge({ writes: 2, reads: 2 }).verdict, "broken");
  t.is(judge({ writes: 1, reads: 2 }).reason, "writes 1 ms, reads 2 ms");
});

test("without one of the two nobody knows", (t) => {
  const found = judge({ writes: 3 });
  t.is(found.verdict, "unknown");
  t.regex(found.reason, /"reads"/);
});
