import test from "ava";
import type { Call } from "./group-memory.ts";
import { noLegalOrder } from "./no-legal-order.ts";

const call = (kind: Call["kind"], asked: number, answered: number, result?: number): Call => ({
  kind,
  state: answered === 0 ? "open" : "ok",
  asked,
  answered,
  result,
});

test("a read that misses a write done before it fits no order", (t) => {
  const calls = [call("put", 0, 1, 0), call("get", 1, 2)];
  t.is(
    noLegalOrder(calls),
    "the clients' answers fit no order: put r0 of 0 was done, and after that get r1 returned nothing",
  );
});

test("a read asked while the write was under way may miss it or see it", (t) => {
  for (const result of [undefined, 0]) {
    t.is(noLegalOrder([call("put", 0, 1, 0), call("get", 0, 2, result)]), undefined);
    t.is(noLegalOrder([call("put", 0, 2, 0), call("get", 0, 1, result)]), undefined);
    t.is(noLegalOrder([call("put", 0, 0), call("get", 0, 1, result)]), undefined);
  }
});

test("what a read has seen, a later read may not miss", (t) => {
  const calls = [call("put", 0, 0), call("get", 0, 1, 0), call("put", 0, 0), call("get", 1, 2)];
  t.regex(noLegalOrder(calls) ?? "", /get r1 returned 0.*after that get r3 returned nothing/);
});

test("nothing is wrong where nothing was asked", (t) => {
  t.is(noLegalOrder([]), undefined);
  t.is(noLegalOrder([{ ...call("put", 0, 0), state: "waiting" }]), undefined);
});
