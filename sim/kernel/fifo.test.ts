import test from "ava";
import fc from "fast-check";
import { Fifo } from "./fifo.ts";

test("any mix of pushes and shifts comes out as from an array", (t) => {
  const script = fc.array(fc.oneof(fc.nat(), fc.constant("shift" as const)), { maxLength: 200 });
  const agrees = fc.property(script, (commands) => {
    const [fifo, list] = [new Fifo<number>(), [] as number[]];
    for (const command of commands) {
      if (command !== "shift") {
        fifo.push(command);
        list.push(command);
      } else if (list.length > 0 && fifo.shift() !== list.shift()) return false;
      if (fifo.size !== list.length) return false;
    }
    const all = fifo.toArray();
    return all.length === list.length && all.every((item, at) => item === list[at]);
  });
  t.notThrows(() => fc.assert(agrees, { seed: 1, numRuns: 300 }));
});

test("a cleared queue is empty and goes on working", (t) => {
  const fifo = new Fifo<string>();
  for (const item of ["a", "b", "c"]) fifo.push(item);
  fifo.clear();
  fifo.push("d");
  t.deepEqual(fifo.toArray(), ["d"]);
});
