import test from "ava";
import { constant } from "../kernel/distribution.ts";
import { ms } from "../kernel/time.ts";
import { poisson } from "./arrivals.ts";
import { uniformKeys, zipf } from "./keys.ts";
import { mixOf } from "./mix.ts";
import { readRequestLog } from "./recorded-log.ts";
import { closedLoop, isRecorded, openLoop, recorded } from "./workload.ts";

const keys = uniformKeys({ keys: 10 });
const arrivals = poisson({ perSecond: 500 });

test("a workload is plain data: it survives JSON", (t) => {
  const load = openLoop({
    arrivals,
    writes: 0.5,
    reads: "eventual",
    keys: zipf({ keys: 100, exponent: 0.99 }),
  });
  t.deepEqual(load, {
    arrivals: { kind: "open", perSecond: 500 },
    mix: mixOf({ get: 0.5, put: 0.5 }),
    reads: "eventual",
    keys: { kind: "zipf", keys: 100, exponent: 0.99 },
    valueBytes: 900,
    retries: true,
  });
  t.deepEqual(JSON.parse(JSON.stringify(load)), load);
});

test("a closed loop has workers that think", (t) => {
  const load = closedLoop({
    perClient: 4,
    think: constant(ms(5)),
    writes: 1,
    keys,
    retries: false,
  });
  t.deepEqual(load.arrivals, { kind: "closed", perClient: 4, think: constant(ms(5)) });
  t.false(load.retries);
  t.is(load.reads, "strong");
});

test("a recorded workload is told from a drawn one", (t) => {
  const log = readRequestLog(["0,k,1,2,7,get,0"]);
  t.true(isRecorded(recorded({ log })));
  t.is(recorded({ log }).arrivals.scale, 1);
  t.false(isRecorded(openLoop({ arrivals, writes: 0, keys })));
});

test("loads that say too little, too much or nonsense are refused", (t) => {
  const log = readRequestLog([]);
  const refused = (make: () => unknown, message: string) =>
    t.throws(make, { instanceOf: RangeError, message });
  refused(
    () => openLoop({ arrivals, keys }),
    "expected the share of writes or a mix of requests, got neither",
  );
  refused(
    () => openLoop({ arrivals, keys, writes: 0.5, mix: { get: 1 } }),
    "expected the share of writes or a mix of requests, got both",
  );
  refused(
    () => openLoop({ arrivals, keys, writes: 1.5 }),
    "expected a share of writes from 0 to 1, got 1.5",
  );
  refused(
    () => openLoop({ arrivals, keys, writes: 1, reads: { strong: 2 } }),
    "expected a share of strong reads from 0 to 1, got 2",
  );
  refused(
    () => openLoop({ arrivals, keys, writes: 1, valueBytes: -1 }),
    "expected a size in whole bytes, got -1",
  );
  refused(() => recorded({ log, scale: 0 }), "expected a scale above 0, got 0");
});
