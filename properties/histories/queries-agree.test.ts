import test from "ava";
import type { Operation, PageAsked } from "../../sim/client/history.ts";
import { itemName } from "../../sim/client/item-key.ts";
import type { Page, RequestId, SortKey } from "../../sim/client/operation.ts";
import { at, ms } from "../../sim/kernel/time.ts";
import type { Value } from "../../sim/parts/condition.ts";
import { readSample } from "../samples/read-sample.test-helper.ts";
import { queriesAgree } from "./queries-agree.ts";

const [base] = readSample("# an operation\nclient-1 put k=1 0..1 ok").history.operations;

type Times = readonly [from: number, until?: number];

let count = 0;
function operation(times: Times, about: Partial<Operation>): Operation {
  count += 1;
  const [from, until] = times;
  return {
    ...base!,
    request: count as RequestId,
    invoked: at(ms(from)),
    completed: until === undefined ? undefined : at(ms(until)),
    outcome: until === undefined ? "info" : "ok",
    ...about,
  };
}

const place = (sort: SortKey) => {
  const item = { key: "k", sort };
  return { key: itemName(item), item };
};

const put = (sort: SortKey, value: Value, ...times: Times) =>
  operation(times, { kind: "put", ...place(sort), argument: value, result: value });

const remove = (sort: SortKey, ...times: Times) =>
  operation(times, { kind: "delete", ...place(sort), argument: undefined, result: undefined });

const add = (sort: SortKey, by: number, ...times: Times) =>
  operation(times, { kind: "update", ...place(sort), argument: by, result: by });

/** Items as "1=10 2=20", then where the page ended if there is more. */
function query(found: string, times: Times, range: Partial<PageAsked> = {}): Operation {
  const [items = "", last] = found.split(" | ");
  const page: Page = {
    items: items
      .split(" ")
      .filter((item) => item !== "")
      .map((item) => item.split("=").map(Number))
      .map(([sort, value]) => ({ key: "k", sort: sort!, value: value!, bytes: 100 })),
    last,
  };
  return operation(times, {
    kind: "query",
    key: "k",
    item: { key: "k" },
    consistency: "strong",
    argument: undefined,
    result: undefined,
    page,
    range: {
      wanted: { kind: "all" },
      backwards: false,
      limit: undefined,
      startAfter: undefined,
      pageOf: undefined,
      ...range,
    },
  });
}

const written = () => [put(1, 10, 0, 5), put(2, 20, 0, 5), put(3, 30, 0, 5)];

const good: Record<string, readonly Operation[]> = {
  "all items in order": [...written(), query("1=10 2=20 3=30", [9, 10])],
  "backwards, at most two": [
    ...written(),
    query("3=30 2=20 | 2", [9, 10], { backwards: true, limit: 2 }),
    query("1=10", [11, 12], { backwards: true, limit: 2, startAfter: "2" }),
  ],
  "only what is wanted": [
    ...written(),
    query("2=20", [9, 10], { wanted: { kind: "between", low: 2, high: 2 } }),
    query("2=20 3=30", [9, 10], { wanted: { kind: "after", value: 1 } }),
    query("1=10", [9, 10], { wanted: { kind: "before", value: 2 } }),
  ],
  "a write under way is on the page or not": [
    ...written(),
    put(4, 40, 8, 12),
    query("1=10 2=20 3=30", [9, 10]),
    query("1=10 2=20 3=30 4=40", [9, 10]),
  ],
  "one page may show a later write and miss an earlier one": [
    put(1, 10, 0, 20),
    put(2, 20, 8, 20),
    query("2=20", [9, 30]),
  ],
  "a write in doubt may show up late": [
    put(1, 10, 0),
    query("", [50, 51]),
    query("1=10", [90, 91]),
  ],
  "a deleted item is gone, one being deleted may be": [
    ...written(),
    remove(1, 6, 7),
    remove(2, 8, 12),
    query("3=30", [9, 10]),
    query("2=20 3=30", [9, 10]),
  ],
  "overwritten while the query ran": [put(1, 10, 0, 5), put(1, 11, 9, 30), query("1=10", [10, 40])],
  "a sum nobody knows is any number": [add(1, 5, 0), query("1=5", [50, 51])],
  "an item made behind the first page's end, before the second": [
    put(1, 10, 0, 5),
    put(3, 30, 0, 5),
    query("1=10 | 1", [9, 10], { limit: 1 }),
    put(2, 20, 11, 12),
    query("3=30", [13, 14], { limit: 1, startAfter: "1" }),
  ],
  "an empty page says nothing of what the next begins with": [
    put(9, 90, 0, 5),
    query(" | x", [9, 10]),
    put(1, 10, 11, 12),
    query("9=90", [13, 14], { startAfter: "x" }),
  ],
};

for (const [shows, history] of Object.entries(good)) {
  test(`right: ${shows}`, (t) => {
    const { verdict, reason } = queriesAgree.judge({ operations: history });
    t.is(verdict, "holds", reason);
  });
}

const bad: Record<string, readonly [says: RegExp, history: readonly Operation[]]> = {
  "an acknowledged item is missing": [/lacks 2/, [...written(), query("1=10 3=30", [9, 10])]],
  "out of order": [/out of order: 2 after 3/, [...written(), query("1=10 3=30 2=20", [9, 10])]],
  "twice on the page": [
    /out of order: 2 after 2/,
    [...written(), query("1=10 2=20 2=20", [9, 10])],
  ],
  "forwards where backwards was asked": [
    /out of order: 2 after 1/,
    [...written(), query("1=10 2=20 3=30", [9, 10], { backwards: true })],
  ],
  "an item not asked for": [
    /has 3, which it did not ask for/,
    [...written(), query("2=20 3=30", [9, 10], { wanted: { kind: "equals", value: 2 } })],
  ],
  "more than the limit": [
    /has 3 items, expected at most 2/,
    [...written(), query("1=10 2=20 3=30", [9, 10], { limit: 2 })],
  ],
  "a stale value": [
    /has 1 with 10, which it cannot have been/,
    [put(1, 10, 0, 5), put(1, 11, 6, 7), query("1=10", [9, 10])],
  ],
  "a value nobody wrote": [/has 1 with 12/, [put(1, 10, 0, 5), query("1=12", [9, 10])]],
  "an item nobody wrote": [/has 7 with 70/, [...written(), query("1=10 2=20 3=30 7=70", [9, 10])]],
  "an item from the future": [/has 1 with 10/, [query("1=10", [0, 5]), put(1, 10, 9, 10)]],
  "an item deleted before": [
    /has 1 with 10/,
    [put(1, 10, 0, 5), remove(1, 6, 7), query("1=10", [9, 10])],
  ],
  "skipped between two pages": [
    /lacks 2/,
    [
      ...written(),
      query("1=10 | 1", [9, 10], { limit: 1 }),
      query("3=30", [11, 12], { limit: 1, startAfter: "1" }),
    ],
  ],
  "the second page begins again": [
    /out of order: 1 after 1/,
    [
      ...written(),
      query("1=10 | 1", [9, 10], { limit: 1 }),
      query("1=10 2=20 3=30", [11, 12], { startAfter: "1" }),
    ],
  ],
  "an end too early": [/lacks 3/, [...written(), query("1=10 2=20", [9, 10])]],
};

for (const [shows, [says, history]] of Object.entries(bad)) {
  test(`wrong: ${shows}`, (t) => {
    const { verdict, reason, operations } = queriesAgree.judge({ operations: history });
    t.is(verdict, "broken");
    t.regex(reason, says);
    const named = history.find(({ request }) => request === operations?.[0]);
    t.is(named?.kind, "query");
  });
}

test("eventual queries, scans and queries without an answer are not judged", (t) => {
  const stale = query("", [9, 10]);
  const history = [
    ...written(),
    { ...stale, consistency: "eventual" as const },
    { ...stale, kind: "scan" as const },
    { ...stale, outcome: "info" as const },
  ];
  const { verdict, checked } = queriesAgree.judge({ operations: history });
  t.is(verdict, "unknown");
  t.is(checked, 0);
});

test("other tables and other partition keys have nothing to do with it", (t) => {
  const elsewhere = { key: "orders/k/2", item: { table: "orders", key: "k", sort: 2 } };
  const other = { ...put(2, 20, 0, 5), ...elsewhere };
  const history = [put(1, 10, 0, 5), other, query("1=10", [9, 10])];
  t.is(queriesAgree.judge({ operations: history }).verdict, "holds");
});
