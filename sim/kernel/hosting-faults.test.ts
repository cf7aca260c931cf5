import test from "ava";
import { constant } from "./distribution.ts";
import {
  g,
  guest,
  hosted,
  hostGuest,
  printsOfAllModes,
  scripted,
  told,
} from "./hosting.test-helper.ts";
import type { Role } from "./role.ts";
import {
  address,
  fault,
  simulate,
  sketch,
  type Word,
  type WordEffects,
} from "./sketch.test-helper.ts";
import { at, ms } from "./time.ts";

const crashed = (from: number, until: number) =>
  fault(
    from,
    until,
    (world) => world.crash("on-a"),
    (world) => world.restart("on-a"),
  );

/** Hosts a guest when told so, and only then: a restart does not repeat it. */
const host = sketch({
  name: "host",
  handle: (_, event, effects) => {
    if (event.kind === "message" && event.message.kind === "host") hostGuest(effects);
  },
});

const tell =
  (to: string, kind: string, n = 0) =>
  (effects: WordEffects): void =>
    effects.send(address(to), { kind, n });

/** From another machine, 1 ms away: host a guest, have it save a word, ask it something later. */
const director = scripted({
  1: tell("a", "host"),
  3: tell("g", "save", 1),
  12: tell("g", "lost"),
  29: tell("g", "hello"),
});

test("a hosted role outlives crashes of its machine, with its setup and its disk", (t) => {
  const simulation = hosted({ a: host, c: director }, 11, { faults: [crashed(10, 20)] });
  t.is(told(simulation), undefined, "down");
  simulation.runUntil(at(ms(40)));
  t.deepEqual(told(simulation), ["start again with 1", "30 hello 0"]);
  t.is(simulation.world.at(g)?.starts, 2);
  t.is(simulation.world.traffic().dropped, 1);
});

test("a wipe takes the disk of a hosted role, not the role", (t) => {
  const wiped = fault(15, 16, (world) => world.wipe("on-a"));
  const faults = [crashed(10, 20), wiped];
  const simulation = hosted({ a: host, c: director }, 40, { faults });
  t.deepEqual(told(simulation), ["start again with ", "30 hello 0"]);
});

test("what a hosted role has not flushed is lost in a crash as with any other", (t) => {
  const keepNothing = fault(0, 1, (world) => world.unsynced("on-a", "nothing"));
  const machine = { flush: constant(ms(8)) };
  const faults = [keepNothing, crashed(10, 20)];
  const simulation = hosted({ a: host, c: director }, 40, { faults, machine });
  t.deepEqual(told(simulation), ["start again with ", "30 hello 0"]);
});

test("a crash before a role was hosted is none of its business", (t) => {
  const late = scripted({ 9: tell("a", "host") });
  const simulation = hosted({ a: host, c: late }, 20, { faults: [crashed(2, 4)] });
  t.deepEqual(told(simulation), ["start anew with "]);
});

test("a role ended before a crash is not there after it", (t) => {
  const short = scripted({ 1: tell("a", "host"), 5: tell("g", "leave") });
  const simulation = hosted({ a: host, c: short }, 40, { faults: [crashed(10, 20)] });
  t.is(told(simulation), undefined);
});

test("what a role hosts while its machine starts is started once", (t) => {
  const eager = sketch({
    start: (effects, { restarted }) => {
      if (!restarted) hostGuest(effects);
    },
  });
  const simulation = hosted({ a: eager }, 1, { faults: [crashed(5, 6)] });
  t.is(simulation.events, 2);
  t.is(simulation.world.at(g)?.starts, 1);
  simulation.runUntil(at(ms(10)));
  t.is(simulation.world.at(g)?.starts, 2, "and again after a crash");
});

interface Parent {
  readonly tasks: { n: number }[];
  born: number;
}

/** A parent whose children's setups and disks are made of parts of its state. */
const parent = sketch<Parent>({
  name: "parent",
  start: (effects, { restarted }) => {
    effects.setTimer("next", ms(5), ms(9));
    return { tasks: [{ n: 1 }, { n: 2 }, { n: 3 }], born: restarted ? 3 : 0 };
  },
  handle: (state, event, effects) => {
    if (event.kind !== "timer") return;
    const task = state.tasks[state.born++ % 3]!;
    if (state.born > 3) effects.unhost(address(`child-${state.born % 3}`));
    const disk = [{ kind: "entry", n: task.n }];
    const setup = { task, peers: [address("a")] };
    effects.host({ address: address(`child-${state.born % 3}`), role: "child", setup, disk });
    effects.setTimer("next", ms(5), ms(9));
  },
});

interface ChildSetup {
  readonly task: { readonly n: number };
  readonly peers: readonly ReturnType<typeof address>[];
}

const child: Role<{ setup: ChildSetup; n: number }, Word, Word, ChildSetup> = {
  name: "child",
  start(_self, setup, { records }, _at, effects) {
    effects.persist({ kind: "entry", n: effects.pick(10) });
    return { setup, n: records.length };
  },
  handle(state, event, effects) {
    if (event.kind !== "persisted") return;
    state.n += state.setup.task.n;
    effects.send(state.setup.peers[0]!, { kind: "done", n: state.n });
  },
};

test("hosting is the same run in fast mode, in check mode and in a window", (t) => {
  const run = (mode: Parameters<typeof simulate>[1] & object) => {
    const faults = [crashed(30, 33)];
    const simulation = simulate({ a: parent }, { hostable: [child], faults, ...mode });
    simulation.runUntil(at(ms(60)));
    t.true(simulation.events > 20);
    t.is(simulation.world.playing(child).length, 3);
    return simulation;
  };
  const [fast, ...others] = printsOfAllModes((mode) => run({ mode }));
  t.deepEqual(others, [fast, fast]);
});

test("check mode watches a hosted role, and what it was hosted with", (t) => {
  let hidden = 0;
  const sly = sketch({
    name: "guest",
    start: () => ({ n: 0 }),
    handle: (state: { n: number }) => {
      state.n = hidden++;
    },
  });
  const options = { mode: "check", hostable: [sly] } as const;
  const sender = scripted({ 1: hostGuest, 2: tell("g", "hello") });
  t.throws(() => hosted({ a: sender }, 5, options), { message: /^g, run twice .* another state/ });

  const meddler = sketch({
    start: (effects) => {
      const disk: Word[] = [];
      effects.setTimer("next", ms(1), ms(1));
      effects.host({ address: g, role: "guest", setup: {}, disk });
      return { disk };
    },
    handle: (state: { disk: Word[] }) => void state.disk.push({ kind: "mine" }),
  });
  const checked = { mode: "check", hostable: [guest] } as const;
  t.throws(() => hosted({ a: meddler }, 5, checked), {
    message: /^a changes what it may only read/,
  });
});

test("a host that asks for another role the second time is caught", (t) => {
  let hidden = 0;
  const fickle = scripted({
    1: (effects) => effects.host({ address: address(`g${hidden++}`), role: "guest", setup: {} }),
  });
  t.throws(() => hosted({ a: fickle }, 5, { mode: "check" }), {
    message: /^a, run twice on the same event, gives another effect 1: first .*"g0"/,
  });
});
