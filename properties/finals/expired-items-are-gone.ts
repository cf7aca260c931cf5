import { type LocalTime, toSeconds } from "../../sim/kernel/time.ts";
import { entriesOf } from "../../sim/parts/ordered-map.ts";
import type { Config } from "../../sim/systems/dynamodb/config.ts";
import { replicationGroups } from "../groups/replication-groups.ts";
import type { FinalProperty } from "../property.ts";

/** Looks at every replica, by its own clock. */
export const expiredItemsAreGone: FinalProperty = {
  kind: "final",
  name: "expired-items-are-gone",
  statement: "No replica has an item that expired longer ago than its removal may take.",
  source: "developer guide, TTL (removed within a few days)",

  judge(world, marks) {
    let checked = marks.get("expired-item-removed") ?? 0;
    for (const { views } of replicationGroups(world)) {
      for (const { address, state, clock } of views) {
        const { derived, config } = state.setup;
        const attribute = derived?.table.expiry?.attribute;
        if (attribute === undefined) continue;
        const limit = dueBy(clock, config, state.items.size);
        for (const [key, { value, extras }] of entriesOf(state.items)) {
          const expiry = extras?.attributes?.[attribute];
          if (value === undefined || typeof expiry !== "number") continue;
          checked += 1;
          if (expiry >= limit || expiry < limit - fiveYears) continue;
          const reason = `${address} still has ${key}, which expired at ${expiry} s`;
          return { verdict: "broken", checked, reason };
        }
      }
    }
    if (checked === 0) return { verdict: "unknown", checked, reason: "no item ever expired" };
    return {
      verdict: "holds",
      checked,
      reason: `${checked} items were removed, or may still be there`,
    };
  },
};

const fiveYears = 157_680_000;
/** For the last write to come to every replica, and for clocks that disagree. */
const grace = 2;

/** In seconds: what expired before is removed, once all items have been looked at. */
function dueBy(
  clock: LocalTime,
  { expiryDelayMost, expiryInterval, expiryItems }: Config,
  items: number,
): number {
  const looks = Math.ceil((items + 1) / expiryItems) + 1;
  const takes = toSeconds(expiryDelayMost) + looks * toSeconds(expiryInterval) + grace;
  return toSeconds(clock) - takes;
}
