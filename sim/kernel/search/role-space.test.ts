import test from "ava";
import type { Address, AnyMessage, Role } from "../role.ts";
import type { Duration } from "../time.ts";
import type { Environment } from "./environment.ts";
import { RoleSpace, type RoleSpaceOptions } from "./role-space.ts";
import { search } from "./search.ts";

const outside = "outside" as Address;
const noLimit = { depth: 1_000, states: 100_000 };
const none = { crashes: 0, losses: 0, firings: 0 };

type AnyState = Record<string, unknown>;
type ToyRole = Role<AnyState, AnyMessage, AnyMessage, object>;

/** Toys for two: the first is asked once, and nothing is judged. */
const asksOnce: Environment<{ asked: boolean }> = {
  initial: { asked: false },
  askings: ({ asked }) => (asked ? [] : [{ from: outside, to: 0, message: { kind: "go" } }]),
  judge: (memory, { asking }) => ({
    memory: asking === 0 ? { asked: true } : memory,
    wrong: undefined,
  }),
};

function spaceOf<Memory extends object>(
  role: ToyRole,
  environment: Environment<Memory>,
  more: Partial<RoleSpaceOptions<Memory>> = {},
  names = ["one", "two"],
): RoleSpace<Memory> {
  const players = names.map((name) => ({ address: name as Address, role, setup: {}, disk: [] }));
  return new RoleSpace({ players, environment, bounds: none, order: "sent", ...more });
}

/** Asked to go, sends two messages to "two", which keeps them in the order of their arrival. */
const talker: ToyRole = {
  name: "talker",
  start: () => ({ got: [] }),
  handle(state, event, effects) {
    if (event.kind !== "message") return;
    if (event.message.kind !== "go") (state.got as string[]).push(event.message.kind);
    else for (const kind of ["a", "b"]) effects.send("two" as Address, { kind });
  },
};

test("messages of one link arrive in the order sent, or in any", (t) => {
  // At rest; both under way; a; a, b. In any order also: b; b, a.
  t.is(search(spaceOf(talker, asksOnce), noLimit).states, 4);
  t.is(search(spaceOf(talker, asksOnce, { order: "any" }), noLimit).states, 6);
});

test("what may get lost is tried both ways", (t) => {
  // On top of the four: a lost, then b arrived; a arrived, then b lost.
  const space = spaceOf(talker, asksOnce, { bounds: { ...none, losses: 1 } });
  t.is(search(space, noLimit).states, 7);
});

/** Counts how often its timer fired. */
const counter: ToyRole = {
  name: "counter",
  start: (_self, _setup, _disk, _at, effects) => {
    effects.setTimer("tick", 0 as Duration, 5 as Duration);
    return { count: 0 };
  },
  handle(state, _event, effects) {
    state.count = (state.count as number) + 1;
    effects.setTimer("tick", 0 as Duration, 5 as Duration);
  },
};

const asksNever: Environment<object> = {
  initial: {},
  askings: () => [],
  judge: (memory) => ({ memory, wrong: undefined }),
};

test("timers fire in every order, so often in all", (t) => {
  // Pairs of counts that add up to at most 3.
  const space = spaceOf(counter, asksNever, { bounds: { ...none, firings: 3 } });
  t.is(search(space, noLimit).states, 10);
});

/** Two timers of 10 and 30 µs, and the instants at which they fired. */
const waiter: ToyRole = {
  name: "waiter",
  start: (_self, _setup, _disk, _at, effects) => {
    effects.setTimer("short", 10 as Duration, 20 as Duration);
    effects.setTimer("long", 30 as Duration, 30 as Duration);
    return { fired: [] };
  },
  handle(state, event) {
    if (event.kind === "timer") (state.fired as string[]).push(`${event.timer} at ${event.at}`);
  },
};

test("a timer is never early and may be late, and the clock never goes back", (t) => {
  const seen = new Set<string>();
  const watching: Environment<object> = {
    ...asksNever,
    judge: (memory, step) => {
      seen.add((step.stateOf(0) as { fired: string[] }).fired.join(", "));
      return { memory, wrong: undefined };
    },
  };
  search(spaceOf(waiter, watching, { bounds: { ...none, firings: 2 } }, ["one"]), noLimit);
  seen.delete("");
  t.deepEqual(
    [...seen].sort((one, other) => (one < other ? -1 : 1)),
    ["long at 30", "long at 30, short at 30", "short at 10", "short at 10, long at 30"],
  );
});

/** Keeps what it is told on its disk, and says so: when it is there, or at once. */
const keeper = (hasty: boolean): ToyRole => ({
  name: "keeper",
  start: (_self, _setup, { records }) => ({ kept: records.length }),
  handle(state, event, effects) {
    if (event.kind === "message") {
      effects.persist({ kind: "word" });
      if (hasty) effects.send(outside, { kind: "kept" });
    } else if (event.kind === "persisted") {
      state.kept = (state.kept as number) + 1;
      if (!hasty) effects.send(outside, { kind: "kept" });
    }
  },
});

/** Asks once, and minds when what was said to be kept is gone. */
const minds: Environment<{ asked: boolean; told: boolean }> = {
  initial: { asked: false, told: false },
  askings: ({ asked }) => (asked ? [] : [{ from: outside, to: 0, message: { kind: "go" } }]),
  judge(memory, step) {
    const told = step.effects.some(({ kind }) => kind === "send");
    const isGone = memory.told && step.event === undefined && step.diskOf(0).length === 0;
    const isNews = step.asking === 0 || (told && !memory.told);
    return {
      memory: isNews ? { asked: memory.asked || step.asking === 0, told } : memory,
      wrong: isGone ? "what was kept is gone" : undefined,
    };
  },
};

test("a crash loses what is not on disk, or keeps it, and both are tried", (t) => {
  const bounds = { ...none, crashes: 1 };
  const hasty = search(spaceOf(keeper(true), minds, { bounds }, ["one"]), noLimit);
  t.is(hasty.counterExample?.wrong, "what was kept is gone");
  t.is(hasty.counterExample?.choices.length, 3);
  const careful = search(spaceOf(keeper(false), minds, { bounds }, ["one"]), noLimit);
  t.is(careful.counterExample, undefined);
  t.is(careful.stoppedBy, undefined);
});

test("a path is walked again, step by step", (t) => {
  const space = spaceOf(keeper(true), minds, { bounds: { ...none, crashes: 1 } }, ["one"]);
  const { counterExample } = search(space, noLimit);
  const kinds: string[] = [];
  space.retrace(counterExample?.choices ?? [], ({ kind }) => kinds.push(kind));
  t.deepEqual(kinds, ["ask", "crash", "restart"]);
});

/** Asked to go, picks one of three and one of two. */
const picker: ToyRole = {
  name: "picker",
  start: () => ({}),
  handle(state, _event, effects) {
    state.first = effects.pick(3);
    state.second = effects.pick(2);
  },
};

test("a handler that picks is tried with every pick", (t) => {
  t.is(search(spaceOf(picker, asksOnce), noLimit).states, 1 + 3 * 2);
});
