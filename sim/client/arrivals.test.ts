import test from "ava";
import { constant, uniform } from "../kernel/distribution.ts";
import { streamsOf } from "../kernel/random.ts";
import { type LocalTime, ms, seconds, us } from "../kernel/time.ts";
import { nextGap, nextThink, poisson, rateAt, workers } from "./arrivals.ts";

const stream = (name: string) => {
  const drawn = streamsOf(11)(`arrivals.test/${name}`);
  return (): number => drawn.u32();
};

/** Arrivals of one client up to `end`, µs. */
function arrivalTimes(perSecond: number, clients: number, client: number, end: number): number[] {
  const arrivals = poisson({ perSecond });
  const u32 = stream(`${client}`);
  const times: number[] = [];
  for (let at = nextGap(arrivals, perSecond, clients, u32); at < end; ) {
    times.push(at);
    at = us(at + nextGap(arrivals, perSecond, clients, u32));
  }
  return times;
}

test("the clients together come at the given rate, however many they are", (t) => {
  for (const clients of [1, 7, 100]) {
    let count = 0;
    for (let client = 0; client < clients; client += 1) {
      count += arrivalTimes(500, clients, client, 100_000_000).length;
    }
    // 50,000 are expected; a Poisson count strays by more than 3.3 times its root once in 1000.
    t.true(Math.abs(count - 50_000) < 3.3 * Math.sqrt(50_000), `${clients} clients: ${count}`);
  }
});

test("arrivals of all clients in equal windows vary as Poisson counts do", (t) => {
  const counts = new Array<number>(2_000).fill(0);
  for (let client = 0; client < 10; client += 1) {
    for (const time of arrivalTimes(500, 10, client, 40_000_000))
      counts[Math.floor(time / 20_000)]! += 1;
  }
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / counts.length;
  t.true(Math.abs(mean - 10) < 0.25, `mean ${mean}`);
  t.true(Math.abs(variance / mean - 1) < 0.12, `variance ${variance}`);
});

test("a worker thinks as long as its distribution says", (t) => {
  t.is(nextThink(workers({}), stream("think")), us(0));
  t.is(nextThink(workers({ think: constant(ms(3)) }), stream("think")), ms(3));
  const think = uniform({ min: ms(1), max: ms(2) });
  const drawn = nextThink(workers({ perClient: 4, think }), stream("think"));
  t.true(drawn >= ms(1) && drawn <= ms(2), `${drawn}`);
});

test("the rate of an instant is that of the last step before it", (t) => {
  const arrivals = poisson({
    perSecond: 10,
    rates: [
      { from: seconds(5), perSecond: 100 },
      { from: seconds(8), perSecond: 0 },
    ],
  });
  const rates = [0, 4.999999, 5, 8, 900].map((at) =>
    rateAt(arrivals, seconds(at) as number as LocalTime),
  );
  t.deepEqual(rates, [
    { perSecond: 10, until: 5_000_000 },
    { perSecond: 10, until: 5_000_000 },
    { perSecond: 100, until: 8_000_000 },
    { perSecond: 0, until: Number.POSITIVE_INFINITY },
    { perSecond: 0, until: Number.POSITIVE_INFINITY },
  ]);
  const late = [
    { from: seconds(5), perSecond: 1 },
    { from: seconds(5), perSecond: 2 },
  ];
  t.throws(() => poisson({ perSecond: 1, rates: late }), { message: /in the order of time/ });
});

test("arrivals that make no load are refused", (t) => {
  t.throws(() => poisson({ perSecond: 0 }), {
    message: "expected a rate above 0 requests per second, got 0",
  });
  t.throws(() => poisson({ perSecond: Number.NaN }), { instanceOf: RangeError });
  t.throws(() => workers({ perClient: 0 }), {
    message: "expected at least 1 worker per client, got 0",
  });
});
