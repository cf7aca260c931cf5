/** Every knob of the client: meaning, unit, default, source. */

import { ms, seconds } from "../kernel/time.ts";
import { count, duration, onOff, type Values } from "../parts/setting.ts";

export const clientSettings = {
  timeout: duration({
    default: seconds(1),
    meaning: "How long a client waits for an answer to one attempt.",
    source: "assumption; the JavaScript SDK v3 has none by default",
  }),
  retries: onOff({
    default: true,
    meaning: "Whether an attempt that failed or was not answered is tried again.",
    source: "AWS SDKs and tools reference, retry behaviour",
  }),
  attempts: count({
    default: 4,
    meaning: "Most attempts at one request.",
    source: "AWS SDKs, retry behaviour of 2026: 4 for DynamoDB",
  }),
  retryBase: duration({
    default: ms(25),
    meaning: "Bound of the first back-off; it doubles with each retry (full jitter).",
    source: "AWS SDKs, retry behaviour of 2026: 25 ms for DynamoDB's transient errors",
  }),
  throttlingBase: duration({
    default: seconds(1),
    meaning: "The same after a throttling error.",
    source: "AWS SDKs, retry behaviour of 2026: 1,000 ms",
  }),
  retryCap: duration({
    default: seconds(20),
    meaning: "Bound that no back-off passes.",
    source: "AWS SDKs, retry behaviour of 2026: 20 s",
  }),
  retryQuota: count({
    default: 500,
    meaning: "Tokens of a client for retries; without tokens it fails at once.",
    source: "AWS SDKs, retry behaviour of 2026: 500 a client",
  }),
  transientCost: count({
    default: 14,
    meaning: "Tokens that a retry of a transient error costs; a success gives them back.",
    source: "AWS SDKs, retry behaviour of 2026: 14",
  }),
  throttlingCost: count({
    default: 5,
    meaning: "Tokens that a retry of a throttling error costs; a success gives them back.",
    source: "AWS SDKs, retry behaviour of 2026: 5",
  }),
} as const;

export type ClientSettings = Values<typeof clientSettings>;
