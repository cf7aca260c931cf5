import test from "ava";
import { conditionOf } from "./call.ts";

test("unchanged means: equal to what was last seen, or absent where nothing was", (t) => {
  t.deepEqual(conditionOf("unchanged", "v7"), { kind: "equals", value: "v7" });
  t.deepEqual(conditionOf("unchanged", 0), { kind: "equals", value: 0 });
  t.deepEqual(conditionOf("unchanged", undefined), { kind: "absent" });
});

test("any other requirement is sent as it is", (t) => {
  t.deepEqual(conditionOf({ kind: "absent" }, "v7"), { kind: "absent" });
  t.is(conditionOf(undefined, "v7"), undefined);
});
