import test from "ava";
import { operationsWindow } from "./operations-window.ts";
import { few } from "./sample/few.ts";
import { sampleDrift, sampleOutage } from "./sample-recording.ts";

const stale = sampleDrift("holds").cases[1]!;
const outage = sampleOutage(200).cases[0]!;
const moment = { from: 9_000_000, until: 13_000_000, why: "because" };

test("a violation is shown with the operations on its key, and the two that show it", (t) => {
  const window = operationsWindow(stale, undefined);
  t.deepEqual([...new Set(window?.operations.map(({ key }) => key))], ["k7"]);
  t.deepEqual(
    window?.ringed.map(({ kind, result }) => `${kind} ${result}`),
    ["put v12", "get v11"],
  );
  t.is(window?.shows?.name, "linearizable");
});

test("points lie inside their operations and in the order given", (t) => {
  const window = operationsWindow(stale, undefined)!;
  const operations = new Map(stale.operations.map((one) => [one.request as number, one]));
  let before = 0;
  for (const [request, point] of window.points) {
    const { invoked, completed } = operations.get(request)!;
    t.true(point >= invoked && point <= completed!, `point ${point} of ${request}`);
    t.true(point >= before, `point ${point} comes after ${before}`);
    before = point;
  }
  t.is(window.points.size, 4);
});

test("an unmeant violation is shown before a meant one", (t) => {
  const [first, ...rest] = stale.result.properties;
  const meant = { ...first!, name: "meant", expected: "broken" as const };
  const result = { ...stale.result, properties: [meant, first!, ...rest] };
  t.is(operationsWindow({ ...stale, result }, undefined)?.shows?.name, "linearizable");
});

test("without a violation some clients are drawn with all they asked", (t) => {
  const window = operationsWindow(outage, moment)!;
  t.true(window.clients.drawn >= 1 && window.clients.drawn < window.clients.all);
  const drawn = new Set(window.operations.map(({ client }) => client));
  const theirs = outage.operations.filter(
    ({ client, invoked, completed }) =>
      drawn.has(client) && invoked < moment.until && (completed ?? invoked) >= moment.from,
  );
  t.deepEqual(window.operations, theirs);
});

test("drawn and hidden operations are together all of the stretch", (t) => {
  const window = operationsWindow(outage, moment)!;
  const inside = outage.operations.filter(
    ({ invoked, completed }) => invoked < moment.until && (completed ?? invoked) >= moment.from,
  );
  t.is(window.operations.length + window.hidden, inside.length);
});

test("one client with very many operations is thinned, its failures last", (t) => {
  const ok = Array.from({ length: 2_000 }, (_, index) => ({ invoked: 9_000_000 + index * 10 }));
  const failed = ok.slice(0, 30).map((entry) => ({ ...entry, outcome: "fail" as const }));
  const window = operationsWindow({ ...outage, operations: few([...ok, ...failed]) }, moment)!;
  t.is(window.operations.length, 400);
  t.is(window.operations.filter(({ outcome }) => outcome === "fail").length, 30);
  t.is(window.hidden, 2_030 - 400);
});

test("nothing asked and no moment leave nothing to draw", (t) => {
  t.is(operationsWindow(outage, undefined), undefined);
  t.is(operationsWindow({ ...outage, operations: [] }, moment), undefined);
});

test("of very many operations that show a violation a dozen are ringed", (t) => {
  const requests = stale.operations.slice(0, 40).map(({ request }) => request as number);
  const [first, ...rest] = stale.result.properties;
  const properties = [{ ...first!, operations: requests }, ...rest];
  const window = operationsWindow({ ...stale, result: { ...stale.result, properties } }, undefined);
  t.is(window?.ringed.length, 12);
});

test("around a violation what had no effect or says nothing is left out", (t) => {
  const at = { key: "k7", invoked: 12_470_000, completed: 12_471_000 };
  const more = few([
    { ...at, outcome: "fail", error: "no-leader" },
    { ...at, kind: "get", consistency: "strong", outcome: "info", error: "time-out" },
    { ...at, outcome: "info", error: "time-out", argument: "v13" },
  ]).map((operation, index) => ({
    ...operation,
    request: (90_000 + index) as typeof operation.request,
  }));
  const window = operationsWindow(
    { ...stale, operations: [...stale.operations, ...more] },
    undefined,
  )!;
  const added = window.operations.filter(({ request }) => request >= 90_000);
  t.deepEqual(
    added.map(({ argument, completed }) => [argument, completed]),
    [["v13", undefined]],
  );
});
