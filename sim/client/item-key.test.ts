import test from "ava";
import { itemKeyOf, itemName, sortBytes } from "./item-key.ts";

test("an item of the one table is named as its key, whatever is in it", (t) => {
  t.is(itemName({ key: "key-1" }), "key-1");
  t.is(itemName({ key: "a/b%" }), "a/b%");
});

test("parts are joined so that two items never share a name", (t) => {
  const names = [
    { table: "orders", key: "a" },
    { table: "orders", key: "a", sort: 1 },
    { table: "orders", key: "a/1" },
    { table: "orders/a", key: "1" },
    { table: "orders%2Fa", key: "1" },
    { key: "a", sort: "b/c" },
    { key: "a/b", sort: "c" },
  ].map(itemName);
  t.is(new Set(names).size, names.length, names.join(" "));
  t.is(names[1], "orders/a/1");
  t.is(names[5], "/a/b%2Fc");
});

test("parts that are missing leave no field", (t) => {
  t.deepEqual(Object.keys(itemKeyOf({ key: "a", sort: undefined, table: undefined })), ["key"]);
  t.deepEqual(itemKeyOf({ key: "a", sort: 0, table: "t" }), { key: "a", sort: 0, table: "t" });
});

test("a number takes a byte for two digits and one more, a text its length", (t) => {
  t.deepEqual([undefined, 7, 12, 123, "abcd"].map(sortBytes), [0, 2, 2, 3, 4]);
});
