import { fc, testProp } from "@fast-check/ava";
import { emptyBucketMap, entriesOf, fromEntries, insert, lookUp, remove } from "./bucket-map.ts";

const steps = fc.array(fc.tuple(fc.boolean(), fc.string({ maxLength: 3 }), fc.nat()), {
  maxLength: 200,
});

testProp("a bucket map agrees with a plain Map, and lists its keys in order", [steps], (t, all) => {
  const map = emptyBucketMap<number>();
  const plain = new Map<string, number>();
  for (const [isInsert, key, value] of all) {
    if (isInsert) insert(map, key, value);
    else remove(map, key);
    if (isInsert) plain.set(key, value);
    else plain.delete(key);
    t.is(lookUp(map, key), plain.get(key));
  }
  const sorted = [...plain].sort(([left], [right]) => (left < right ? -1 : 1));
  t.is(map.size, plain.size);
  t.deepEqual(entriesOf(map), sorted);
  t.deepEqual(entriesOf(fromEntries(entriesOf(map))), sorted);
});
