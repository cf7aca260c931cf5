/** Every knob of time to live: meaning, unit, default, source. */

import { seconds } from "../../../kernel/time.ts";
import { count, duration } from "../../../parts/setting.ts";

export const expirySettings = {
  expiryDelayMost: duration({
    default: seconds(172_800),
    meaning: "Longest time from the expiry of an item until it is due to be removed.",
    source:
      "developer guide, TTL: within a few days; 48 hours in the text of 2023. That it is uniform from 0 is an assumption",
  }),
  expiryInterval: duration({
    default: seconds(60),
    meaning: "How often a leader of a table with a time to live looks for items to remove.",
    source: "assumption",
  }),
  expiryItems: count({
    default: 1_000,
    meaning: "Items that it looks at each time; the next look goes on behind them.",
    source: "assumption: a background sweep that customers do not notice",
  }),
} as const;
