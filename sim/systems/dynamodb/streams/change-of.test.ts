import test from "ava";
import type { RequestId } from "../../../client/operation.ts";
import type { Ballot } from "../../../parts/ballot.ts";
import type { Lsn } from "../../../parts/replicated-log.ts";
import type { Item, LogRecord } from "../messages/records.ts";
import { changeOf } from "./change-of.ts";

const item = (value: number, bytes = 100): Item => ({ value, bytes, lsn: 1 as Lsn });

const written = (value: number | undefined, more: Partial<LogRecord> = {}): LogRecord => ({
  lsn: 7 as Lsn,
  ballot: 1 as Ballot,
  key: "k",
  value,
  bytes: value === undefined ? 0 : 100,
  request: 3 as RequestId,
  ...more,
});

const both = "new-and-old-images";

test("a record says whether the item came, changed or went", (t) => {
  t.is(changeOf(written(1), both)?.event, "INSERT");
  t.is(changeOf(written(2, { before: item(1) }), both)?.event, "MODIFY");
  t.is(changeOf(written(undefined, { before: item(1) }), both)?.event, "REMOVE");
});

test("a write that leaves the item as it was has no record", (t) => {
  t.is(changeOf(written(1, { before: item(1) }), both), undefined);
  t.is(changeOf(written(undefined), both), undefined);
  const named = { extras: { attributes: { status: "paid" } } };
  t.is(changeOf(written(1, { ...named, before: { ...item(1), ...named } }), both), undefined);
  t.is(changeOf(written(1, { ...named, before: item(1) }), both)?.event, "MODIFY");
});

test("each view shows what it is called after", (t) => {
  const record = written(2, { before: item(1) });
  const shown = (view: Parameters<typeof changeOf>[1]) => {
    const { before, after } = changeOf(record, view) ?? {};
    return [before?.value, after?.value];
  };
  t.deepEqual(shown("keys-only"), [undefined, undefined]);
  t.deepEqual(shown("new-image"), [undefined, 2]);
  t.deepEqual(shown("old-image"), [1, undefined]);
  t.deepEqual(shown(both), [1, 2]);
});

test("orders and a leader's own records change no item", (t) => {
  t.is(changeOf(written(undefined, { key: "" }), both), undefined);
  t.is(changeOf(written(undefined, { key: "\u0000", order: { kind: "scrub" } }), both), undefined);
});
