/** The properties of the metadata system on small fleets whose numbers are known. */

import test from "ava";
import { crash } from "../../sim/faults/crash.ts";
import { cut } from "../../sim/faults/cut.ts";
import type { FaultSpec } from "../../sim/faults/schedule.ts";
import { seconds } from "../../sim/kernel/time.ts";
import { type Bug, bugs } from "../../sim/systems/metadata-2015/bugs.ts";
import { runFleet } from "../../sim/systems/metadata-2015/fleet.test-helper.ts";
import type { Config } from "../../sim/systems/metadata-2015/settings.ts";
import type { FinalProperty, Finding } from "../property.ts";
import { metadataFleetRecovers } from "./metadata-fleet-recovers.ts";
import { metadataLeasesWithinGrants } from "./metadata-leases-within-grants.ts";
import { metadataNobodyServesWithoutALease } from "./metadata-nobody-serves-without-a-lease.ts";
import { metadataOverloadEnds } from "./metadata-overload-ends.ts";
import { metadataWorkIsConstant } from "./metadata-work-is-constant.ts";

const disruption = { from: seconds(20), until: seconds(22) };
const course = { disruption, within: seconds(30), until: seconds(90) };
const recovers = metadataFleetRecovers(course);
const overloadEnds = metadataOverloadEnds(course);
const constant = metadataWorkIsConstant({ stretch: seconds(4), until: course.until });
const storm: readonly FaultSpec[] = [cut({ groups: [["metadata"], ["a"]], ...disruption })];

/** Thirty servers and one core: the fleet of 2015, a quarter of its size. */
function judged(
  property: FinalProperty,
  config: Partial<Config>,
  faults: readonly FaultSpec[] = storm,
  until = course.until,
): Finding {
  const options = { servers: 30, config: { metadataCores: 1, ...config }, faults };
  const { world, marks } = runFleet(until, options);
  return property.judge(world, marks);
}

test("a storm without end breaks both promises of recovery, and says with what numbers", (t) => {
  const fleet = judged(recovers, {});
  t.is(fleet.verdict, "broken");
  t.is(fleet.at, (disruption.until + course.within) as typeof fleet.at);
  t.regex(
    fleet.reason,
    /^52 s: 30 of 30 servers away; out of service at most 100 %, at the end 100 %/,
  );
  const load = judged(overloadEnds, {});
  t.is(load.verdict, "broken");
  // 30 servers x 200 ms a second, on one core.
  t.regex(load.reason, /at most 600 % from 52 s on$/);
});

test("the phases of a storm are told with their virtual times, and that there was none", (t) => {
  t.regex(
    judged(recovers, {}).reason,
    /; 20 s no network until 22 s; 20 s most questions in a second, 30; from \d+ s on no answer in time; [\d.]+ s first server out of service; [\d.]+ s most of them, 30 of 30; 90 s still 30$/,
  );
  t.regex(judged(recovers, { backOff: true }).reason, /, 30 of 30; [\d.]+ s the last one is back$/);
  t.regex(judged(recovers, { constantWork: true }).reason, /; nobody leaves service$/);
});

test("without a storm both hold, and the load is what the sums say", (t) => {
  t.is(judged(recovers, {}, []).verdict, "holds");
  const load = judged(overloadEnds, {}, []);
  t.is(load.verdict, "holds");
  t.regex(load.reason, /^the load is (5\d|6\d) % of capacity before/);
});

test("questions come in a storm, so that work is constant only where it is pushed", (t) => {
  t.is(judged(constant, {}).verdict, "broken");
  const pushed = judged(constant, { constantWork: true });
  t.is(pushed.verdict, "holds");
  // 30 pushes in 4 s, or 31 of them: 600 to 620 ms of 4 s.
  t.is(pushed.reason, "between 15 % and 16 % of capacity in 22 stretches");
});

test("a run that ends too early, or that lost its logs, leaves all of it unknown", (t) => {
  const early = seconds(40);
  for (const property of [recovers, overloadEnds, constant]) {
    t.is(judged(property, {}, storm, early).verdict, "unknown", property.name);
  }
  const crashed = [crash({ machine: "storage-a-01", from: seconds(5), until: seconds(6) })];
  const all = [recovers, overloadEnds, constant];
  for (const property of [...all, metadataLeasesWithinGrants, metadataNobodyServesWithoutALease]) {
    const { verdict, reason } = judged(property, {}, crashed);
    t.is(verdict, "unknown");
    t.is(reason, "storage-a-01 has been restarted");
  }
});

test("a service overloaded to begin with shows nothing about a storm", (t) => {
  const { verdict } = judged(overloadEnds, { renewal: seconds(5) });
  t.is(verdict, "unknown");
});

const catchers: Readonly<Record<Bug, { property: FinalProperty; config: Partial<Config> }>> = {
  "serve-without-lease": { property: metadataNobodyServesWithoutALease, config: {} },
  "lease-from-receipt": { property: metadataLeasesWithinGrants, config: { indexesPerTable: 0 } },
  "full-list-to-the-lagging": { property: constant, config: { constantWork: true } },
};

for (const [name, { property, config }] of Object.entries(catchers)) {
  const bug = name as Bug;

  test(`${bug} is caught by ${bugs[bug].caughtBy}: ${bugs[bug].mistake}`, (t) => {
    t.is(property.name, bugs[bug].caughtBy);
    t.is(judged(property, { ...config, bugs: [bug] }).verdict, "broken");
    t.is(judged(property, config).verdict, "holds", "with the mistake switched off");
  });
}
