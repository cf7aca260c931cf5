import test from "ava";
import { checked, refusal, withList } from "./checked.test-helper.ts";
import type { SimulationOptions } from "./simulation.ts";
import { sketch } from "./sketch.test-helper.ts";
import { at, ms, seconds } from "./time.ts";

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
    (state as unknown as Record<string, unknown>).bytes = new Uint8Array(3);
  });
  t.regex(
    refusal(role),
    /the state of b holds a Uint8Array, expected objects, arrays, Map and Set/,
  );
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
