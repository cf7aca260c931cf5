import test from "ava";
import type { Operation, PageAsked } from "../../sim/client/history.ts";
import { itemName } from "../../sim/client/item-key.ts";
import type { RequestId } from "../../sim/client/operation.ts";
import { at, ms } from "../../sim/kernel/time.ts";
import { readSample } from "../samples/read-sample.test-helper.ts";
import { scansAreWhole } from "./scans-are-whole.ts";

const [base] = readSample("# an operation\nclient-1 put k=1 0..1 ok").history.operations;

let count = 0;
function operation([from, until]: readonly [number, number], about: Partial<Operation>): Operation {
  count += 1;
  const times = { invoked: at(ms(from)), completed: at(ms(until)) };
  return { ...base!, request: count as RequestId, ...times, outcome: "ok", ...about };
}

const place = (key: string) => {
  const item = { key, table: "t" };
  return { key: itemName(item), item };
};

const put = (key: string, from: number, until: number): Operation =>
  operation([from, until], { kind: "put", ...place(key), argument: 1, result: 1 });

const remove = (key: string, from: number, until: number): Operation =>
  operation([from, until], {
    kind: "delete",
    ...place(key),
    argument: undefined,
    result: undefined,
  });

/** Keys of one letter, then where the page ends if there is more: "ab |b". */
function page(text: string, from: number, asked: Partial<PageAsked> = {}): Operation {
  const [keys = "", last] = text.split(" |");
  const items = [...keys].map((key) => ({ key, sort: undefined, value: 1, bytes: 10 }));
  const range = { wanted: undefined, backwards: false, limit: undefined, startAfter: undefined };
  return operation([from, from + 1], {
    kind: "scan",
    key: "t/",
    item: { key: "", table: "t" },
    consistency: "strong",
    argument: undefined,
    result: undefined,
    page: { items, last },
    range: { ...range, pageOf: undefined, ...asked },
  });
}

const judge = (...operations: readonly Operation[]) => scansAreWhole.judge({ operations });
const here = ["a", "b", "c"].map((key) => put(key, 0, 1));

test("a scan of one page or of several shows everything", (t) => {
  t.is(judge(...here, page("abc", 5)).verdict, "holds");
  const first = page("ab |b", 5);
  const second = page("c", 7, { pageOf: first.request, startAfter: "b" });
  const found = judge(...here, first, second);
  t.is(found.verdict, "holds");
  t.is(found.reason, "1 scans of 2 pages show all items");
});

test("an item that was there all the while must be shown", (t) => {
  const found = judge(...here, page("ac", 5));
  t.is(found.verdict, "broken");
  t.regex(found.reason, /lacks t\/b, which was there all the while/);
});

test("an item that came or went while the scan lasted may be shown or not", (t) => {
  const first = page("a |a", 5);
  const second = page("c", 9, { pageOf: first.request, startAfter: "a" });
  t.is(judge(...here, remove("b", 7, 8), first, second).verdict, "holds");
  const without = here.filter(({ item }) => item?.key !== "b");
  t.is(judge(...without, put("b", 7, 8), first, second).verdict, "holds");
  t.is(judge(...here, remove("b", 2, 3), page("ac", 5)).verdict, "holds");
});

test("no item is shown twice, and no page holds more than its limit", (t) => {
  const first = page("ab |b", 5);
  const second = page("bc", 7, { pageOf: first.request, startAfter: "b" });
  t.regex(judge(...here, first, second).reason, /shows t\/b twice/);
  t.regex(judge(...here, page("abc", 5, { limit: 2 })).reason, /a page of 3 items/);
});

test("a scan that did not come to its end, and an eventual one, say nothing", (t) => {
  t.is(judge(...here, page("a |a", 5)).verdict, "unknown");
  t.is(judge(...here, { ...page("a", 5), consistency: "eventual" }).verdict, "unknown");
});

test("items of other tables are not missing", (t) => {
  const item = { key: "z", table: "u" };
  const other = { ...put("z", 0, 1), key: itemName(item), item };
  t.is(judge(...here, other, page("abc", 5)).verdict, "holds");
});
