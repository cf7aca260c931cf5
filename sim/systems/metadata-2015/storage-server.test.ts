import test from "ava";
import { cut } from "../../faults/cut.ts";
import { ms, seconds } from "../../kernel/time.ts";
import { marked, runFleet, statesOf } from "./fleet.test-helper.ts";

const apart = (from: number, until: number) =>
  cut({ groups: [["metadata"], ["a"]], from: seconds(from), until: seconds(until) });

test("in good order everybody keeps its lease, and nobody asks twice", (t) => {
  const simulation = runFleet(seconds(60), { servers: 5, mode: "check" });
  t.is(marked(simulation, "left-service"), 0);
  t.is(marked(simulation, "not-in-time"), 0);
  for (const { serving, asks } of statesOf(simulation)) {
    t.true(serving);
    // A first question within 10 s, then one every 9 to 11 s.
    t.true(asks >= 5 && asks <= 7, `${asks} questions in 60 s`);
  }
});

test("a lease runs from the question, not from the answer", (t) => {
  const [server] = statesOf(runFleet(seconds(12), { servers: 1, config: { renewal: seconds(5) } }));
  const asked = server!.leaseEnd - seconds(15);
  t.is(server!.asked[Math.floor(asked / 1_000_000)], 1);
  t.true(asked < seconds(12));
});

test("a broken connection is noticed after a second, and every server asks at once", (t) => {
  const simulation = runFleet(ms(21_600), { servers: 5, faults: [apart(20, 22)] });
  t.is(marked(simulation, "connection-lost"), 5);
  for (const { asked } of statesOf(simulation)) t.true((asked[21] ?? 0) > 0);
});

test("what is not answered in time is asked again, at once, until it is answered", (t) => {
  const simulation = runFleet(seconds(30), { servers: 1, faults: [apart(12, 27)] });
  const [server] = statesOf(simulation);
  // Unheard for fifteen seconds, but for a lease's rest: a question a second.
  t.deepEqual(
    server!.asked.slice(14, 26),
    Array.from({ length: 12 }, () => 1),
  );
  t.is(
    server!.answered.slice(14, 26).reduce((sum, count) => sum + count, 0),
    0,
  );
  t.is(
    server!.answered.slice(26).reduce((sum, count) => sum + count, 0),
    1,
  );
});

test("a server leaves service when its lease ends, and returns with its answer", (t) => {
  const [server] = statesOf(runFleet(seconds(60), { servers: 1, faults: [apart(12, 40)] }));
  t.is(server!.absences.length, 1);
  const { from, until } = server!.absences[0]!;
  // Its last question before the cut was at most 11 s, and its lease lasts 15 s from there.
  t.true(from > seconds(15) && from <= seconds(27), `left at ${from} µs`);
  // A question a second: the first after the cut is answered 202 ms later.
  t.true(until !== undefined && until > seconds(40) && until < ms(41_300), `back at ${until} µs`);
});

test("with back-off a server that gets no answer asks ever less often", (t) => {
  const config = { backOff: true };
  const faults = [apart(12, 300)];
  const [eager] = statesOf(runFleet(seconds(300), { servers: 1, faults }));
  const [patient] = statesOf(runFleet(seconds(300), { servers: 1, config, faults }));
  t.true(eager!.asks > 270, `${eager!.asks} questions`);
  // Waits of 0 to 30 s and a second for each answer: about one in 16 s, and a few more to begin with.
  t.true(patient!.asks < 40, `${patient!.asks} questions`);
});

test("a late answer is not used", (t) => {
  const simulation = runFleet(seconds(60), { servers: 1, config: { timeLimit: ms(150) } });
  t.true(marked(simulation, "late-answer") > 0);
  t.is(marked(simulation, "left-service"), 1);
  t.false(statesOf(simulation)[0]!.serving);
});
