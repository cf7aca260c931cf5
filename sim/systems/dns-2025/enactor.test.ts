/** Planner, enactors and clean-up at work in a whole world, and what the operator does about it. */

import test from "ava";
import { crash } from "../../faults/crash.ts";
import { cut } from "../../faults/cut.ts";
import type { Address } from "../../kernel/role.ts";
import { ms, seconds } from "../../kernel/time.ts";
import { dnsService } from "./dns-service.ts";
import { enactor } from "./enactor.ts";
import { marked, runDns, slowEnactor, type WorldOptions } from "./world.test-helper.ts";

const stateOf = (simulation: ReturnType<typeof runDns>) =>
  simulation.world.playing(dnsService)[0]!.state;

/** Enactor a asks at 43.3 s, and comes to the regional record at 54.1 s. */
const held: WorldOptions = { faults: [slowEnactor("a", 41, 57, ms(380))] };

test("in good order each turn applies a newer plan to every record, and nobody comes late", (t) => {
  const simulation = runDns(seconds(40), { mode: "check" });
  // Turns at 3.3, 6.7, ... 33.3 s, each over after 6 s: ten of them by 39.3 s.
  t.is(marked(simulation, "plan-applied"), 10);
  const { late, empty, zone, acts } = stateOf(simulation);
  t.deepEqual([late, empty], [[], []]);
  t.true(acts > 300);
  t.true(zone.records.every((generation) => generation >= 150));
});

test("clean-up leaves the plans of the last twenty generations before the one applied", (t) => {
  const { zone } = stateOf(runDns(seconds(37)));
  const oldest = Math.min(...zone.plans.keys());
  // The last clean-up, at about 36 s, goes by the plan of 30 s: number 149.
  t.true(oldest >= 128 && oldest <= 130, `${oldest}`);
});

test("an enactor held up between check and act puts its plan over a newer one, and it is deleted", (t) => {
  const { late, empty, zone, inconsistent } = stateOf(runDns(seconds(70), held));
  const cause = late.find(({ endpoint }) => endpoint === 10)!;
  t.is(cause.by, "enactor-a" as Address);
  t.true(cause.at - cause.checkedAt > seconds(10));
  t.true(cause.over - cause.generation > 20);
  t.is(empty.length, 1);
  t.is(empty[0]!.generation, cause.generation);
  t.false(zone.plans.has(cause.generation));
  t.true(inconsistent > 0, "later plans cannot be applied");
});

test("a delay before the check is harmless: what is late has not been looked at yet", (t) => {
  // The question itself takes the 8 s; the acts behind it take none.
  const before = { faults: [slowEnactor("a", 43, 44, seconds(8))] };
  const { late, empty } = stateOf(runDns(seconds(70), before));
  t.deepEqual([late, empty], [[], []]);
});

test("with compare-and-set who has been overtaken gives up, and the newer plan stays", (t) => {
  const config = { remedy: "compare-and-set" } as const;
  const simulation = runDns(seconds(70), { ...held, config });
  const { late, empty } = stateOf(simulation);
  t.true(late.length > 0);
  t.true(late.every(({ isMade }) => !isMade));
  t.deepEqual(empty, []);
  t.true(marked(simulation, "gave-up-overtaken") > 0);
});

test("with compare-and-set who finds an older plan than expected tries again and goes on", (t) => {
  const config = { remedy: "compare-and-set" } as const;
  const simulation = runDns(seconds(40), { config });
  // Each enactor follows another one through the records, whose acts it had not seen at its check.
  t.is(marked(simulation, "plan-applied"), 10);
  t.is(marked(simulation, "gave-up-overtaken"), 0);
});

test("clean-up that keeps what is referenced leaves the older plan alone", (t) => {
  const config = { cleanUp: "keeps-referenced" } as const;
  const { late, empty } = stateOf(runDns(seconds(70), { ...held, config }));
  t.true(late.some(({ endpoint, isMade }) => endpoint === 10 && isMade));
  t.deepEqual(empty, []);
});

test("an answer that does not come is asked for again, until the cut is over", (t) => {
  const faults = [cut({ groups: [["enactor-a"], ["dns"]], from: seconds(4), until: seconds(6) })];
  const simulation = runDns(seconds(12), { faults });
  const [a] = simulation.world.playing(enactor);
  t.is(a!.state.application, undefined, "over before its next turn");
  t.is(marked(simulation, "plan-applied"), 1);
});

test("after a minute the record is restored by hand, and automation does nothing more", (t) => {
  const simulation = runDns(seconds(150), held);
  const { empty, zone, acts } = stateOf(simulation);
  const [spell] = empty;
  const lasted = spell!.until! - spell!.from;
  // The operator looks every second.
  t.true(lasted > seconds(60) && lasted < seconds(63), `${lasted} µs`);
  t.is(new Set(zone.records).size, 1);
  t.is(marked(simulation, "automation-halted"), 3);
  t.is(acts, stateOf(runDns(seconds(120), held)).acts);
});

test("plans name the load balancers that are healthy", (t) => {
  const faults = [crash({ machine: "balancer-b-2", from: seconds(5), until: seconds(30) })];
  const { zone } = stateOf(runDns(seconds(29), { faults }));
  const addresses = zone.plans.get(zone.newest)!;
  t.deepEqual(addresses, [
    "balancer-a-1",
    "balancer-a-2",
    "balancer-b-1",
    "balancer-c-1",
    "balancer-c-2",
  ] as Address[]);
  const after = stateOf(runDns(seconds(32), { faults })).zone;
  t.is(after.plans.get(after.newest)!.length, 6);
});

test("a DNS service that restarts has every record and every plan again", (t) => {
  const faults = [crash({ machine: "dns", from: seconds(20), until: seconds(20.5) })];
  const before = stateOf(runDns(seconds(19.9), { faults })).zone;
  const { zone } = stateOf(runDns(seconds(20.6), { faults }));
  t.true(before.records.every((generation, endpoint) => zone.records[endpoint]! >= generation));
  t.true(zone.records[0]! > 0);
  t.true(zone.newest >= before.newest);
});
