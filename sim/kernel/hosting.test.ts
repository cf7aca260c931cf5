import test from "ava";
import { InvariantViolation } from "./assert.ts";
import { constant } from "./distribution.ts";
import { g, guest, hosted, hostGuest, scripted, told } from "./hosting.test-helper.ts";
import type { Step } from "./observer.ts";
import type { Role } from "./role.ts";
import { address, simulate, sketch, type Word } from "./sketch.test-helper.ts";
import { at, ms } from "./time.ts";
import { recordInWords } from "./trace-text.ts";

const say =
  (kind: string, n?: number) =>
  (effects: Parameters<typeof hostGuest>[0]): void =>
    effects.send(g, n === undefined ? { kind } : { kind, n });

test("a hosted role starts at the same instant, as an event of its own, after the others", (t) => {
  const host = scripted({
    5: (effects) => {
      hostGuest(effects);
      effects.send(g, { kind: "hello" });
      effects.mark("hosted");
    },
  });
  const simulation = hosted({ a: host }, 10, { keepTrace: true });
  t.deepEqual([...simulation.trace!.records()].map(recordInWords), [
    "0.000 ms  a  start as host  (event 0)",
    "5.000 ms  a  timer 5  (event 1, after 0)",
    "5.000 ms  a  mark hosted  (after 1)",
    "5.000 ms  g  start as guest  (event 2, after 1)",
    "5.000 ms  g  hello from a  (event 3, after 1)",
  ]);
  t.deepEqual(told(simulation), ["start anew with ", "5 hello"]);
  t.is(simulation.world.at(g)?.machine, "on-a");
});

test("a hosted role is given its setup, the same object if it was one, and its disk", (t) => {
  const seen: unknown[] = [];
  const child: Role<null, Word, Word, { readonly depth: number }> = {
    name: "child",
    start(self, setup, disk, _at, effects) {
      seen.push([self, setup.depth, disk], setup);
      const next = address(`${self}+`);
      // The first makes a setup of its own, its child hands on what it was given.
      if (self.length < 3) effects.host({ address: next, role: "child", setup, disk: [] });
      return null;
    },
    handle() {},
  };
  const disk: Word[] = [{ kind: "entry", n: 1 }];
  const host = scripted({
    1: (effects) => effects.host({ address: g, role: "child", setup: { depth: 7 }, disk }),
  });
  const simulation = simulate({ a: host }, { hostable: [child] });
  simulation.runUntil(at(ms(2)));
  const survived = (records: readonly Word[]) => ({ records, torn: undefined, restarted: false });
  t.deepEqual(seen[0], ["g", 7, survived(disk)]);
  t.deepEqual(seen[2], ["g+", 7, survived([])]);
  t.is(seen[3], seen[1]);
  t.deepEqual(simulation.world.at(g, child)?.disk, disk, "durable at once");
});

test("what was sent before the role was hosted is dropped, what was sent after it arrives", (t) => {
  const early = scripted({ 1: say("early"), 4.5: say("on the way"), 6: say("late") });
  const simulation = hosted({ a: scripted({ 5: hostGuest }), b: early }, 10, { keepTrace: true });
  t.deepEqual(told(simulation), ["start anew with ", "7 late"]);
  t.deepEqual(
    { ...simulation.world.traffic() },
    {
      sent: 3,
      copied: 0,
      delivered: 1,
      dropped: 2,
      inFlight: 0,
    },
  );
  const drops = [...simulation.trace!.records()].filter(({ kind }) => kind === "dropped");
  t.deepEqual(drops.map(recordInWords), [
    "1.000 ms  g  dropped: early from b  (after 2)",
    "4.500 ms  g  dropped: on the way from b  (after 3)",
  ]);
});

test("only listed kinds can be hosted, and only where nobody is", (t) => {
  const refusal = (act: Parameters<typeof scripted>[0][number], options = {}): string => {
    const error = t.throws(
      () => {
        const simulation = simulate({ a: scripted({ 1: act }), b: guest }, options);
        simulation.runUntil(at(ms(2)));
      },
      { instanceOf: InvariantViolation },
    );
    return error?.message ?? "";
  };
  const hostAt =
    (name: string, role = "guest") =>
    (effects: Parameters<typeof hostGuest>[0]) =>
      effects.host({ address: address(name), role, setup: {} });
  const some = { hostable: [guest] };
  t.is(
    refusal(hostAt("x", "ghost"), some),
    'a hosts a role "ghost", expected one of the hostable ones: guest',
  );
  t.is(refusal(hostAt("x")), 'a hosts a role "guest", expected one of the hostable ones: none');
  t.is(refusal(hostAt("b"), some), 'a hosts "b", where a role is already');
  t.is(refusal(hostAt("a"), some), 'a hosts "a", where a role is already');
  t.is(
    refusal((effects) => effects.unhost(address("b")), some),
    'a ends "b", where a role of on-b is, expected one of on-a',
  );
  t.is(
    refusal((effects) => effects.unhost(g), some),
    'a ends "g", where no role is, expected one of on-a',
  );
});

test("hosting again what is hosted here already changes nothing", (t) => {
  const twice = scripted({
    1: (effects) => {
      hostGuest(effects);
      effects.send(g, { kind: "save", n: 7 });
    },
    5: (effects) => effects.host({ address: g, role: "guest", setup: { other: true }, disk: [1] }),
    9: say("hello", 0),
  });
  const simulation = hosted({ a: twice }, 20);
  t.deepEqual(told(simulation), [
    "start anew with ",
    "1 save 7",
    "1 persisted save 7",
    "9 hello 0",
  ]);
  t.is(simulation.world.at(g)?.starts, 1);
  t.is(simulation.world.at(g)?.disk.length, 1);
});

test("an ended role leaves nothing: no timer, no disk, no completion, no message on the way", (t) => {
  const host = scripted({
    1: hostGuest,
    2: say("save", 1),
    3: say("alarm"),
    4.2: say("save", 2),
    5: (effects) => {
      effects.unhost(g);
      hostGuest(effects);
    },
  });
  const other = scripted({ 4.5: say("on the way"), 7: say("after") });
  const machine = { flush: constant(ms(2)) };
  const simulation = hosted({ a: host, b: other }, 4.9, { machine });
  const before = ["2 save 1", "3 alarm", "4 persisted save 1", "4.2 save 2"];
  t.deepEqual(told(simulation)?.slice(1), before);
  const old = simulation.world.at(g)!;
  simulation.runUntil(at(ms(20)));
  t.deepEqual(told(simulation), ["start anew with ", "8 after"]);
  t.deepEqual(simulation.world.at(g)?.disk, []);
  t.is(simulation.world.traffic().dropped, 1);
  t.false(old.up, "a view of the old role is not one of the new");
  t.is<unknown, undefined>(old.state, undefined);
});

test("hosted and ended by one handler, a role never starts", (t) => {
  const host = scripted({
    1: (effects) => {
      hostGuest(effects);
      effects.send(g, { kind: "hello" });
      effects.unhost(g);
    },
  });
  const simulation = hosted({ a: host }, 5);
  t.is(told(simulation), undefined);
  t.is(simulation.events, 2);
  t.is(simulation.world.traffic().dropped, 1);
});

test("a role that ends itself does so last, and observers see its last state", (t) => {
  const seen: string[] = [];
  const observer = {
    onStep: (step: Step) => {
      const state = step.by(guest)?.who.state;
      if (state !== undefined) seen.push(state.at(-1)!);
    },
  };
  const host = scripted({ 1: hostGuest, 2: say("leave"), 3: say("anybody"), 4: hostGuest });
  const options = { observers: [observer], keepTrace: true };
  const simulation = hosted({ a: host }, 10, options);
  t.deepEqual(seen, ["start anew with ", "2 leave", "start anew with "]);
  const ends = [...simulation.trace!.records()].filter(({ kind }) => kind === "unhost");
  t.deepEqual(ends.map(recordInWords), ["2.000 ms  g  ends as guest  (after 4)"]);
});

test("an address hosted again on another machine is reached there, at that machine's distance", (t) => {
  const far = {
    withinZone: constant(ms(1)),
    acrossZones: constant(ms(1)),
    pairs: { "zone-c>zone-b": constant(ms(3)) },
  };
  const roles = {
    a: scripted({ 1: hostGuest, 10: (effects) => effects.unhost(g) }),
    b: scripted({ 20: hostGuest, 25: say("next door") }),
    c: scripted({ 5: say("one"), 15: say("nobody"), 21: say("two") }),
  };
  const simulation = hosted(roles, 9, { network: far });
  t.deepEqual(told(simulation), ["start anew with ", "6 one"]);
  simulation.runUntil(at(ms(30)));
  t.deepEqual(told(simulation), ["start anew with ", "24 two", "25 next door"]);
  t.is(simulation.world.at(g)?.zone, "zone-b");
});

test("draws of an address go on when it is hosted again, and do not repeat", (t) => {
  const picker = sketch({
    name: "guest",
    start: (effects) => ({ pick: effects.pick(1_000_000) }),
  });
  const picks: number[] = [];
  const host = scripted({ 1: hostGuest, 2: (effects) => effects.unhost(g), 3: hostGuest });
  const simulation = simulate({ a: host }, { hostable: [picker] });
  for (const time of [1, 3]) {
    simulation.runUntil(at(ms(time)));
    picks.push(simulation.world.at(g, picker)!.state.pick);
  }
  t.not(picks[0], picks[1]);
});

test("a run has as many addresses as its trace can tell apart", (t) => {
  const babbler = sketch({
    start: (effects) => {
      for (let n = 0; n < 65_535; n++) effects.send(address(`nobody-${n}`), { kind: "word" });
    },
  });
  t.throws(() => hosted({ a: babbler }, 1), {
    message: 'a run has at most 65535 addresses, "nobody-65534" is one more',
  });
});
