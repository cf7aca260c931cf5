import test from "ava";
import fc from "fast-check";
import { dynamodb } from "../../sim/systems/dynamodb/system.ts";
import { settingChanges } from "./setting-changes.ts";

const names = ["leaderLease", "appendBatch", "eventualReadsAtLeader", "handOver"];

test("changes are texts that the system takes, within their factors", (t) => {
  const system = dynamodb();
  fc.assert(
    fc.property(settingChanges(system, { names, least: 0.5, most: 3 }), (changes) => {
      const { settings } = system.with(changes);
      const shown = (name: string) => settings.find((each) => each.name === name)?.value ?? "";
      for (const name of Object.keys(changes)) t.true(names.includes(name));
      t.regex(shown("leaderLease"), /^[1-6](\.\d+)?s$/);
      const batch = Number(shown("appendBatch"));
      t.true(batch >= 32 && batch <= 192, `${batch} records`);
    }),
  );
});

test("each name is left alone at times, and the smallest change is none", (t) => {
  const drawn = fc.sample(settingChanges(dynamodb(), { names }), { numRuns: 60, seed: 1 });
  for (const name of names) {
    const changed = drawn.filter((changes) => name in changes).length;
    t.true(changed > 5 && changed < 55, `${name} in ${changed} of 60`);
  }
  const { counterexample } = fc.check(
    fc.property(settingChanges(dynamodb(), { names }), () => false),
    { seed: 1 },
  );
  t.deepEqual(counterexample, [{}]);
});

test("what the system does not have, or what is a word of a list, is refused", (t) => {
  t.throws(() => settingChanges(dynamodb(), { names: ["leaderLeese"] }), {
    message: 'expected a setting of dynamodb, got "leaderLeese"',
  });
  t.throws(() => settingChanges(dynamodb(), { names: ["routeRefresh"] }), {
    message: /routeRefresh is a choice/,
  });
  t.throws(() => settingChanges(dynamodb(), { names, least: 2, most: 1 }), {
    message: /the least first, got 2 and 1$/,
  });
});
