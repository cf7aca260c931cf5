import test from "ava";
import type { RequestId } from "../../../client/operation.ts";
import type { Address } from "../../../kernel/role.ts";
import { configure } from "../config.ts";
import { costOf, demandOf, estimateOf } from "./demand.ts";
import type { AdmissionMessage, Tokens } from "./messages.ts";
import { admitAtRouter, onTokens, routerAdmission, settleAtRouter } from "./router-admission.ts";
import { at, eventualRead, provisioned, strongRead, tablesOf, write } from "./world.test-helper.ts";

const gac = ["gac-1" as Address];

function bench(changes: Parameters<typeof configure>[0] = {}, servers = gac) {
  const tables = tablesOf(provisioned(100, 100));
  const state = routerAdmission(configure({ tokenCredit: 2, ...changes }), servers, tables, at(0));
  const sent: AdmissionMessage[] = [];
  const marks: string[] = [];
  const effects = {
    send: (_to: Address, message: AdmissionMessage) => void sent.push(message),
    mark: (name: string) => void marks.push(name),
  };
  return { state, sent, marks, effects };
}

function tokens(ask: number, granted: number, spent = 0): Tokens {
  const limit = { mode: "provisioned", limit: "provisioned" } as const;
  const grant = { spent, granted, share: granted / 2, limit, peak: 0 };
  return { kind: "tokens", table: "t", ask, read: grant, write: grant };
}

test("a router without tokens names the table's limit", (t) => {
  const { state, effects } = bench({ tokenCredit: 0 });
  t.deepEqual(admitAtRouter(state, strongRead, at(0), effects), {
    exception: "ProvisionedThroughputExceededException",
    reason: "TableReadProvisionedThroughputExceeded",
    resource: "t",
  });
});

test("what was spent while the answer was under way is part of the grant", (t) => {
  const { state, effects } = bench();
  for (let count = 0; count < 2; count += 1) admitAtRouter(state, write, at(0), effects);
  onTokens(state, tokens(1, 5), at(1), effects);
  const refusals = Array.from({ length: 4 }, () => admitAtRouter(state, write, at(2), effects));
  t.deepEqual(
    refusals.map((refusal) => refusal === undefined),
    [true, true, true, false],
  );
});

test("a bucket goes into debt by one request and no further", (t) => {
  const { state, effects } = bench();
  admitAtRouter(state, write, at(0), effects);
  onTokens(state, tokens(1, 1, 0), at(1), effects);
  const large = { ...write, bytes: 400 * 1_024 };
  t.not(admitAtRouter(state, large, at(1), effects), undefined, "the one token is spent");
  settleAtRouter(state, write, 0);
  t.is(admitAtRouter(state, large, at(1), effects), undefined, "it was given back");
  t.not(admitAtRouter(state, write, at(1), effects), undefined, "399 in debt");
});

test("a read is charged in full when its size is known", (t) => {
  const { state, effects } = bench();
  admitAtRouter(state, eventualRead, at(0), effects);
  onTokens(state, tokens(1, 20), at(1), effects);
  settleAtRouter(state, eventualRead, 20);
  t.not(admitAtRouter(state, eventualRead, at(2), effects), undefined);
});

test("one ask is under way; one that gets no answer is sent again, its late answer is void", (t) => {
  const { state, sent, marks, effects } = bench();
  for (const now of [0, 50, 199, 200, 210]) admitAtRouter(state, write, at(now), effects);
  t.deepEqual(
    sent.map((message) => message.kind === "ask-tokens" && message.ask),
    [1, 2],
  );
  onTokens(state, tokens(1, 1_000), at(220), effects);
  t.deepEqual(marks.filter((mark) => mark === "tokens-copy-ignored").length, 1);
  onTokens(state, tokens(2, 10), at(221), effects);
  t.is(state.tables.get("t")!.write.upTo, 10);
});

test("tokens expire 4 s after they were asked for, not after they came", (t) => {
  const { state, effects } = bench({ tokenFallback: "refuse", tokenCredit: 0 });
  admitAtRouter(state, write, at(0), effects);
  onTokens(state, tokens(1, 1_000), at(150), effects);
  t.is(admitAtRouter(state, write, at(3_999), effects), undefined);
  t.not(admitAtRouter(state, write, at(4_000), effects), undefined);
});

test("a router asks again before a grant is gone, and when an interval is over", (t) => {
  const { state, sent, effects } = bench();
  admitAtRouter(state, write, at(0), effects);
  onTokens(state, tokens(1, 8), at(1), effects);
  for (let count = 0; count < 4; count += 1) admitAtRouter(state, write, at(500), effects);
  t.is(sent.length, 1, "3 of 8 left");
  admitAtRouter(state, write, at(500), effects);
  t.is(sent.length, 2, "2 of 8 left");
  onTokens(state, tokens(2, 1_000, 6), at(501), effects);
  admitAtRouter(state, write, at(2_499), effects);
  t.is(sent.length, 2);
  admitAtRouter(state, write, at(2_500), effects);
  t.is(sent.length, 3);
});

test("without servers, and in other modes, routers admit everything", (t) => {
  for (const { state, sent, effects } of [bench({}, []), bench({ admission: "static" })]) {
    for (let count = 0; count < 500; count += 1) {
      t.is(admitAtRouter(state, write, at(0), effects), undefined);
    }
    t.deepEqual(sent, []);
  }
});

test("a request that ran is charged, a failed condition too; one that did not is not", (t) => {
  const request = 1 as RequestId;
  const put = demandOf({
    kind: "put",
    request,
    key: "k",
    value: 1,
    bytes: 3_000,
    condition: undefined,
  });
  t.is(estimateOf(put), 3);
  t.is(costOf({ kind: "done", request, value: 1, version: 1, units: 5 }, put), 5);
  t.is(costOf({ kind: "rejected", request, reason: "condition-failed" }, put), 3);
  t.is(costOf({ kind: "failed", request, reason: "leader-changed" }, put), 3);
  t.is(costOf({ kind: "rejected", request, reason: "throttled" }, put), 0);
  t.is(costOf({ kind: "not-leader", request, leader: undefined }, put), 0);
});
