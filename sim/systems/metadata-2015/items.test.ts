import test from "ava";
import type { Request, RequestId } from "../../client/operation.ts";
import type { Address } from "../../kernel/role.ts";
import type { LocalTime } from "../../kernel/time.ts";
import { answerRequest } from "./items.ts";
import { configure } from "./settings.ts";
import { newServer, type ServerState } from "./state.ts";

const now = 1_000 as LocalTime;
const request = 1 as RequestId;
const put = { kind: "put", request, key: "k", value: 7, bytes: 900, condition: undefined } as const;
const get = { kind: "get", request, key: "k", consistency: "strong" } as const;

function serving(changes: Partial<ServerState> = {}): ServerState {
  const setup = { index: 0, service: "metadata" as Address, config: configure() };
  return Object.assign(newServer(setup, now), { leaseEnd: 2_000 as LocalTime }, changes);
}

const answers = (state: ServerState, ...requests: readonly Request[]) =>
  requests.map((each) => answerRequest(state, each, now));

test("what was put is read, and what was deleted is gone", (t) => {
  const remove = { kind: "delete", request, key: "k", condition: undefined } as const;
  t.deepEqual(answers(serving(), get, put, get, remove, get), [
    { kind: "done", request, value: undefined, version: 0, units: 1 },
    { kind: "done", request, value: 7, version: 1, units: 1 },
    { kind: "done", request, value: 7, version: 1, units: 1 },
    { kind: "done", request, value: undefined, version: 2, units: 1 },
    { kind: "done", request, value: undefined, version: 0, units: 1 },
  ]);
});

test("a condition that the item does not meet changes nothing", (t) => {
  const onlyNew = { ...put, value: 8, condition: { kind: "absent" } } as const;
  const [, refused, read] = answers(serving(), put, onlyNew, get);
  t.like(refused, { kind: "rejected", reason: "condition-failed" });
  t.like(read, { kind: "done", value: 7 });
});

test("an update adds, and refuses to add to a text", (t) => {
  const add = {
    kind: "update",
    request,
    key: "k",
    add: 3,
    bytes: 900,
    condition: undefined,
  } as const;
  const [first, second, , third] = answers(serving(), add, add, { ...put, value: "text" }, add);
  t.like(first, { kind: "done", value: 3 });
  t.like(second, { kind: "done", value: 6 });
  t.like(third, { kind: "rejected", reason: "unsupported" });
});

test("out of service, and from the instant the lease ends, every request is refused", (t) => {
  const refusal = { kind: "rejected", request, reason: "no-leader" } as const;
  t.deepEqual(answers(serving({ serving: false }), get, put), [refusal, refusal]);
  t.deepEqual(answers(serving({ leaseEnd: now }), get, put), [refusal, refusal]);
});
