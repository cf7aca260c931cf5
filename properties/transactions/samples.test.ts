import { readdirSync, readFileSync } from "node:fs";
import test from "ava";
import { checkKnownVersions } from "./known-versions.ts";
import { checkListAppend } from "./list-append.ts";
import { readLists, readRegisters } from "./read-transactions.test-helper.ts";
import { checkRegisters } from "./registers.ts";
import type { TransactionReport } from "./transaction-history.ts";

const kinds: Readonly<Record<string, (text: string, sessions: boolean) => TransactionReport>> = {
  lists: (text, sessions) => checkListAppend(readLists(text), { sessions }),
  registers: (text) => checkRegisters(readRegisters(text)),
  versions: (text, sessions) => checkKnownVersions(readRegisters(text), { sessions }),
};

for (const [kind, check] of Object.entries(kinds)) {
  const folder = new URL(`samples/${kind}/`, import.meta.url);
  for (const file of readdirSync(folder).sort()) {
    const text = readFileSync(new URL(file, folder), "utf8");
    test(`${kind}, ${file.slice(0, -4)}: ${text.split("\n")[0]!.slice(2)}`, (t) => {
      const { anomalies, strongest, models } = check(text, /^# sessions$/m.test(text));
      const names = new Set(anomalies.map(({ name }) => name));
      const proofs = anomalies.map(({ name, proof }) => `${name}: ${proof}`).join("\n");
      t.is([...names].sort().join(" ") || "none", /^# anomalies: (.*)$/m.exec(text)![1]!, proofs);
      t.is(strongest ?? "none", /^# strongest: (.*)$/m.exec(text)![1]!);
      t.is(models["strict-serializable"], strongest === "strict-serializable" ? "holds" : "broken");
    });
  }
}
