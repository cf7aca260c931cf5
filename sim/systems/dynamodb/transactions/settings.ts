/** Settings of transactions: part of `config.ts`. */

import { ms, seconds } from "../../../kernel/time.ts";
import { count, duration, onOff } from "../../../parts/setting.ts";

export const transactionSettings = {
  coordinatorRetry: duration({
    default: ms(50),
    meaning: "How often a coordinator asks again what was refused for want of a leader.",
    source: "assumption: ATC '23 has it wait for all answers, and does not say how",
  }),
  coordinatorPatience: duration({
    default: ms(1_200),
    meaning: "Silence after which a coordinator asks another router.",
    source: "assumption: above `routerGivesUp`, by which a router has answered everything",
  }),
  coordinatorService: duration({
    default: ms(0.1),
    meaning: "Processor time of a coordinator to route one request to the leader of an item.",
    source: "assumption: half a request router's, which authorises its customers as well",
  }),
  stalledAfter: duration({
    default: seconds(5),
    meaning: "Age from which an unfinished transaction is taken for abandoned, and recovered.",
    source:
      "API reference, TransactWriteItems: a retry 5 s after the first attempt may recover it; ATC '23, §3.5, has no figure",
    caution: "Shorter than the slowest fail-over has several coordinators finish one transaction.",
  }),
  ledgerScan: duration({
    default: seconds(10),
    meaning: "How often a recovery manager scans the ledger, each time from another key.",
    source: "assumption; ATC '23, §3.5: periodically",
  }),
  ledgerScanEntries: count({
    default: 1_000,
    meaning: "Most entries of the ledger in one scan.",
    source: "assumption; ATC '23, §3.5: up to thousands",
  }),
  tokenLife: duration({
    default: seconds(600),
    meaning: "How long a finished transaction answers for its token, and stays in the ledger.",
    source: "API reference, TransactWriteItems: 10 minutes after it finished",
  }),
  readRounds: count({
    default: 2,
    meaning: "Most rounds of a read transaction: it is cancelled if none finds what the last did.",
    source: "assumption; ATC '23, §3.4: two, and a coordinator may go on",
  }),
  singleReadsPassPrepared: onOff({
    default: true,
    meaning: "A single read of an item that waits for a transaction is answered as before it.",
    source: "ATC '23, §4; its Fig. 11 has no cancelled GetItem",
  }),
  singleWritesPassBefore: onOff({
    default: false,
    meaning:
      "A single write of an item that waits for a transaction is done at once, as before it, " +
      "unless the transaction has checked the item.",
    source: "ATC '23, §4; its Fig. 11 shows UpdateItem cancelled, so it was not in use",
  }),
  singleWritesPassBehind: onOff({
    default: false,
    meaning:
      "A put or delete without a condition of an item that waits for a transaction is done at " +
      "once, as behind it; the transaction's own write of the item is then left out.",
    source: "ATC '23, §4; whether it is in use is not published",
  }),
} as const;
