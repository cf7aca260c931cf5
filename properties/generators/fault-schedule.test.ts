import test from "ava";
import fc from "fast-check";
import { readSchedule } from "../../sim/faults/read-schedule.ts";
import { endOf, type FaultSpec, healedAt } from "../../sim/faults/schedule.ts";
import { type Kind, kinds } from "../../sim/faults/shapes.ts";
import { refuseUnknownTargets } from "../../sim/faults/unknown-targets.ts";
import { streamsOf } from "../../sim/kernel/random.ts";
import { ms, seconds } from "../../sim/kernel/time.ts";
import {
  destroys,
  lastCopyAtRisk,
  storage,
  widestParting,
  world,
} from "./fault-atlas.test-helper.ts";
import { lasting } from "./fault-parameters.ts";
import { drawSchedule, type ScheduleOptions } from "./fault-schedule.ts";

const drawn = (seed: number, options: Partial<ScheduleOptions> = {}): FaultSpec[] =>
  drawSchedule({
    random: streamsOf(seed)("fault schedule"),
    ...world,
    duration: seconds(60),
    ...options,
  });

const many = (count: number, options: Partial<ScheduleOptions> = {}): readonly FaultSpec[][] =>
  Array.from({ length: count }, (_, index) => drawn(index + 1, options));

const shareOf = (schedules: readonly FaultSpec[][], kind: Kind): number =>
  schedules.filter((schedule) => schedule.some((spec) => spec.kind === kind)).length /
  schedules.length;

const clockKinds: readonly Kind[] = ["clock-drift", "clock-offset", "clock-jump"];

/** Any seed, and from calm to crowded. */
const draws = fc.record({ seed: fc.nat(), intensity: fc.constantFrom(0.5, 1, 2, 5, 10) });

test("the same seed draws the same schedule, another seed another", (t) => {
  t.deepEqual(drawn(7), drawn(7));
  t.not(JSON.stringify(drawn(7)), JSON.stringify(drawn(8)));
});

test("every schedule is sound data, in order, healed in time, and names what exists", (t) => {
  const known = { machines: world.machines.map(({ name }) => name), zones: world.zones };
  fc.assert(
    fc.property(draws, ({ seed, intensity }) => {
      const schedule = drawn(seed, { intensity });
      t.deepEqual(readSchedule(JSON.parse(JSON.stringify(schedule))), schedule);
      refuseUnknownTargets(schedule, known);
      t.true(healedAt(schedule) <= seconds(55));
      t.true(schedule.every((spec, index) => spec.from >= (schedule[index - 1]?.from ?? 0)));
    }),
  );
});

test("faults last as long as their kind allows, and leave quiet between two of a kind", (t) => {
  fc.assert(
    fc.property(draws, ({ seed, intensity }) => {
      const schedule = drawn(seed, { intensity });
      for (const [index, spec] of schedule.entries()) {
        const length = endOf(spec) - spec.from;
        const { min, max } = lasting[spec.kind];
        t.true(length >= min && length <= max, `${spec.kind} lasts ${length}`);
        const { from: _from, ...what } = { until: 0, ...spec, by: 0, share: 0, factor: 0 };
        for (const later of schedule.slice(index + 1)) {
          const { from, ...other } = { until: 0, ...later, by: 0, share: 0, factor: 0 };
          const same =
            JSON.stringify({ ...what, until: 0 }) === JSON.stringify({ ...other, until: 0 });
          if (same) t.true(from - endOf(spec) > ms(200), `${spec.kind} twice`);
        }
      }
    }),
  );
});

test("no schedule puts the last copy at risk", (t) => {
  fc.assert(
    fc.property(draws, ({ seed, intensity }) => {
      t.is(lastCopyAtRisk(drawn(seed, { intensity })), undefined);
    }),
    { numRuns: 500 },
  );
});

test("schedules do empty disks and harm others at other times; no disk lies unasked", (t) => {
  const schedules = many(400);
  const share = (holds: (schedule: FaultSpec[]) => boolean) =>
    schedules.filter(holds).length / schedules.length;
  t.true(share((schedule) => schedule.some(({ kind }) => kind === "wipe")) > 0.1);
  const lies = (spec: FaultSpec) => destroys(spec) && spec.kind !== "wipe";
  t.is(
    share((schedule) => schedule.some(lies)),
    0,
  );
  t.true(many(200, { destructive: true }).some((schedule) => schedule.some(lies)));
  t.true(
    share((schedule) => schedule.some(destroys) && schedule.some(({ kind }) => kind === "cut")) >
      0.02,
  );
});

test("what destroys is drawn in crowded schedules too, although it wants peace around it", (t) => {
  const share = shareOf(many(200, { intensity: 10 }), "wipe");
  // Half of 200 have wipes at all, with a standard deviation of 7.
  t.true(share > 0.35, `wipes in ${share}`);
});

test("a destructive schedule may put the last copy at risk", (t) => {
  const risky = many(200, { destructive: true, intensity: 2 }).filter(lastCopyAtRisk);
  t.true(risky.length > 20, `${risky.length} of 200`);
});

test("no two clocks part by more than 50 ms within a lease", (t) => {
  fc.assert(
    fc.property(draws, fc.boolean(), ({ seed, intensity }, onlyClocks) => {
      const options = onlyClocks ? { intensity, kinds: clockKinds } : { intensity };
      const parting = widestParting(drawn(seed, options));
      t.true(parting <= 50_000, `${parting} µs`);
    }),
    { numRuns: 500 },
  );
});

test("clocks do part, by drifts and by steps", (t) => {
  for (const kind of clockKinds) {
    const partings = many(100, { kinds: [kind] }).map((schedule) => widestParting(schedule));
    t.true(Math.max(...partings) > 15_000, `${kind}: ${Math.max(...partings)} µs`);
  }
});

test("with wild clocks a minority goes beyond the bound, and the others stay within", (t) => {
  const schedules = many(200, { wildClocks: true, intensity: 2 });
  let beyond = 0;
  for (const schedule of schedules) {
    const tame = storage.map((left) => storage.filter((machine) => machine !== left));
    t.true(tame.some((clocks) => widestParting(schedule, clocks) <= 50_000));
    if (widestParting(schedule) > 50_000) beyond += 1;
  }
  t.true(beyond > 50, `${beyond} of 200`);
});

test("each kind is absent from a good share of schedules, and present in a good share", (t) => {
  const schedules = many(200);
  for (const kind of kinds) {
    const share = shareOf(schedules, kind);
    t.true(share >= 0.1 && share <= 0.7, `${kind} in ${share}`);
  }
});

test("kinds are left out by lot and not for want of room: crowded schedules lack them too", (t) => {
  const schedules = many(200, { intensity: 10, destructive: true });
  for (const kind of kinds) {
    const share = shareOf(schedules, kind);
    // Half of 200, with a standard deviation of 7.
    t.true(share > 0.35 && share < 0.65, `${kind} in ${share}`);
  }
});

test("twice the intensity gives about twice the faults", (t) => {
  const count = (intensity: number) => many(100, { intensity, destructive: true }).flat().length;
  const ratio = count(2) / count(1);
  t.true(ratio > 1.6 && ratio < 2.4, `${ratio} times as many`);
});

test("an intensity of nothing is refused", (t) => {
  t.throws(() => drawn(1, { intensity: 0 }), {
    instanceOf: RangeError,
    message: "The intensity of a schedule is 0; expected 0.01 to 100.",
  });
  t.deepEqual(drawn(1, { intensity: 0.01 }), []);
});

test("only the kinds asked for are drawn, and only where there is something to hurt", (t) => {
  const asked = many(50, { kinds: ["crash", "cut"] }).flat();
  for (const kind of ["crash", "cut"]) t.true(asked.some((spec) => spec.kind === kind));
  t.true(asked.every(({ kind }) => kind === "crash" || kind === "cut"));

  const alone = { zones: ["a"], machines: [{ name: "router-a", zone: "a" }] };
  const drawnAlone = new Set(
    many(200, alone).flatMap((schedule) => schedule.map(({ kind }) => kind)),
  );
  for (const kind of ["wipe", "slow-disk", "torn-write", "cut", "one-way-cut", "bridge"] as const) {
    t.false(drawnAlone.has(kind), kind);
  }
  t.true(drawnAlone.has("crash") && drawnAlone.has("zone-outage") && drawnAlone.has("clog"));
});

test("clients' machines are hurt by nothing but an outage of their zone", (t) => {
  for (const spec of many(200).flat()) {
    if ("machine" in spec) t.false(spec.machine.startsWith("clients-"), spec.kind);
  }
});

test("a short run has healed after three quarters, or at the tail asked for", (t) => {
  const short = many(100, { duration: seconds(8), intensity: 4 });
  t.true(Math.max(...short.map(healedAt)) <= seconds(6));
  t.true(Math.max(...short.map(healedAt)) > seconds(5));
  const tailed = many(100, { duration: seconds(8), intensity: 4, tail: seconds(1) });
  t.true(Math.max(...tailed.map(healedAt)) > seconds(6));
});
