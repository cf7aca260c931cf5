import test from "ava";
import { streamsOf } from "../kernel/random.ts";
import {
  autoIncrement,
  chooseKey,
  chooseKeyName,
  firstKeyState,
  hotSpot,
  keyName,
  knownKeys,
  latest,
  type NumberedKeys,
  prefixed,
  sequential,
  uniformKeys,
  zipf,
} from "./keys.ts";

function chosen(choice: NumberedKeys, count: number, client = 0, clients = 1): number[] {
  const stream = streamsOf(5)(`keys.test/${client}`);
  const u32 = (): number => stream.u32();
  const state = firstKeyState(choice, client, clients);
  return Array.from({ length: count }, () => chooseKey(choice, state, false, u32));
}

test("keys have names", (t) => {
  t.is(keyName(17), "key-17");
});

test("uniform goes to all keys alike", (t) => {
  const counts = new Array<number>(10).fill(0);
  for (const key of chosen(uniformKeys({ keys: 10 }), 100_000)) counts[key]! += 1;
  t.is(counts.length, 10);
  for (const count of counts) t.true(Math.abs(count - 10_000) < 400, `${count}`);
});

test("Zipf's hottest key is key-0", (t) => {
  const keys = chosen(zipf({ keys: 1000, exponent: 0.99 }), 50_000);
  const share = keys.filter((key) => key === 0).length / keys.length;
  let total = 0;
  for (let rank = 1; rank <= 1000; rank += 1) total += rank ** -0.99;
  t.true(Math.abs(share - 1 / total) < 0.005, `${share}, expected ${1 / total}`);
  t.true(keys.every((key) => key >= 0 && key < 1000));
});

test("sequential clients take turns and begin again after the last key", (t) => {
  t.deepEqual(chosen(sequential({ keys: 5 }), 7), [0, 1, 2, 3, 4, 0, 1]);
  t.deepEqual(chosen(sequential({ keys: 6 }), 4, 1, 3), [1, 4, 1, 4]);
});

test("latest: puts insert new keys, two clients never the same one", (t) => {
  const choice = latest({ keys: 10, exponent: 0.99 });
  const never = () => t.fail("an insertion draws nothing") as never;
  const inserted = [0, 1].flatMap((client) => {
    const state = firstKeyState(choice, client, 2);
    return [1, 2, 3].map(() => chooseKey(choice, state, true, never));
  });
  t.deepEqual(inserted, [10, 12, 14, 11, 13, 15]);
});

test("latest: reads go to keys that exist, most often to the newest", (t) => {
  const choice = latest({ keys: 100, exponent: 0.99 });
  const state = firstKeyState(choice, 1, 2);
  const stream = streamsOf(5)("latest");
  const u32 = (): number => stream.u32();
  const before = Array.from({ length: 1000 }, () => chooseKey(choice, state, false, u32));
  t.true(before.every((key) => key >= 0 && key < 100));
  t.true(before.includes(99));
  const newest = chooseKey(choice, state, true, u32);
  const after = Array.from({ length: 20_000 }, () => chooseKey(choice, state, false, u32));
  t.true(after.every((key) => key >= 0 && key <= newest));
  const share = after.filter((key) => key === newest).length / after.length;
  let total = 0;
  for (let rank = 1; rank <= newest + 1; rank += 1) total += rank ** -0.99;
  t.true(Math.abs(share - 1 / total) < 0.01, `${share}, expected ${1 / total}`);
});

test("auto-increment hands out 1, 2, 3 ..., the clients in turn", (t) => {
  const never = () => t.fail("a number in turn draws nothing") as never;
  const wanted = { inserts: true, counter: false };
  const taken = [0, 1].map((client) => {
    const state = firstKeyState(autoIncrement, client, 2);
    return [1, 2, 3].map(() => chooseKeyName(autoIncrement, state, wanted, never));
  });
  t.deepEqual(taken, [
    ["key-1", "key-3", "key-5"],
    ["key-2", "key-4", "key-6"],
  ]);
});

const plain = { inserts: false, counter: false };

test("a hot spot takes its share of requests, its keys alike; the rest go to the others", (t) => {
  const others = uniformKeys({ keys: 50 });
  const choice = hotSpot({ share: 0.4, of: ["hot-a", "hot-b"], others });
  const state = firstKeyState(choice, 0, 1);
  const stream = streamsOf(5)("hot");
  const u32 = (): number => stream.u32();
  const counts = new Map<string, number>();
  for (let draw = 0; draw < 50_000; draw += 1) {
    const name = chooseKeyName(choice, state, plain, u32);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  t.is(counts.size, 52);
  for (const name of ["hot-a", "hot-b"]) {
    t.true(Math.abs(counts.get(name)! - 10_000) < 400, `${counts.get(name)}`);
  }
  t.true(Math.abs(counts.get("key-7")! - 600) < 100, `${counts.get("key-7")}`);
  const counter = chooseKeyName(
    { ...choice, share: 1 } as typeof choice,
    state,
    { ...plain, counter: true },
    u32,
  );
  t.regex(counter, /^counter-hot-[ab]$/);
});

test("prefixed keys are the same keys under other names, taken in the same turn", (t) => {
  const keys = latest({ keys: 10, exponent: 0.99 });
  const choice = prefixed({ prefix: "shop/", keys });
  const state = firstKeyState(choice, 1, 2);
  const never = () => t.fail("an insertion draws nothing") as never;
  t.is(chooseKeyName(choice, state, { ...plain, inserts: true }, never), "shop/key-11");
});

test("the keys that can be told beforehand are the hot ones, then the likeliest", (t) => {
  const others = uniformKeys({ keys: 50 });
  const hot = hotSpot({ share: 0.5, of: ["a", "key-1"], others });
  t.deepEqual(knownKeys(hot, false, 4), ["a", "key-1", "key-0", "key-2"]);
  t.deepEqual(knownKeys(prefixed({ prefix: "x-", keys: others }), true, 2), [
    "x-counter-0",
    "x-counter-1",
  ]);
  t.deepEqual(knownKeys(autoIncrement, false, 9), []);
  t.deepEqual(knownKeys(hotSpot({ share: 1, of: ["a"], others }), false, 9), ["a"]);
});

test("a hot spot without keys, or with more than all requests, is refused", (t) => {
  const others = uniformKeys({ keys: 5 });
  t.throws(() => hotSpot({ share: 0.5, of: [], others }), {
    message: "expected the name of a hot key, got none",
  });
  t.throws(() => hotSpot({ share: 2, of: ["a"], others }), {
    message: "expected a share of requests from 0 to 1, got 2",
  });
});

test("first keys of a seed do not change", (t) => {
  const first = (choice: NumberedKeys) => chosen(choice, 8);
  t.deepEqual(first(uniformKeys({ keys: 1000 })), [84, 395, 981, 519, 807, 431, 919, 752]);
  t.deepEqual(first(zipf({ keys: 1000, exponent: 0.99 })), [540, 54, 0, 21, 1, 41, 0, 3]);
  t.deepEqual(first(zipf({ keys: 1_000_000, exponent: 1.7366 })), [16, 1, 0, 0, 0, 1, 0, 0]);
});

test("numbers that choose no key are refused with what was expected", (t) => {
  t.throws(() => uniformKeys({ keys: 0 }), { message: "expected 1 to 1073741824 keys, got 0" });
  t.throws(() => sequential({ keys: 1.5 }), { message: "expected 1 to 1073741824 keys, got 1.5" });
  t.throws(() => zipf({ keys: 2 ** 31, exponent: 1 }), {
    message: "expected 1 to 1073741824 keys, got 2147483648",
  });
  t.throws(() => zipf({ keys: 10, exponent: -1 }), {
    message: "expected a Zipf exponent from 0 to 20, got -1",
  });
  t.throws(() => latest({ keys: 10, exponent: Number.NaN }), {
    message: "expected a Zipf exponent from 0 to 20, got NaN",
  });
});
