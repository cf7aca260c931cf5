import test from "ava";
import fc from "fast-check";
import type { Query, RequestId } from "../../../client/operation.ts";
import { contains } from "../../../parts/key-range.ts";
import { itemKey } from "../../../parts/primary-key.ts";
import { get, scan } from "./alone.test-helper.ts";
import { isBoundary, justBefore, justBehind, remainingRange, storedKey } from "./requests.ts";

const keys = fc
  .tuple(fc.string({ unit: "binary" }), fc.option(fc.oneof(fc.string(), fc.integer())))
  .map(([partition, sort]) => itemKey(partition, sort ?? undefined));

test("no item key lies between a key and the one made to stand before it", (t) => {
  fc.assert(
    fc.property(keys, keys, (one, other) => {
      const before = justBefore(one);
      return before < one && (other <= before || other >= one);
    }),
  );
  t.pass();
});

test("behind the key made to stand before a key comes that key itself", (t) => {
  fc.assert(fc.property(keys, (key) => justBehind(justBefore(key)) === key));
  t.is(justBehind(justBefore("8")), "8");
  t.is(justBehind(justBefore("a\0")), "a\0");
});

test("no item key is taken for the beginning of a partition", (t) => {
  fc.assert(fc.property(keys, (key) => !isBoundary(key) && justBehind(key) === `${key}\0`));
  t.true(isBoundary(justBefore("8")));
});

test("a table's items are stored under their whole keys, the sole table's as they are", (t) => {
  t.is(storedKey(get(1, "k")), itemKey("k"));
  t.is(storedKey({ ...get(1, "k"), sort: 3 }), itemKey("k", 3));
  const { table, ...request } = get(1, "k");
  t.is(table, "t");
  t.is(storedKey(request), "k");
});

test("a query goes on behind the last key of its page, in its direction", (t) => {
  const query = (backwards: boolean, startAfter: string | undefined): Query => ({
    ...scan(1 as RequestId),
    kind: "query",
    key: "k",
    wanted: { kind: "between", low: 2, high: 5 },
    backwards,
    startAfter,
  });
  const sorts = [1, 2, 3, 4, 5, 6];
  const seen = (backwards: boolean, after: number | undefined): readonly number[] => {
    const startAfter = after === undefined ? undefined : itemKey("k", after);
    const range = remainingRange(query(backwards, startAfter));
    return sorts.filter((sort) => contains(range, itemKey("k", sort)));
  };
  t.deepEqual(seen(false, undefined), [2, 3, 4, 5]);
  t.deepEqual(seen(false, 3), [4, 5]);
  t.deepEqual(seen(true, 3), [2]);
});
