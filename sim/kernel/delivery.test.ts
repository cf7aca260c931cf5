import test from "ava";
import { address, heard, listener, simulate, sketch, type Word } from "./sketch.test-helper.ts";
import { at, ms, seconds } from "./time.ts";

test("a message that needs no service does not overtake one that is being served", (t) => {
  const sender = sketch({
    start: (effects) => {
      for (const kind of ["heavy", "light"]) effects.send(address("b"), { kind });
    },
  });
  const serviceTime = ({ kind }: Word) => ms(kind === "heavy" ? 10 : 0);
  const role = listener({ serviceTime });
  const simulation = simulate({ a: sender, b: role });
  simulation.runUntil(at(seconds(1)));
  t.deepEqual(heard(simulation, role), [["11 heavy", "11 light"]]);
});
