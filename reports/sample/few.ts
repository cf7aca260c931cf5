import type { Operation } from "../../sim/client/history.ts";
import { type Entry, historyWriter } from "./history-writer.ts";

/** A short history of one client, from what matters of each operation; the rest is ordinary. */
export function few(entries: readonly Partial<Entry>[]): readonly Operation[] {
  const history = historyWriter(1);
  for (const entry of entries) {
    const invoked = entry.invoked ?? 0;
    history.add({
      client: 0,
      process: "client-b-0",
      kind: "put",
      key: "k1",
      outcome: "ok",
      ...entry,
      invoked,
      completed: "completed" in entry ? entry.completed : invoked + 1_000,
    });
  }
  return history.operations();
}
