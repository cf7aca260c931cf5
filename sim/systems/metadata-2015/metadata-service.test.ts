import test from "ava";
import { cut } from "../../faults/cut.ts";
import { ms, seconds } from "../../kernel/time.ts";
import { listTime, ordinaryLoad, pushTime } from "./costs.ts";
import { marked, runFleet, statesOf } from "./fleet.test-helper.ts";
import { metadataService } from "./metadata-service.ts";
import { configure } from "./settings.ts";

const apart = (from: number, until: number) =>
  cut({ groups: [["metadata"], ["a"]], from: seconds(from), until: seconds(until) });

test("the defaults put 60 % on the service, and a fifth of that without indexes", (t) => {
  t.is(listTime(configure()), ms(200));
  t.is(ordinaryLoad(configure(), 120).toFixed(3), "0.600");
  t.is(ordinaryLoad(configure({ indexesPerTable: 0 }), 120).toFixed(3), "0.120");
});

test("a push costs the same whatever the lists' length", (t) => {
  t.is(pushTime(configure()), ms(20));
  t.is(pushTime(configure({ indexesPerTable: 0 })), ms(20));
  t.is(ordinaryLoad(configure({ constantWork: true }), 120).toFixed(3), "0.150");
});

test("an answer takes the time of its list: one core, three questions, one after the other", (t) => {
  // Servers that lost their connection together ask together, and get 200, 400 and 600 ms.
  const config = { metadataCores: 1, renewal: seconds(100), lease: seconds(100) };
  const faults = [apart(20, 20.9)];
  const simulation = runFleet(seconds(24), { servers: 3, config, faults });
  t.is(marked(simulation, "connection-lost"), 3);
  const ends = statesOf(simulation).map(({ leaseEnd }) => leaseEnd);
  t.is(new Set(ends).size, 1, "asked at the same instant");
  const service = simulation.world.playing(metadataService)[0]!.state;
  const granted = service.entries.map(({ grantedUntil }) => grantedUntil);
  t.deepEqual(granted, [201, 401, 601].map((wait) => ends[0]! + ms(wait)) as typeof granted);
});

test("a disruption that all notice leaves a service without room overloaded for good", (t) => {
  const storm = { servers: 30, config: { metadataCores: 1 }, faults: [apart(20, 22)] };
  const simulation = runFleet(seconds(120), storm);
  t.true(statesOf(simulation).every(({ serving }) => !serving));
  const calm = runFleet(seconds(120), { ...storm, faults: [] });
  t.true(
    statesOf(calm).every(({ serving }) => serving),
    "no disruption, no storm",
  );
});

test("constant work goes on through a disruption, and nobody leaves service", (t) => {
  const config = { metadataCores: 1, constantWork: true };
  const options = { servers: 30, config, faults: [apart(20, 22)], mode: "check" as const };
  const simulation = runFleet(seconds(60), options);
  t.is(marked(simulation, "left-service"), 0);
  const { ordered } = simulation.world.playing(metadataService)[0]!.state;
  // 30 pushes of 20 ms in 4 s are 7 or 8 a second.
  for (const work of ordered.slice(1, 59))
    t.true(work === ms(140) || work === ms(160), `${work} µs`);
  for (const { asks, version } of statesOf(simulation)) {
    t.is(asks, 0);
    t.is(version, 2, "changes at 20 and 40 s; the one at 60 s is on its way");
  }
});

test("who missed many changes gets them a push at a time, and has no lease before the last", (t) => {
  // Ten changes a second and places for 60 in 4 s: 20 s without network take four pushes and more.
  const config = { constantWork: true, changeEvery: ms(100), pushChanges: 60 };
  const faults = [apart(10, 30)];
  const before = runFleet(ms(36_000), { servers: 1, config, faults });
  t.false(statesOf(before)[0]!.serving);
  const after = runFleet(seconds(150), { servers: 1, config, faults });
  t.true(statesOf(after)[0]!.serving);
});
