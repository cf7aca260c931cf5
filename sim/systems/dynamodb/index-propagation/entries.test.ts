import test from "ava";
import type { Attributes } from "../../../client/operation.ts";
import { itemKey, parseEntryKey } from "../../../parts/primary-key.ts";
import type { IndexSpec } from "../tables.ts";
import { countOf, entryChange, type Image, keyOfEntry, shownBy, unitsOf } from "./entries.ts";

const byCustomer: IndexSpec = { name: "by-customer", key: "customer" };
const item = itemKey("order-1");

const image = (value: number, attributes: Attributes, bytes = 400): Image => ({
  value,
  bytes,
  extras: { attributes },
});

const of = (customer: string, value = 1, bytes = 400): Image => image(value, { customer }, bytes);

const cost = (index: IndexSpec, before: Image | undefined, after: Image | undefined) => {
  const change = entryChange(index, item, before, after);
  return { entries: countOf(change), units: unitsOf(change) };
};

test("an item without the attributes that an index is keyed by has no entry", (t) => {
  t.is(shownBy(byCustomer, item, image(1, {})), undefined);
  t.is(shownBy({ ...byCustomer, sort: "total" }, item, of("ann")), undefined);
  t.is(shownBy(byCustomer, item, undefined), undefined);
  t.not(shownBy(byCustomer, item, of("ann")), undefined);
});

test("the six cases of what a write costs on an index", (t) => {
  const [small, large] = [of("ann", 1, 500), of("ann", 2, 1_500)];
  t.deepEqual(cost(byCustomer, image(1, {}), image(2, {})), { entries: 0, units: 0 });
  t.deepEqual(cost(byCustomer, undefined, large), { entries: 1, units: 2 });
  t.deepEqual(cost(byCustomer, large, undefined), { entries: 1, units: 2 });
  t.deepEqual(cost(byCustomer, small, of("ann", 1, 500)), { entries: 0, units: 0 });
  t.deepEqual(cost(byCustomer, small, large), { entries: 1, units: 2 });
  t.deepEqual(cost(byCustomer, large, of("bob", 3, 500)), { entries: 2, units: 3 });
});

test("an index that holds keys alone is not touched by a new value", (t) => {
  const keysOnly: IndexSpec = { ...byCustomer, projection: "keys-only" };
  t.deepEqual(cost(keysOnly, of("ann", 1), of("ann", 2)), { entries: 0, units: 0 });
  t.deepEqual(cost(keysOnly, of("ann", 1), of("bob", 1)), { entries: 2, units: 2 });
  t.is(shownBy(keysOnly, item, of("ann"))?.value, "");
});

test("an index that includes some bytes weighs those and the keys", (t) => {
  const some: IndexSpec = { ...byCustomer, projection: { bytes: 100 } };
  t.is(shownBy(some, item, of("ann", 1, 5_000))?.bytes, "order-1".length + "ann".length + 100);
});

test("another attribute is part of what is shown, unless only keys are", (t) => {
  const [one, other] = [
    image(1, { customer: "ann", total: 1 }),
    image(1, { customer: "ann", total: 2 }),
  ];
  t.is(cost(byCustomer, one, other).units, 1);
  t.is(cost({ ...byCustomer, projection: "keys-only" }, one, other).units, 0);
});

test("an entry stands under its own key, and says of which item it is", (t) => {
  const sorted: IndexSpec = { ...byCustomer, sort: "total" };
  const shown = shownBy(sorted, item, image(1, { customer: "ann", total: 7 }));
  t.deepEqual(parseEntryKey(keyOfEntry(sorted, shown!, item)), {
    partition: "ann",
    sort: 7,
    of: item,
  });
});

test("an entry of a local index stands under the item's own partition key", (t) => {
  const local: IndexSpec = { name: "by-total", kind: "local", sort: "total" };
  const order = itemKey("ann", 3);
  const shown = shownBy(local, order, image(1, { total: 7 }));
  t.deepEqual(parseEntryKey(keyOfEntry(local, shown!, order)), {
    partition: "ann",
    sort: 7,
    of: order,
  });
});
