import test from "ava";
import { type MessageClass, messageClass } from "./message-class.ts";

test("kinds of messages fall into the class that they are for", (t) => {
  const kinds: Readonly<Record<Exclude<MessageClass, "other">, readonly string[]>> = {
    client: ["put", "get", "done", "rejected", "forward", "not-leader"],
    replication: ["append", "append-ack", "commit-notice", "copy", "ask-copy", "recover-answer"],
    leadership: ["prepare", "promised", "ask-leader-health", "hand-over", "outdated", "vote"],
    lease: ["heartbeat", "heartbeat-ack"],
  };
  for (const [wanted, names] of Object.entries(kinds)) {
    for (const name of names) t.is(messageClass(name), wanted as MessageClass, name);
  }
  t.is(messageClass("ping"), "other");
});
