import test from "ava";
import fc from "fast-check";
import { type OperationClass, operations } from "./operations.ts";

const sample = (classes: readonly OperationClass[], count = 50) =>
  fc.sample(operations({ classes, keys: 2 }), { numRuns: count, seed: 1 });

test("only the classes asked for are made, each of them, for the keys asked for", (t) => {
  const calls = sample(["get", "putIfAbsent", "update", "delete"]);
  t.deepEqual([...new Set(calls.map(({ kind }) => kind))].sort(), [
    "delete",
    "get",
    "put",
    "update",
  ]);
  t.true(calls.every(({ key }) => /^(key|counter)-[01]$/.test(key)));
  for (const call of calls) {
    if (call.kind === "put") t.deepEqual(call.condition, { kind: "absent" });
    if (call.kind === "update")
      t.true(call.key.startsWith("counter-"), "numbers are added to counters");
  }
});

test("a transaction names no item twice, and a scan none", (t) => {
  for (const call of sample(["transactWrite", "transactGet", "scan"])) {
    t.is(call.key, "");
    if (call.kind !== "transact-write") continue;
    const keys = call.actions.map(({ key }) => key);
    t.is(new Set(keys).size, keys.length);
    t.is(call.bytes, 100 * keys.length);
  }
});

test("a failure shrinks to the first item", (t) => {
  const { counterexample } = fc.check(
    fc.property(operations({ classes: ["delete"], keys: 9 }), ({ key }) => key === ""),
    { seed: 3 },
  );
  t.is(counterexample?.[0].key, "key-0");
});

test("no class, one that there is not, or no key, is refused", (t) => {
  t.throws(() => operations({ classes: ["drop" as "put"] }), {
    message: 'expected a class of operations such as "put", got "drop"',
  });
  t.throws(() => operations({ classes: [] }), {
    message: "expected at least one class of operations, got 0",
  });
  t.throws(() => operations({ keys: 0.5 }), {
    message: "expected a whole number of keys from 1, got 0.5",
  });
});
