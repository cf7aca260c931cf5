import test from "ava";
import fc from "fast-check";
import { readSchedule } from "../../sim/faults/read-schedule.ts";
import { endOf, type FaultSpec } from "../../sim/faults/schedule.ts";
import { seconds } from "../../sim/kernel/time.ts";
import { lastCopyAtRisk, widestParting, world } from "./fault-atlas.test-helper.ts";
import { lasting } from "./fault-parameters.ts";
import { faultSchedules } from "./fault-schedules.ts";

const schedules = faultSchedules({ ...world, duration: seconds(60), intensity: 2 });

/** The schedule that fast-check ends with when it looks for one that breaks a promise. */
function shrunk(promise: (schedule: FaultSpec[]) => boolean): FaultSpec[] {
  const found = fc.check(fc.property(schedules, promise), { numRuns: 1_000 });
  return found.counterexample?.[0] ?? [];
}

test("shortened schedules keep the rules of the atlas and stay sound data", (t) => {
  fc.assert(
    fc.property(schedules, (schedule) => {
      t.is(lastCopyAtRisk(schedule), undefined);
      t.true(widestParting(schedule) <= 50_000);
      t.deepEqual(readSchedule(JSON.parse(JSON.stringify(schedule))), schedule);
    }),
  );
});

test("a failure shrinks to the one fault that causes it, as short as its kind may be", (t) => {
  for (const kind of ["crash", "cut", "clock-drift"] as const) {
    const [fault, ...more] = shrunk((schedule) => schedule.every((spec) => spec.kind !== kind));
    t.is(fault?.kind, kind);
    t.deepEqual(more, []);
    const slack = (lasting[kind].max - lasting[kind].min) / 500;
    t.true(endOf(fault!) - fault!.from <= lasting[kind].min + slack);
  }
});

test("a failure that needs two faults at once keeps both, and only as long as they overlap", (t) => {
  const overlap = (schedule: readonly FaultSpec[]) => {
    const cut = schedule.find(({ kind }) => kind === "cut");
    const crash = schedule.find(({ kind }) => kind === "crash");
    if (cut === undefined || crash === undefined) return false;
    return cut.from < endOf(crash) && crash.from < endOf(cut);
  };
  const both = shrunk((schedule) => !overlap(schedule));
  t.is(both.length, 2);
  t.true(overlap(both));
});

test("the empty schedule is the smallest", (t) => {
  t.deepEqual(
    shrunk(() => false),
    [],
  );
});
