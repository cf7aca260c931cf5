/** The leader's half of building a replica: it gives the parts of the copy that it is asked for. */

import type { Address } from "../../../kernel/role.ts";
import { visitBetween } from "../../../parts/ordered-map.ts";
import { recordsBetween } from "../../../parts/replicated-log.ts";
import type { Join, JoinPart } from "../messages/healing.ts";
import type { Item } from "../messages/records.ts";
import type { ReplicaEffects } from "../messages.ts";
import { followedByAll } from "./followed.ts";
import { groupOf } from "./membership.ts";
import type { ReplicaState } from "./state.ts";

/** Most records that one part brings along. */
const recordsInPart = 4096;

interface Items {
  readonly items: readonly (readonly [string, Item])[];
  /** First key that did not fit; undefined: none is left. */
  readonly cursor: string | undefined;
  readonly bytes: number;
}

export function givePart(
  state: ReplicaState,
  to: Address,
  asked: Join,
  effects: ReplicaEffects,
): void {
  const { committed, setup, ballast, log } = state;
  const { repairChunk, unarchivedLog } = setup.config;
  const { items, cursor, bytes } = itemsFrom(state, asked.cursor, repairChunk);
  const weight = asked.wanted === "log" ? unarchivedLog : ballast;
  const more = Math.max(0, Math.min(weight - asked.weighed, repairChunk - bytes));
  const weighed = asked.weighed + more;
  const have = asked.have ?? committed;
  const begun = asked.have !== undefined && asked.have + 1 >= log.first;
  const records = recordsBetween(log, have + 1, Math.min(committed, have + recordsInPart));
  const part: JoinPart = {
    kind: "join-part",
    part: asked.part,
    bytes: bytes + more,
    items,
    cursor,
    weighed,
    allWeighed: weighed >= weight,
    records: begun ? records : [],
    committed,
  };
  effects.send(to, begun ? part : { ...part, beginning: beginning(state, asked) }, bytes + more);
}

/** The log from here on, and what is at hand of it for others who lag. */
const beginning = (state: ReplicaState, { wanted }: Join): NonNullable<JoinPart["beginning"]> => ({
  upTo: state.committed,
  group: groupOf(state),
  older: recordsBetween(state.log, olderFrom(state, wanted), state.committed),
});

/** A storage replica needs of the log what is still to be passed on to those who follow it. */
function olderFrom(state: ReplicaState, wanted: Join["wanted"]): number {
  const { log, committed } = state;
  if (wanted === "log") return log.first;
  return Math.max(log.first, Math.min(committed, followedByAll(state) ?? committed) + 1);
}

/** Items from `from` on, as many as fit. */
function itemsFrom(state: ReplicaState, from: string | undefined, most: number): Items {
  const items: (readonly [string, Item])[] = [];
  if (from === undefined) return { items, cursor: undefined, bytes: 0 };
  let bytes = 0;
  let cursor: string | undefined;
  visitBetween(state.items, from, undefined, (key, item) => {
    if (bytes >= most) {
      cursor = key;
      return false;
    }
    items.push([key, item]);
    bytes += key.length + item.bytes;
    return true;
  });
  return { items, cursor, bytes };
}
