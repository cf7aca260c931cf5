import test from "ava";
import fc from "fast-check";
import type { RecordedWorkload } from "../../sim/client/workload.ts";
import { seconds } from "../../sim/kernel/time.ts";
import { singleItemClasses } from "./operations.ts";
import { drawnWorkloads, writtenWorkload, writtenWorkloads } from "./workloads.ts";

const written = writtenWorkloads({ clients: 3, duration: seconds(2), most: 40 });
const loads = fc.sample(written, { numRuns: 100, seed: 1 });
const callsOf = ({ arrivals }: RecordedWorkload) => arrivals.log.calls ?? [];

test("requests are in the order of their times, within the load, by clients that exist", (t) => {
  for (const { arrivals } of loads) {
    const { times, clients, calls = [] } = arrivals.log;
    t.is(times.length, calls.length);
    t.true(times.length <= 40);
    t.true(times.every((time, index) => time >= (times[index - 1] ?? 0) && time < seconds(2)));
    t.true(clients.every((client) => client >= 0 && client < 3));
  }
  t.true(loads.some((load) => callsOf(load).length > 30));
});

test("each class is absent from a good share of loads, and present in a good share", (t) => {
  for (const kind of ["get", "delete", "update"]) {
    const share = loads.filter((load) => callsOf(load).some((call) => call.kind === kind)).length;
    t.true(share > 20 && share < 95, `${kind} in ${share} of 100`);
  }
});

test("requests come together often enough to overlap", (t) => {
  const close = loads.flatMap(({ arrivals: { log } }) =>
    log.times.filter((time, index) => index > 0 && time - log.times[index - 1]! < 2_000),
  );
  t.true(close.length > 200, `${close.length} within 2 ms of the one before`);
});

test("a failure that takes one delete shrinks to it alone, at the beginning", (t) => {
  const { counterexample } = fc.check(
    fc.property(written, (load) => callsOf(load).every(({ kind }) => kind !== "delete")),
    { seed: 1, numRuns: 200 },
  );
  const [load] = counterexample ?? [];
  t.deepEqual(load?.arrivals.log.times, [0]);
  t.is(callsOf(load!)[0]?.kind, "delete");
});

test("written requests may be given in any order", (t) => {
  const [later, sooner] = [7, 3].map((at) => ({
    at,
    client: 0,
    call: { kind: "delete", key: `key-${at}`, bytes: 5, condition: undefined } as const,
  }));
  const { log } = writtenWorkload([later!, sooner!]).arrivals;
  t.deepEqual(log.times, [3, 7]);
  t.deepEqual(log.calls, [sooner!.call, later!.call]);
});

test("drawn loads have a mix of some classes, at a rate within the bounds", (t) => {
  const drawn = fc.sample(drawnWorkloads({ perSecond: { min: 5, max: 9 } }), {
    numRuns: 60,
    seed: 1,
  });
  for (const { mix, arrivals } of drawn) {
    t.true(singleItemClasses.some((kind) => mix[kind] > 0));
    t.true(arrivals.kind === "open" && arrivals.perSecond >= 5 && arrivals.perSecond <= 9);
  }
  t.true(drawn.some(({ mix }) => mix.get === 0) && drawn.some(({ mix }) => mix.get > 0));
});

test("a load of nobody is refused", (t) => {
  t.throws(() => writtenWorkloads({ clients: 0, duration: seconds(1) }), {
    message: "expected at least 1 client, got 0",
  });
});
