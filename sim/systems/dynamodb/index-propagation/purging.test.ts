import test from "ava";
import type { Address } from "../../../kernel/role.ts";
import type { LocalTime } from "../../../kernel/time.ts";
import { insert, lookUp } from "../../../parts/ordered-map.ts";
import type { Lsn } from "../../../parts/replicated-log.ts";
import { configure } from "../config.ts";
import type { Item } from "../messages/records.ts";
import { sumOf } from "../replication-group/checksum.ts";
import { freshState } from "../replication-group/state.ts";
import { applyPurge } from "./gone-entries.ts";

const self = "orders/by-customer@storage-a-1" as Address;

const entry = (value: number | undefined, lsn: number): Item => ({
  value,
  bytes: value === undefined ? 0 : 100,
  lsn: lsn as Lsn,
  extras: { source: lsn as Lsn },
});

function indexPartition(entries: Readonly<Record<string, Item>>) {
  const setup = {
    members: [self],
    config: configure(),
    firstLeader: self,
    table: "orders/by-customer",
    control: "control-plane" as Address,
  };
  const state = freshState(self, setup, 0 as LocalTime);
  for (const [key, item] of Object.entries(entries)) insert(state.items, key, item);
  state.upkeep!.sum = sumOf(state.items);
  state.purging!.gone = Object.values(entries).filter(({ value }) => value === undefined).length;
  return state;
}

test("entries that were gone by the position are forgotten, others are not", (t) => {
  const state = indexPartition({ a: entry(1, 3), b: entry(undefined, 4), c: entry(undefined, 9) });
  applyPurge(state, 5 as Lsn);
  t.is(lookUp(state.items, "b"), undefined);
  t.is(lookUp(state.items, "c")?.extras?.source, 9 as Lsn);
  t.is(lookUp(state.items, "a")?.value, 1);
  t.is(state.purging?.gone, 1);
});

test("the checksum is that of what is left", (t) => {
  const state = indexPartition({ a: entry(1, 3), b: entry(undefined, 4) });
  applyPurge(state, 9 as Lsn);
  t.is(state.upkeep?.sum, sumOf(state.items));
  t.is(state.items.size, 1);
});
