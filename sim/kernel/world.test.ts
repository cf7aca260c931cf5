import test from "ava";
import { guest, scripted } from "./hosting.test-helper.ts";
import { address, fault, listener, simulate, sketch } from "./sketch.test-helper.ts";
import { at, ms } from "./time.ts";

const quiet = listener();

test("a role is found at its address, with its types if it plays what is asked for", (t) => {
  const simulation = simulate({ a: quiet, b: sketch({}) });
  t.is(simulation.world.at(address("a")), undefined, "not before it has started");
  simulation.runUntil(at(ms(1)));
  const { world } = simulation;
  t.is(world.at(address("a"))?.address, address("a"));
  t.deepEqual(world.at(address("a"), quiet)?.state.length, 0);
  t.is(world.at(address("b"), quiet), undefined, "plays something else");
  t.is(world.at(address("x")), undefined);
});

test("a role whose machine is down is neither listed nor found", (t) => {
  const crash = fault(5, 10, (hardship) => hardship.crash("on-a"));
  const simulation = simulate({ a: quiet, b: quiet }, { faults: [crash] });
  simulation.runUntil(at(ms(6)));
  t.is(simulation.world.at(address("a")), undefined);
  t.deepEqual(
    simulation.world.playing(quiet).map(({ address: at }) => at),
    [address("b")],
  );
});

test("while a machine starts, those of its roles are listed that have started", (t) => {
  const machine = { name: "m", zone: "z" };
  const placements = ["a", "b", "c"].map((name) => {
    return { address: address(name), machine: "m", role: quiet, setup: undefined };
  });
  const seen: number[] = [];
  const observer = {
    onStep: (_step: unknown, world: ReturnType<typeof simulate>["world"]) => {
      seen.push(world.playing(quiet).length);
    },
  };
  simulate({}, { machines: [machine], placements, observers: [observer] }).runUntil(at(ms(1)));
  t.deepEqual(seen, [1, 2, 3]);
});

test("a list is the same whether it grew or was made at once: ordered by first use", (t) => {
  const lazy = ["z", "y", "x", "w"].map((name) => {
    const machine = name === "y" ? "near" : "far";
    return { address: address(name), machine, role: guest, setup: {}, lazy: true as const };
  });
  const to = (name: string) => (effects: Parameters<Parameters<typeof scripted>[0][0]>[0]) =>
    effects.send(address(name), { kind: "hello" });
  const director = scripted({ 1: to("x"), 1.5: to("y"), 3: to("w") });
  const home = { address: address("a"), machine: "near", role: director, setup: {} };
  const placements = [...lazy, home];
  const machines = ["near", "far"].map((name) => ({ name, zone: name }));
  const [grown, fresh] = [0, 1].map(() => simulate({}, { machines, placements }));
  for (let time = 0; time < 10; time++) {
    grown!.runUntil(at(ms(time)));
    grown!.world.playing(guest);
  }
  fresh!.runUntil(at(ms(9)));
  const names = (simulation: typeof grown) =>
    simulation!.world.playing(guest).map(({ address: at }) => String(at));
  t.deepEqual(names(grown), ["x", "y", "w"], "y was quicker, x was written to first");
  t.deepEqual(names(fresh), names(grown));
});
