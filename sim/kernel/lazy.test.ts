import test from "ava";
import { guest, hostGuest, printsOfAllModes, scripted } from "./hosting.test-helper.ts";
import type { Address } from "./role.ts";
import type { SimulationOptions } from "./simulation.ts";
import { address, fault, simulate, type WordEffects } from "./sketch.test-helper.ts";
import { at, ms } from "./time.ts";
import { type Placement, place } from "./topology.ts";
import { recordInWords } from "./trace-text.ts";

const say =
  (to: string, kind: string, n = 0) =>
  (effects: WordEffects): void =>
    effects.send(address(to), { kind, n });

const zones = ["a", "b"].map((name) => ({ name: `on-${name}`, zone: `zone-${name}` }));

const lazily = (name: string, disk: Placement["disk"] = []): Placement => ({
  address: address(name),
  machine: "on-b",
  role: guest,
  setup: {},
  disk,
  lazy: true,
});

/** Somebody who acts by the clock at a, and lazy guests 1 ms away. */
function world(
  acts: Parameters<typeof scripted>[0],
  lazy: readonly Placement[],
  options: Partial<SimulationOptions> = {},
) {
  const director = { address: address("a"), machine: "on-a", role: scripted(acts), setup: {} };
  return simulate({}, { machines: zones, placements: [...lazy, director], ...options });
}

const told = (simulation: ReturnType<typeof world>, name: string) =>
  simulation.world.at(name as Address, guest)?.state;

const crashed = (from: number, until: number) =>
  fault(
    from,
    until,
    (hardship) => hardship.crash("on-b"),
    (hardship) => hardship.restart("on-b"),
  );

test("a lazy role starts when the first message reaches it, as an event of its own", (t) => {
  const lazy = [lazily("x", [{ kind: "entry", n: 4 }]), lazily("y")];
  const simulation = world({ 5: say("x", "hello") }, lazy, { keepTrace: true });
  simulation.runUntil(at(ms(10)));
  t.deepEqual([...simulation.trace!.records()].map(recordInWords), [
    "0.000 ms  a  start as host  (event 0)",
    "5.000 ms  a  timer 5  (event 1, after 0)",
    "6.000 ms  x  start as guest  (event 2, after 1)",
    "6.000 ms  x  hello from a  (event 3, after 1)",
  ]);
  t.deepEqual(told(simulation, "x"), ["start anew with 4", "6 hello 0"]);
  t.is(simulation.world.at(address("y")), undefined);
});

test("thirty thousand lazy roles cost no event, and no place in the trace", (t) => {
  const lazy = Array.from({ length: 30_000 }, (_, n) => lazily(`x${n}`));
  const simulation = world({ 1: say("x77", "hello") }, lazy, { keepTrace: true });
  simulation.runUntil(at(ms(10)));
  t.is(simulation.events, 4, "a starts, its timer; x77 starts, its message");
  t.deepEqual(simulation.trace!.roles, ["a", "x77"]);
  t.is(simulation.world.playing(guest).length, 1);
});

test("after a crash those that had started start again, and the others stay lazy", (t) => {
  const acts = { 1: say("x", "save", 1), 30: say("y", "hello") };
  const simulation = world(acts, [lazily("y"), lazily("x")], { faults: [crashed(10, 20)] });
  simulation.runUntil(at(ms(29)));
  t.deepEqual(told(simulation, "x"), ["start again with 1"]);
  t.is(told(simulation, "y"), undefined);
  simulation.runUntil(at(ms(40)));
  t.deepEqual(
    told(simulation, "y"),
    ["start again with ", "31 hello 0"],
    "its machine has crashed",
  );
});

test("a message that is lost on its way starts nobody", (t) => {
  const acts = { 12: say("x", "lost"), 19.5: say("x", "lost"), 30: say("x", "hello") };
  const simulation = world(acts, [lazily("x")], { faults: [crashed(10, 20)] });
  simulation.runUntil(at(ms(29)));
  t.is(told(simulation, "x"), undefined);
  t.is(simulation.world.traffic().dropped, 2);
  simulation.runUntil(at(ms(40)));
  t.deepEqual(told(simulation, "x"), ["start again with ", "31 hello 0"]);
  t.is(simulation.world.at(address("x"))?.starts, 1);
});

test("a wipe empties the disks of lazy roles too", (t) => {
  const wiped = fault(10, 11, (hardship) => hardship.wipe("on-b"));
  const disk = [{ kind: "entry", n: 4 }];
  const acts = { 1: say("x", "hello"), 20: say("y", "hello") };
  const simulation = world(acts, [lazily("x", disk), lazily("y", disk)], { faults: [wiped] });
  simulation.runUntil(at(ms(30)));
  t.deepEqual(told(simulation, "x")?.[0], "start anew with 4");
  t.deepEqual(told(simulation, "y")?.[0], "start anew with ");
});

test("where a lazy role waits, nobody can be hosted from elsewhere; but it can be ended", (t) => {
  const here = { ...lazily("g"), machine: "on-a" };
  const acts = { 1: hostGuest };
  t.throws(() => world(acts, [lazily("g")], { hostable: [guest] }).runUntil(at(ms(2))), {
    message: 'a hosts "g", where a role is already',
  });
  const ending = {
    1: (effects: WordEffects) => effects.unhost(address("g")),
    2: say("g", "hello"),
  };
  const simulation = world(ending, [here], { hostable: [guest] });
  simulation.runUntil(at(ms(5)));
  t.is(told(simulation, "g"), undefined);
  t.is(simulation.world.traffic().dropped, 1);
});

test("lazy roles give the same run in fast mode, in check mode and in a window", (t) => {
  const acts = {
    1: say("x", "save", 1),
    2: say("x", "alarm"),
    4: say("y", "save", 2),
    30: say("y", "alarm"),
  };
  const lazy = [place({ ...lazily("x"), setup: {} }), place({ ...lazily("y"), setup: {} })];
  const [fast, ...others] = printsOfAllModes((mode) => {
    const simulation = world(acts, lazy, { mode, faults: [crashed(10, 20)] });
    simulation.runUntil(at(ms(50)));
    t.deepEqual(told(simulation, "y"), ["start again with 2", "31 alarm 0", "36 timer alarm"]);
    return simulation;
  });
  t.deepEqual(others, [fast, fast]);
});
