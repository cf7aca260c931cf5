import test from "ava";
import { callFigures } from "./measures-of-calls.ts";
import { readSample } from "./samples/read-sample.test-helper.ts";

test("calls that exist, units by consistency, failed conditions and lost increments", (t) => {
  const { history } = readSample(`# by hand
client-1  put counter-0=1          0..4    ok
client-2  put counter-0=1          0..4    ok
client-2  put counter-0=2 if absent 5..6   fail
client-1  get counter-0 -> 1       7..8    ok
client-1  get counter-0 -> 1 eventual 7..8 ok
client-1  get counter-0 -> 1 eventual 9..9 fail
audit     get counter-0 -> 1       90..91  ok`);
  const operations = history.operations.map((operation) => ({
    ...operation,
    units: operation.consistency === "eventual" ? 0.5 : 1,
  }));
  t.deepEqual(callFigures({ operations }), {
    callsThatExist: { value: 2, unit: "calls" },
    strongReadUnitsEach: { value: 1, unit: "units" },
    eventualReadUnitsEach: { value: 0.5, unit: "units" },
    conditionsFailed: { value: 1, unit: "count" },
    lostIncrements: { value: 1, unit: "count" },
  });
});

test("of an empty history nothing is said but that nobody called", (t) => {
  t.deepEqual(callFigures({ operations: [] }), { callsThatExist: { value: 0, unit: "calls" } });
});
