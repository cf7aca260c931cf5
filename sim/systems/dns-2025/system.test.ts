import test from "ava";
import type { Request, RequestId } from "../../client/operation.ts";
import { dns2025 } from "./system.ts";
import { respond } from "./table.ts";

test("settings and mistakes can be given as texts, and wrong ones are refused in a sentence", (t) => {
  const system = dns2025({ ttl: 1_000_000 as never }).with({
    remedy: "compare-and-set",
    cleanUp: "keeps-referenced",
    bug: "age-from-the-newest-plan",
  });
  const value = (name: string) => system.settings.find((each) => each.name === name)?.value;
  t.is(value("remedy"), "compare-and-set");
  t.is(value("cleanUp"), "keeps-referenced");
  t.is(value("ttl"), "1s", "what was set before stays");
  t.is(value("bug"), "age-from-the-newest-plan");
  t.throws(() => system.with({ remedy: "hope" }), {
    instanceOf: RangeError,
    message: 'setting remedy cannot be "hope": expected one of none, compare-and-set',
  });
});

test("each zone has its enactor, its pool and its load balancers, the rest stands in the first", (t) => {
  const zones = [
    { name: "a", machines: 2 },
    { name: "b", machines: 1 },
  ];
  const { machines, entry } = dns2025().deploy({ zones, clients: 0 });
  t.deepEqual(
    machines.map(({ name, zone }) => `${name} in ${zone}`),
    [
      "dns in a",
      "planner in a",
      "operator in a",
      "table in a",
      "enactor-a in a",
      "enactor-b in b",
      "balancer-a-1 in a",
      "balancer-a-2 in a",
      "balancer-b-1 in b",
      "pool-a in a",
      "pool-b in b",
    ],
  );
  t.deepEqual(entry as Record<string, string>, { a: "pool-a", b: "pool-b" });
});

test("the table reads what was written, and refuses what it cannot do", (t) => {
  const state = { items: new Map(), writes: 0 };
  const base = { request: 1 as RequestId, key: "k" };
  const get: Request = { ...base, kind: "get", consistency: "strong" };
  const put: Request = { ...base, kind: "put", value: 7, bytes: 900, condition: undefined };
  const add: Request = { ...base, kind: "update", add: 3, bytes: 900, condition: undefined };
  const remove: Request = { ...base, kind: "delete", condition: undefined };
  const ifNew: Request = { ...put, condition: { kind: "absent" } };
  const scan: Request = {
    ...base,
    kind: "scan",
    consistency: "strong",
    limit: undefined,
    startAfter: undefined,
  };
  const answers = [get, put, ifNew, add, get, remove, get, scan].map((request) =>
    respond(state, request),
  );
  t.deepEqual(
    answers.map((answer) =>
      "reason" in answer
        ? answer.reason
        : `${answer.kind} ${"value" in answer ? answer.value : ""}`,
    ),
    [
      "done undefined",
      "done 7",
      "condition-failed",
      "done 10",
      "done 10",
      "done undefined",
      "done undefined",
      "unsupported",
    ],
  );
});
