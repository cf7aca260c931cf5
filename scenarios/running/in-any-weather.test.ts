import test from "ava";
import { dynamodb } from "../../sim/systems/dynamodb/system.ts";
import leaderCrash from "../leader-crash.ts";
import { inAnyWeather } from "./in-any-weather.ts";
import { prepare } from "./prepare.ts";

const faultsOf = (intensity: number, seed: number): number =>
  prepare(inAnyWeather(leaderCrash, intensity), { seed, changes: {} })[0]!.assembled.faults.length;

test("weather comes on top of a scenario's own faults, and is the seed's", (t) => {
  const own = prepare(leaderCrash, { seed: 1, changes: {} })[0]!.assembled.faults.length;
  const found = [1, 2, 3, 4].map((seed) => faultsOf(3, seed));
  t.true(found.every((count) => count >= own));
  t.true(new Set(found).size > 1);
});

test("what a scenario claims is not asked in weather, and mistakes are left at home", (t) => {
  const [sound] = leaderCrash.cases;
  const wrong = { ...sound!, name: "wrong", system: dynamodb({ bugs: ["no-lease-wait"] }) };
  const { cases } = inAnyWeather({ ...leaderCrash, cases: [sound!, wrong] }, 1);
  t.is(cases.length, 1);
  t.deepEqual(cases[0]!.expect, []);
});
