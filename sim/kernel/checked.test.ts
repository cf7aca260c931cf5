import test from "ava";
import { InvariantViolation } from "./assert.ts";
import type { AnyRole } from "./role.ts";
import type { SimulationOptions } from "./simulation.ts";
import { address, simulate, sketch, type Word } from "./sketch.test-helper.ts";
import { at, ms, seconds } from "./time.ts";

const b = address("b");

/** Sends b a list, again and again. */
const sender = sketch({
  start: (effects) => effects.setTimer("next", ms(1), ms(1)),
  handle: (_, _event, effects) => {
    effects.send(b, { kind: "list", list: [1, 2] });
    effects.setTimer("next", ms(10), ms(10));
  },
});

const checked = (role: AnyRole, options: Partial<SimulationOptions> = {}) =>
  simulate({ a: sender, b: role }, { mode: "check", ...options });

/** The sentence with which check mode refuses the role, and where. */
function refusal(role: AnyRole): string {
  try {
    checked(role).runUntil(at(ms(100)));
  } catch (error) {
    if (!(error instanceof InvariantViolation)) throw error;
    return `${error.where?.role} at ${error.where?.doing}: ${error.message}`;
  }
  return "nothing is wrong";
}

interface Listed {
  list: number[];
  count: number;
}

const withList = (
  handle: NonNullable<Parameters<typeof sketch<Listed>>[0]["handle"]>,
  start = (): Listed => ({ list: [1], count: 0 }),
) => sketch<Listed>({ start, handle });

test("a handler that counts outside of its state is caught", (t) => {
  let hidden = 0;
  const role = withList((_, _event, effects) => effects.mark(`seen-${hidden++}`));
  t.regex(
    refusal(role),
    /^b at list from a: b, run twice on the same event, gives another effect 1: first .*seen-0.*seen-1/,
  );
});

test("a handler whose state depends on what it hides is caught", (t) => {
  let hidden = 0;
  const role = withList((state) => {
    state.count = hidden++;
  });
  t.regex(refusal(role), /gives another state/);
});

test("a start that differs from one time to the other is caught", (t) => {
  let hidden = 0;
  const role = withList(
    () => {},
    () => ({ list: [], count: hidden++ }),
  );
  t.regex(refusal(role), /^b at start: b, run twice on the same event, gives another state/);
});

test("a handler that asks for more picks the second time is caught", (t) => {
  let hidden = 0;
  const role = withList((_, _event, effects) => {
    for (let left = hidden++; left > 0; left--) effects.pick(3);
  });
  t.regex(refusal(role), /picks nothing more the first time and one of 3 the second/);
});

test("picks are the same in both runs of an event", (t) => {
  const role = withList((state, _event, effects) => {
    state.count = effects.pick(1_000_000);
  });
  t.is(refusal(role), "nothing is wrong");
});

test("sending an array of the state is caught when it changes again", (t) => {
  const role = withList((state, _event, effects) => {
    state.list.push(1);
    effects.send(b, { kind: "mine", list: state.list });
  });
  t.regex(refusal(role), /b changes what it may only read: .* an object that it has put into one/);
});

test("changing an array after the event in which it was sent is caught", (t) => {
  const role = withList((state, event, effects) => {
    if (event.kind !== "message") return;
    if (state.count++ === 0) effects.note({ kind: "mine", list: state.list } as Word);
    else state.list.push(1);
  });
  t.regex(refusal(role), /b changes what it may only read: a message, a record, .* put into one/);
});

test("a new array put both into the state and into a record is caught when it changes", (t) => {
  const role = withList((state, event, effects) => {
    if (event.kind !== "message") return;
    if (state.count++ === 0) {
      state.list = [7];
      effects.persist({ kind: "mine", list: state.list });
    } else state.list[0] = 8;
  });
  t.regex(refusal(role), /b changes what it may only read: a message, a record, .* put into one/);
});

test("keeping an array of a message and changing it is caught", (t) => {
  const role = withList((state, event) => {
    if (event.kind !== "message") return;
    if (state.count++ === 0) state.list = event.message.list as number[];
    else state.list.push(3);
  });
  t.regex(refusal(role), /b changes what it may only read: a message, a record, .* put into one/);
});

test("one object at two places of the state is caught when it changes", (t) => {
  const start = () => {
    const shared = [1];
    return { list: shared, again: shared, count: 0 };
  };
  const role = sketch<ReturnType<typeof start>>({ start, handle: ({ list }) => void list.push(2) });
  t.regex(refusal(role), /^b at list from a: b, run twice on the same event, gives another state/);
});

test("a change that only every other run makes is caught, in a large state soon", (t) => {
  const start = () => ({ list: Array.from({ length: 100 }, (_, n) => [n]), count: 0 });
  let calls = 0;
  const role = sketch<ReturnType<typeof start>>({
    start,
    handle: (state) => {
      if (calls++ % 2 === 0) state.list[50]![0]! += 1;
    },
  });
  const simulation = checked(role);
  t.throws(() => simulation.runUntil(at(ms(1_000))), { message: /gives another state/ });
  t.true(calls / 2 <= 102 / 4 + 1, `${calls / 2} events went by`);
});

test("changing a message is caught", (t) => {
  const role = withList((_, event) => {
    if (event.kind === "message") (event.message.list as number[]).push(3);
  });
  t.regex(refusal(role), /b changes what it may only read/);
});

test("changing the setup is caught", (t) => {
  const setup = { members: [1] };
  const role: AnyRole = {
    name: "grasping",
    start: (_self, given: typeof setup) => ({ members: given.members }),
    handle: (state: typeof setup) => {
      state.members.push(2);
    },
  };
  const options = {
    machines: [{ name: "m", zone: "z" }],
    placements: [
      { address: address("a"), machine: "m", role: sender, setup: undefined },
      { address: b, machine: "m", role, setup },
    ],
  };
  t.throws(() => checked(role, options).runUntil(at(ms(50))), {
    message: /changes what it may only read: a message, a record, its setup/,
  });
});

test("keeping a part of the state outside of it is caught", (t) => {
  let kept: number[] | undefined;
  const role = withList((state) => {
    if (kept !== undefined) kept.push(1);
    kept = state.list;
  });
  t.regex(refusal(role), /b, run twice on the same event, gives another state/);
});

test("a state that is not plain data is caught", (t) => {
  const role = withList((state) => {
    (state as unknown as Record<string, unknown>)["bytes"] = new Uint8Array(3);
  });
  t.regex(
    refusal(role),
    /the state of b holds a Uint8Array, expected objects, arrays, Map and Set/,
  );
});

test("sending an object of the state as it is, and never changing it, is fine", (t) => {
  const role = sketch<{ log: Word[]; byNumber: Map<number, Word>; own: Set<number> }>({
    start: () => ({ log: [], byNumber: new Map(), own: new Set() }),
    handle: (state, event, effects) => {
      if (event.kind !== "message" || event.from === b) return;
      const record: Word = { kind: "record", n: state.log.length, list: [state.log.length] };
      state.log.push(record);
      state.byNumber.set(record.n!, record);
      state.own.add(record.n!);
      effects.persist(record);
      for (const logged of state.log) effects.send(b, logged);
      effects.send(b, { kind: "last", list: state.byNumber.get(0)!.list! });
    },
  });
  t.is(refusal(role), "nothing is wrong");
});

test("patches of the last events are kept on demand", (t) => {
  const role = withList((state, event) => {
    if (event.kind === "message") state.count += event.message.list!.length;
  });
  const simulation = checked(role, { keepPatches: 3 });
  simulation.runUntil(at(ms(22)));
  const changes = simulation.patches.filter(({ role: address }) => address === "b");
  t.deepEqual(
    changes.map(({ patches }) => patches),
    [
      [{ op: "replace", path: ["count"], value: 4 }],
      [{ op: "replace", path: ["count"], value: 6 }],
    ],
  );
});

test("after the window a role goes on with a state that it may change", (t) => {
  const role = withList((state, event) => {
    if (event.kind === "message") state.list.push(state.count++);
  });
  const lists = (mode: SimulationOptions["mode"]) => {
    const simulation = checked(role, { mode });
    simulation.runUntil(at(seconds(1)));
    return simulation.world.playing(role)[0]?.state.list;
  };
  const windowed = lists({ checkFrom: 20, checkUntil: 60 });
  t.is(windowed?.length, 101);
  t.deepEqual(windowed, lists("fast"));
  t.deepEqual(windowed, lists("check"));
});

test("fast mode lets the same mistakes pass: that is why there is check mode", (t) => {
  let hidden = 0;
  const role = withList((_, _event, effects) => effects.mark(`seen-${hidden++}`));
  t.notThrows(() => checked(role, { mode: "fast" }).runUntil(at(ms(100))));
});
