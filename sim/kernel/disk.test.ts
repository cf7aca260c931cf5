import test from "ava";
import { clockwork, diary, machine } from "./clockwork.test-helper.ts";
import { constant } from "./distribution.ts";
import { fault, heard, simulate } from "./sketch.test-helper.ts";
import { at, ms } from "./time.ts";

test("a slow disk is slower by its factor, and loses the factor with the fault", (t) => {
  const role = diary();
  const slow = fault(
    0,
    15,
    (world) => world.slowDisk(machine, 3),
    (world) => world.slowDisk(machine, 1),
  );
  const flush = constant(ms(2));
  const simulation = simulate({ a: clockwork(), b: role }, { faults: [slow], machine: { flush } });
  simulation.runUntil(at(ms(25)));
  t.deepEqual(heard(simulation, role), [
    ["10 word 1", "16 persisted word 1", "20 word 2", "22 persisted word 2"],
  ]);
});

test("a torn write is found torn after the restart", (t) => {
  const role = diary();
  const tear = fault(
    11,
    15,
    (world) => {
      world.unsynced(machine, "torn");
      world.crash(machine);
    },
    (world) => world.restart(machine),
  );
  const flush = constant(ms(5));
  const simulation = simulate({ a: clockwork(), b: role }, { faults: [tear], machine: { flush } });
  simulation.runUntil(at(ms(16)));
  t.deepEqual(heard(simulation, role), [["torn 1"]]);
});

test("a wiped machine finds nothing on its disk", (t) => {
  const role = diary();
  const wiped = fault(
    15,
    20,
    (world) => {
      world.crash(machine);
      world.wipe(machine);
    },
    (world) => world.restart(machine),
  );
  const simulation = simulate({ a: clockwork(), b: role }, { faults: [wiped] });
  simulation.runUntil(at(ms(20)));
  t.deepEqual(
    simulation.world.playing(role).map(({ disk }) => disk),
    [[]],
  );
});
