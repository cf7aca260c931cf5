import test from "ava";
import { seconds } from "../../sim/kernel/time.ts";
import hotPartition from "../hot-partition.ts";
import leaderCrash from "../leader-crash.ts";
import minorityCut from "../minority-cut.ts";
import { cutShort } from "./cut-short.ts";
import { prepare } from "./prepare.ts";

const assembled = (scenario: typeof leaderCrash) =>
  prepare(scenario, { seed: 1, changes: {} })[0]!.assembled;

test("the load ends where it is cut, and faults end with it or never begin", (t) => {
  const short = assembled(cutShort(minorityCut, seconds(12)));
  t.is(short.phases.loadEnds, seconds(12));
  t.deepEqual(
    short.schedule.map(({ from }) => from),
    [seconds(10)],
  );
  t.true(short.schedule.every((spec) => "until" in spec && spec.until === seconds(12)));
  t.deepEqual(assembled(cutShort(minorityCut, seconds(5))).schedule, []);
});

test("a load that is shorter anyway keeps its length", (t) => {
  t.is(assembled(cutShort(leaderCrash, seconds(100))).phases.loadEnds, leaderCrash.duration);
});

test("what speaks of the whole length is not asked, and what holds at any length is", (t) => {
  const names = cutShort(leaderCrash, seconds(3)).cases[0]!.expect.map(
    ({ property }) => property.name,
  );
  t.deepEqual(names, ["acknowledged-writes-survive", "linearizable"]);
});

test("tenants that would come later do not come", (t) => {
  const tenantsOf = ({ tenants = [], cases }: typeof hotPartition) => [
    ...tenants,
    ...cases.flatMap((chosen) => chosen.tenants ?? []),
  ];
  const all = tenantsOf(hotPartition);
  const soon = tenantsOf(cutShort(hotPartition, seconds(1)));
  t.true(soon.length > 0 && soon.length < all.length);
  t.true(soon.every(({ from = 0 }) => from < seconds(1)));
});
