/** What a message is for, as far as its kind tells: the classes that have their own stroke. */

export type MessageClass = "client" | "replication" | "leadership" | "lease" | "other";

const clientKinds = new Set([
  "get",
  "put",
  "update",
  "delete",
  "query",
  "scan",
  "done",
  "rejected",
  "failed",
  "forward",
  "not-leader",
]);

/** Words in the kinds of messages, most telling first. */
const hints: readonly (readonly [MessageClass, RegExp])[] = [
  ["lease", /heartbeat|lease|renew|grant/],
  ["leadership", /vote|stand|elect|prepare|promise|leader|health|hand-over|outdated|drain/],
  ["replication", /append|ack|accept|commit|record|copy|catch|snapshot|recover|repair|log/],
];

export function messageClass(kind: string): MessageClass {
  if (clientKinds.has(kind)) return "client";
  return hints.find(([, words]) => words.test(kind))?.[0] ?? "other";
}
