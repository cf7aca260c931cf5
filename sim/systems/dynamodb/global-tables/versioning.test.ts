import test from "ava";
import type { RequestId } from "../../../client/operation.ts";
import type { Value } from "../../../parts/condition.ts";
import type { Lsn } from "../../../parts/replicated-log.ts";
import type { Replicate } from "../messages/own.ts";
import type { Found } from "../replication-group/outcomes.ts";
import { replicatedOutcome } from "./versioning.ts";

const found = (value: Value | undefined, stamp: number): Found => ({
  value,
  bytes: value === undefined ? 0 : 100,
  lsn: 3 as Lsn,
  extras: { global: { stamp, region: "us" } },
});

const replicate = (value: Value | undefined, stamp: number): Replicate => ({
  kind: "replicate",
  request: 1 as RequestId,
  key: "k",
  table: "us:orders",
  value,
  bytes: value === undefined ? 0 : 100,
  version: { stamp, region: "eu" },
  attributes: undefined,
});

test("a newer write of another Region takes the place of the item", (t) => {
  t.deepEqual(replicatedOutcome(replicate(2, 9), found(1, 8)), {
    kind: "write",
    value: 2,
    bytes: 100,
    extras: { global: { stamp: 9, region: "eu" } },
  });
});

test("an older one changes nothing, and so does the same one again", (t) => {
  t.is(replicatedOutcome(replicate(2, 7), found(1, 8)).kind, "nothing");
  const again = { value: 2, bytes: 100, lsn: 4 as Lsn };
  const there = { ...again, extras: { global: { stamp: 9, region: "eu" } } };
  t.is(replicatedOutcome(replicate(2, 9), there).kind, "nothing");
});

test("an item that was deleted is not brought back by an older write", (t) => {
  t.is(replicatedOutcome(replicate(2, 7), found(undefined, 8)).kind, "nothing");
  t.is(replicatedOutcome(replicate(2, 9), found(undefined, 8)).kind, "write");
});

test("a delete leaves its version behind", (t) => {
  const outcome = replicatedOutcome(replicate(undefined, 9), found(1, 8));
  t.deepEqual(outcome, {
    kind: "write",
    value: undefined,
    bytes: 0,
    extras: { global: { stamp: 9, region: "eu" } },
  });
});
