import { type Datum, datumText, isList } from "./datum.ts";
import type { StoredCall } from "./stored-call.ts";

/** "process 3 read k, got 5 (lines 12 to 15)" */
export function callInWords(call: StoredCall): string {
  const { process, f, key, line, lastLine, outcome } = call;
  const who = process === undefined ? "" : `process ${process} `;
  const of = key === undefined ? "" : ` ${key}`;
  const lines = line === lastLine ? `line ${line}` : `lines ${line} to ${lastLine}`;
  return `${who}${f}${of}${valueInWords(call)}${endings[outcome]} (${lines})`;
}

const endings = { ok: "", fail: ", refused", info: ", never answered" } as const;

function valueInWords({ f, asked, answer, outcome }: StoredCall): string {
  const isSame = datumText(asked) === datumText(answer);
  if (outcome === "ok" && !isSame && (asked === null || isList(answer))) {
    return `, got ${short(answer)}`;
  }
  if (asked !== null) return ` ${short(asked)}`;
  return outcome === "ok" && questions.has(f) ? ", got nil" : "";
}

/** What is asked to hear something: of others the answer nil says nothing. */
const questions: ReadonlySet<string> = new Set(["read", "get", "dequeue"]);

const longest = 120;

function short(datum: Datum): string {
  // Names need no quotes here.
  const text = datumText(datum).replaceAll(/"([A-Za-z][\w.-]*)"/g, "$1");
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
