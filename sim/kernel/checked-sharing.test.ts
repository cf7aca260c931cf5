import test from "ava";
import { b, checked, refusal, sender, withList } from "./checked.test-helper.ts";
import type { AnyRole } from "./role.ts";
import { address, sketch, type Word } from "./sketch.test-helper.ts";
import { at, ms } from "./time.ts";

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
