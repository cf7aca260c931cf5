import test from "ava";
import { itemsNamed } from "./items-named.ts";

const item = { key: "k", sort: 7, table: "orders" };

test("a put names its item, without what else it says", (t) => {
  t.deepEqual(itemsNamed({ kind: "put", ...item, condition: undefined, bytes: 10 }), [item]);
});

test("a transaction names all of its items, a query none", (t) => {
  const other = { key: "l" };
  const actions = [
    { kind: "delete", ...item, condition: undefined },
    { kind: "condition-check", ...other, condition: { kind: "exists" } },
  ] as const;
  const whole = { key: "", bytes: 0 };
  t.deepEqual(itemsNamed({ kind: "transact-write", ...whole, actions, token: true }), [
    item,
    other,
  ]);
  t.deepEqual(itemsNamed({ kind: "transact-get", ...whole, items: [other] }), [other]);
  const page = {
    consistency: "strong",
    limit: undefined,
    startAfter: undefined,
    follow: true,
  } as const;
  t.deepEqual(itemsNamed({ kind: "scan", ...whole, ...page }), []);
});
