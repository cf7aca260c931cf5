/** Every knob of splitting and balancing (ATC '22, §4.3, §4.4): meaning, unit, default, source. */

import { minutes, ms, seconds } from "../../../kernel/time.ts";
import { count, duration, onOff, share } from "../../../parts/setting.ts";

export const splitSettings = {
  splitting: onOff({
    default: true,
    meaning: "Whether partitions that are too large or too busy are split.",
    source: "ATC '22, §4.4",
  }),
  splitPause: duration({
    default: ms(20),
    meaning:
      "How long after a split the child's first leader stands, so that all members have cut.",
    source: "assumption; ATC '22, §4.4 says that a split takes minutes and nothing of its pause",
  }),
  splitSize: count({
    default: 9_000_000_000,
    meaning: "Bytes from which on a partition is split for its size.",
    source: "assumption: below the 10 GB that a partition holds at most (developer guide, quotas)",
  }),
  splitAfter: duration({
    default: seconds(120),
    meaning: "How long a partition consumes more than `splitThreshold` before it asks for a split.",
    source: "assumption; ATC '22, §4.4 names a threshold without a figure",
  }),
  splitAtLeast: duration({
    default: seconds(120),
    meaning: "Shortest time that a split works in the background before the cut-over.",
    source: "assumption; ATC '22, §4.4: in the order of minutes",
  }),
  splitAtMost: duration({
    default: minutes(10),
    meaning: "Longest time that a split works in the background before the cut-over.",
    source: "assumption; ATC '22, §4.4: in the order of minutes",
  }),
  splitWatch: duration({
    default: seconds(10),
    meaning: "How often a storage node looks for partitions to split, and for its own load.",
    source: "assumption: a twelfth of `splitAfter`",
  }),
  oneHotKey: share({
    default: 0.5,
    meaning: "Share of a partition's traffic on one item above which no split would help.",
    source: "assumption; ATC '22, §4.4 names the rule without a figure",
  }),
  movingFront: share({
    default: 0.8,
    meaning:
      "Share of accesses that move through the keys in order above which no split would help.",
    source: "assumption; ATC '22, §4.4 names the rule without a figure",
  }),
  balanceThreshold: share({
    default: 0.8,
    meaning: "Share of its capacity above which a storage node offers replicas to others.",
    source: "assumption; ATC '22, §4.3 names a threshold without a figure",
  }),
  balanceAfter: duration({
    default: seconds(60),
    meaning: "How long a storage node is above `balanceThreshold` before it offers any.",
    source: "assumption; ATC '22, §4.3 gives none",
  }),
} as const;
