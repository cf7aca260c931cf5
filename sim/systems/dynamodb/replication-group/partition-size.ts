/**
 * What a partition holds, and where it would have to be split to halve that. A partition holds at
 * most 10 GB (developer guide, quotas); the paper does not say how splits for size choose the key.
 */

import type { LocalTime } from "../../../kernel/time.ts";
import { after } from "../../../kernel/time.ts";
import { contains, type KeyRange, pointAt, shareOf } from "../../../parts/key-range.ts";
import { entriesOf, type OrderedMap } from "../../../parts/ordered-map.ts";
import type { Item } from "../messages/records.ts";
import type { ReplicaEffects } from "../messages.ts";
import { isLeading, type ReplicaState } from "./state.ts";

/** Items and ballast, in bytes. */
export function sizeOf({ items, ballast }: Readonly<ReplicaState>): number {
  let bytes = ballast;
  for (const bucket of items.buckets) for (const item of bucket.values()) bytes += item.bytes;
  return bytes;
}

/** As leader: now and then lets its node know that the partition should be split. */
export function reportSize(state: ReplicaState, at: LocalTime, effects: ReplicaEffects): void {
  const { node, partition, config } = state.setup;
  if (node === undefined || partition === undefined || !config.splitting) return;
  if (!isLeading(state) || state.leaving !== undefined) return;
  if (state.sizeTold !== undefined && at < after(state.sizeTold, config.splitWatch)) return;
  state.sizeTold = at;
  const bytes = sizeOf(state);
  if (bytes < config.splitSize) return;
  const middle = middleOf(state.items, state.range, state.ballast);
  effects.send(node, { kind: "partition-size", partition, bytes, middle });
}

/**
 * The key that has half of the bytes before it: items weigh what they do, ballast is spread evenly
 * over the range. Undefined: no key leaves something on both sides.
 */
export function middleOf(
  items: Readonly<OrderedMap<Item>>,
  range: KeyRange,
  ballast: number,
): string | undefined {
  const entries = entriesOf(items);
  const half = (entries.reduce((sum, [, { bytes }]) => sum + bytes, 0) + ballast) / 2;
  const perShare = ballast / shareOf(range);
  let before = 0;
  let reached = range.from;
  let shareReached = shareOf({ from: "", to: reached });
  for (const [key, { bytes }] of entries) {
    const share = shareOf({ from: "", to: key });
    const rise = perShare * (share - shareReached);
    if (ballast > 0 && before + rise >= half) return inside(range, beyond(reached, half - before));
    before += rise;
    // The item on the boundary goes where it leaves the smaller difference.
    if (before + bytes / 2 >= half && key !== range.from) return key;
    before += bytes;
    reached = key;
    shareReached = share;
  }
  return ballast === 0 ? inside(range, reached) : inside(range, beyond(reached, half - before));

  function beyond(key: string, bytes: number): string {
    return pointAt(shareOf({ from: "", to: key }) + Math.max(0, bytes) / perShare);
  }
}

const inside = (range: KeyRange, key: string): string | undefined =>
  key !== range.from && contains(range, key) ? key : undefined;
