import test from "ava";
import type { RequestId } from "../../../client/operation.ts";
import type { Lsn } from "../../../parts/replicated-log.ts";
import { configure } from "../config.ts";
import type {
  PartAction,
  PreparedPart,
  Stamp,
  TransactionId,
  WritePart,
} from "../messages/transactions.ts";
import { type Found, type Outcome, outcomeOf } from "./outcomes.ts";
import type { Stamping } from "./stamping.ts";

const stamp = (number: number) => number as Stamp;
const id = (name: string) => name as TransactionId;

const place = { request: 1 as RequestId, table: "orders", key: "k" };
const put: PartAction = { kind: "put", value: "new", bytes: 10 };
const part = (action: PartAction, at = 100, name = "t1"): PreparedPart => ({
  id: id(name),
  stamp: stamp(at),
  action,
});
const prepare = (of: PreparedPart): WritePart => ({ kind: "prepare-part", ...place, part: of });
const commit = (of: PreparedPart): WritePart => ({ kind: "commit-part", ...place, part: of });
const cancel = (name: string): WritePart => ({ kind: "cancel-part", ...place, id: id(name) });

const stamping = (deleteStamp = 0, changes: Parameters<typeof configure>[0] = {}): Stamping => ({
  now: stamp(500),
  deleteStamp: stamp(deleteStamp),
  config: configure(changes),
});

const missing: Found = { value: undefined, bytes: 0, lsn: 0 as Lsn };
const there: Found = { value: "old", bytes: 5, lsn: 7 as Lsn, extras: { stamp: stamp(90) } };

/** The item as an outcome leaves it, at position `lsn`. */
function after(outcome: Outcome, lsn: number): Found {
  if (outcome.kind !== "write") throw new RangeError(`expected a write, got ${outcome.kind}`);
  const { value, bytes, extras } = outcome;
  return { value, bytes, lsn: lsn as Lsn, ...(extras === undefined ? {} : { extras }) };
}

const conflict = { kind: "refused", reason: "transaction-conflict" } as const;

test("a prepared item keeps its value and the position of the write that made it", (t) => {
  const prepared = after(outcomeOf(prepare(part(put)), there, stamping()), 8);
  t.is(prepared.value, "old");
  t.is(prepared.extras?.made, 7 as Lsn);
  t.deepEqual(prepared.extras?.transaction, part(put));
});

test("an item is prepared for one transaction only, and for that one again", (t) => {
  const prepared = after(outcomeOf(prepare(part(put)), there, stamping()), 8);
  t.deepEqual(outcomeOf(prepare(part(put, 101, "t2")), prepared, stamping()), conflict);
  t.deepEqual(outcomeOf(prepare(part(put)), prepared, stamping()), { kind: "nothing" });
});

test("a transaction that is not later than the item's last write is refused", (t) => {
  t.deepEqual(outcomeOf(prepare(part(put, 90)), there, stamping()), conflict);
  t.is(outcomeOf(prepare(part(put, 91)), there, stamping()).kind, "write");
});

test("where there is no item the partition's last delete stands in for its last write", (t) => {
  t.deepEqual(outcomeOf(prepare(part(put, 100)), missing, stamping(100)), conflict);
  const placeholder = after(outcomeOf(prepare(part(put, 101)), missing, stamping(100)), 8);
  t.is(placeholder.value, undefined);
  t.is(placeholder.extras?.transaction?.id, id("t1"));
});

test("a condition that does not hold is found when the item is prepared", (t) => {
  const demanding = part({ ...put, condition: { kind: "absent" } });
  const refused = { kind: "refused", reason: "condition-failed" };
  t.deepEqual(outcomeOf(prepare(demanding), there, stamping()), refused);
  t.is(outcomeOf(prepare(demanding), missing, stamping()).kind, "write");
});

test("an item that would be too large is refused when it is prepared", (t) => {
  const large = part({ ...put, bytes: 409_601 });
  t.deepEqual(outcomeOf(prepare(large), there, stamping()), {
    kind: "refused",
    reason: "unsupported",
  });
});

test("a commit writes what was prepared, with the transaction's stamp, and ends the waiting", (t) => {
  const prepared = after(outcomeOf(prepare(part(put)), there, stamping()), 8);
  const written = after(outcomeOf(commit(part(put)), prepared, stamping()), 9);
  t.deepEqual(written, { value: "new", bytes: 10, lsn: 9 as Lsn, extras: { stamp: stamp(100) } });
});

test("a commit that comes again changes nothing, and tells which version it had made", (t) => {
  const prepared = after(outcomeOf(prepare(part(put)), there, stamping()), 8);
  const written = after(outcomeOf(commit(part(put)), prepared, stamping()), 9);
  t.deepEqual(outcomeOf(commit(part(put)), written, stamping()), { kind: "nothing", version: 9 });
  t.deepEqual(outcomeOf(commit(part(put)), there, stamping()), { kind: "nothing", version: 0 });
});

test("an item that was only checked gets the stamp, and is otherwise as it was", (t) => {
  const check = part({ kind: "condition-check", condition: { kind: "exists" } });
  const prepared = after(outcomeOf(prepare(check), there, stamping()), 8);
  const checked = after(outcomeOf(commit(check), prepared, stamping()), 9);
  t.is(checked.value, "old");
  t.deepEqual(checked.extras, { stamp: stamp(100), made: 7 as Lsn });
});

test("a delete leaves no item, but its stamp in the partition", (t) => {
  const removal = part({ kind: "delete" });
  const prepared = after(outcomeOf(prepare(removal), there, stamping()), 8);
  t.like(outcomeOf(commit(removal), prepared, stamping()), {
    value: undefined,
    extras: undefined,
    deleteStamp: stamp(100),
  });
});

test("cancelling gives the item back as it was", (t) => {
  const prepared = after(outcomeOf(prepare(part(put)), there, stamping()), 8);
  const released = after(outcomeOf(cancel("t1"), prepared, stamping()), 9);
  t.is(released.value, "old");
  t.deepEqual(released.extras, { stamp: stamp(90), made: 7 as Lsn });
});

test("cancelling removes what was put in place of an item that does not exist", (t) => {
  const placeholder = after(outcomeOf(prepare(part(put)), missing, stamping()), 8);
  const released = outcomeOf(cancel("t1"), placeholder, stamping());
  t.deepEqual(released, { kind: "write", value: undefined, bytes: 0, extras: undefined });
});

test("who cancels another transaction's waiting changes nothing", (t) => {
  const prepared = after(outcomeOf(prepare(part(put)), there, stamping()), 8);
  t.deepEqual(outcomeOf(cancel("t2"), prepared, stamping()), { kind: "nothing" });
});

const single = { kind: "put", ...place, value: "single", bytes: 6, condition: undefined } as const;

test("a single write of an item that waits for a transaction is refused", (t) => {
  const prepared = after(outcomeOf(prepare(part(put)), there, stamping()), 8);
  t.deepEqual(outcomeOf(single, prepared, stamping()), conflict);
});

test("a single write is stamped later than what it writes over", (t) => {
  const ahead: Found = { ...there, extras: { stamp: stamp(900) } };
  t.is(after(outcomeOf(single, there, stamping()), 8).extras?.stamp, stamp(500));
  t.is(after(outcomeOf(single, ahead, stamping()), 8).extras?.stamp, stamp(901));
});

test("without transactions nothing is stamped", (t) => {
  t.is(after(outcomeOf(single, missing, undefined), 8).extras, undefined);
});

test("passing before, a single write is stamped earlier, and the transaction's follows", (t) => {
  const relaxed = stamping(0, { singleWritesPassBefore: true });
  const prepared = after(outcomeOf(prepare(part(put)), there, relaxed), 8);
  const passed = after(outcomeOf(single, prepared, relaxed), 9);
  t.is(passed.value, "single");
  t.is(passed.extras?.stamp, stamp(91));
  t.is(after(outcomeOf(commit(part(put)), passed, relaxed), 10).value, "new");
});

test("nothing passes before a transaction that has checked the item", (t) => {
  const relaxed = stamping(0, { singleWritesPassBefore: true });
  const demanding = part({ ...put, condition: { kind: "exists" } });
  const prepared = after(outcomeOf(prepare(demanding), there, relaxed), 8);
  t.deepEqual(outcomeOf(single, prepared, relaxed), conflict);
});

test("passing behind, a put stands, and the transaction's own write is left out", (t) => {
  const relaxed = stamping(0, { singleWritesPassBehind: true });
  const prepared = after(outcomeOf(prepare(part(put)), there, relaxed), 8);
  const passed = after(outcomeOf(single, prepared, relaxed), 9);
  const ended = outcomeOf(commit(part(put)), passed, relaxed);
  t.like(ended, { kind: "write", value: "single", version: 0 });
  t.deepEqual(after(ended, 10).extras, { stamp: stamp(500), made: 9 as Lsn });
});

test("passing behind, a delete stands, and the transaction does not bring the item back", (t) => {
  const relaxed = stamping(0, { singleWritesPassBehind: true });
  const prepared = after(outcomeOf(prepare(part(put)), there, relaxed), 8);
  const removal = { kind: "delete", ...place, condition: undefined } as const;
  const removed = after(outcomeOf(removal, prepared, relaxed), 9);
  t.like(outcomeOf(commit(part(put)), removed, relaxed), { value: undefined, version: 0 });
});
