import test from "ava";
import { askedText, operationText, outcomeText } from "./operation-text.ts";
import { few } from "./sample/few.ts";

const only = (entry: Parameters<typeof few>[0][number]) => few([entry])[0]!;

test("what was asked reads like the request, a read with what it found", (t) => {
  t.is(askedText(only({ kind: "put", argument: "v2" })), "put k1=v2");
  t.is(askedText(only({ kind: "update", argument: 3 })), "update k1 +3");
  t.is(askedText(only({ kind: "delete" })), "delete k1");
  t.is(askedText(only({ kind: "get", result: "v2" })), "get k1 → v2");
  t.is(askedText(only({ kind: "get" })), "get k1 → nothing");
  t.is(askedText(only({ kind: "get", outcome: "info" })), "get k1");
});

test("conditions are part of what was asked", (t) => {
  const put = only({ kind: "put", argument: "v2" });
  t.is(askedText({ ...put, condition: { kind: "absent" } }), "put k1=v2 if it is absent");
  t.is(askedText({ ...put, condition: { kind: "equals", value: "v1" } }), "put k1=v2 if equals v1");
});

test("nobody knows, nobody answered, and certainly not are three different things", (t) => {
  t.is(outcomeText(only({ outcome: "info", error: "time-out" })), "unknown: time-out");
  t.is(outcomeText(only({ outcome: "info", completed: undefined })), "never answered");
  t.is(outcomeText(only({ outcome: "fail", error: "no-leader" })), "failed: no-leader");
});

test("a tooltip has all of it in one line", (t) => {
  const read = only({
    kind: "get",
    consistency: "strong",
    result: "v1",
    invoked: 2_000_000,
    attempt: 1,
  });
  t.is(
    operationText(read).replace(/\u00a0/g, " "),
    "op 0, client-b-0, try 2: strong get k1 → v1; asked at 2.000 s; ok after 1 ms",
  );
});
