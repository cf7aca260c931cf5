import test from "ava";
import seedrandom from "seedrandom";
import { streamsOf } from "./random.ts";

test("a stream draws what the package's generator draws", (t) => {
  for (const purpose of ["", "net/a>b", "timer/replica-1", "pick/router-a-1"]) {
    const stream = streamsOf(7)(purpose);
    const generator = seedrandom.tychei(`7/${purpose}`);
    for (let draw = 0; draw < 20_000; draw += 1) {
      const expected = generator.int32() >>> 0;
      if (stream.u32() !== expected) t.fail(`draw ${draw} of "${purpose}" is not ${expected}`);
    }
  }
  t.pass();
});

test("a draw below a count is a whole number from 0, and below it", (t) => {
  const stream = streamsOf(1)("below");
  const seen = new Set<number>();
  for (let draw = 0; draw < 1_000; draw += 1) seen.add(stream.below(5));
  t.deepEqual(
    [...seen].sort((left, right) => left - right),
    [0, 1, 2, 3, 4],
  );
  t.is(stream.below(1), 0);
});
