/** Which item a request is about: its partition key, and its sort key where the table has one. */

import type { LocalTime } from "../kernel/time.ts";
import type { IdSource } from "./call.ts";
import { type ItemKey, itemKeyOf } from "./item-key.ts";
import { chooseKeyName, firstKeyState, type KeyChoice, type KeyState } from "./keys.ts";
import { noteMade, recall } from "./made-items.ts";
import type { MixKind } from "./mix.ts";
import type { SortKey } from "./operation.ts";
import { firstSortState, isMade, isNumeric, newSort } from "./sort-keys.ts";
import type { DrawnWorkload } from "./workload.ts";

export interface ItemChoice {
  readonly item: ItemKey;
  /** Where its number has to be handed out first: spread into the put. */
  readonly idFrom?: { readonly idFrom: IdSource };
}

/** What the choice depends on besides the workload. */
interface Purpose {
  /** It may make a new item, under a name of its own where names are made. */
  readonly inserts: boolean;
  readonly counter: boolean;
  readonly kind: MixKind;
}

type Named = Pick<DrawnWorkload, "keys" | "sort" | "table">;

/** Where client number `client` of the `clients` that share this load starts. */
export function firstPlace(workload: Named, client: number, clients: number): KeyState {
  const state = firstKeyState(workload.keys, client, clients);
  return {
    ...state,
    ...(workload.sort === undefined ? {} : { sorts: firstSortState(client, clients) }),
    ...(makesNames(workload) ? { made: [] } : {}),
  };
}

/** Whether only who made an item knows its name. */
export const makesNames = ({ keys, sort }: Named): boolean =>
  isMade(sort) ||
  innermost(keys).kind === "auto-increment" ||
  innermost(keys).kind === "handed-out";

function innermost(keys: KeyChoice): KeyChoice {
  if (keys.kind === "prefixed") return innermost(keys.keys);
  return keys.kind === "hot-spot" ? innermost(keys.others) : keys;
}

/** Changes `state` where keys are taken in turn, or made. */
export function chooseItem(
  workload: Named,
  state: KeyState,
  purpose: Purpose,
  u32: () => number,
  at: LocalTime,
): ItemChoice {
  const known = purpose.inserts ? undefined : recall(state.made, purpose.counter, u32);
  if (known !== undefined) return { item: itemKeyOf(known) };
  const { keys, sort: choice, table } = workload;
  const key = chooseKeyName(keys, state, purpose, u32);
  const { sorts } = state;
  // A query for a partition key of which nothing is known yet asks for no item in particular.
  const asksSort = purpose.kind !== "query" || !isMade(choice);
  const sort =
    choice === undefined || sorts === undefined || !asksSort
      ? undefined
      : newSort(choice, sorts, at, u32);
  const item = itemKeyOf({ key, sort, table });
  const idFrom = purpose.inserts ? idSourceOf(workload) : undefined;
  if (idFrom !== undefined) return { item, idFrom: { idFrom } };
  if (state.made !== undefined && makes(purpose)) {
    noteMade(state.made, { ...item, counter: purpose.counter });
  }
  return { item };
}

/** An insertion makes an item; so does the first update of a counter. */
const makes = ({ inserts, kind }: Purpose): boolean =>
  inserts || kind === "update" || kind === "conditionalUpdate";

function idSourceOf({ keys, sort, table }: Named): IdSource | undefined {
  const prefix = keys.kind === "prefixed" ? keys.prefix : "";
  const counterAt = (counter: string, zero: SortKey | undefined): ItemKey =>
    itemKeyOf({ key: prefix + counter, sort: zero, table });
  if (sort?.kind === "handed-out") {
    return { counter: counterAt(sort.counter, 0), becomes: "sort", prefix };
  }
  const choice = innermost(keys);
  if (choice.kind !== "handed-out") return undefined;
  const zero = sort === undefined ? undefined : isNumeric(sort) ? 0 : "0";
  return { counter: counterAt(choice.counter, zero), becomes: "key", prefix };
}
