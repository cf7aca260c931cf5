import { fc, testProp } from "@fast-check/ava";
import test from "ava";
import { longestRise } from "./longest-rise.ts";

test("a key seen again and again is no rise", (t) => {
  t.is(longestRise([]), 0);
  t.is(longestRise(["a", "a", "a"]), 1);
  t.is(longestRise(["c", "b", "a"]), 1);
  t.is(longestRise(["b", "a", "b", "c", "c"]), 3);
});

testProp(
  "the longest rise agrees with trying all subsequences",
  [fc.array(fc.constantFrom("a", "b", "c", "d", "e"), { maxLength: 10 })],
  (t, keys) => {
    const longest = (after: string, from: number): number => {
      let best = 0;
      for (let index = from; index < keys.length; index += 1) {
        const key = keys[index]!;
        if (key > after) best = Math.max(best, 1 + longest(key, index + 1));
      }
      return best;
    };
    t.is(longestRise(keys), longest("", 0));
  },
);
