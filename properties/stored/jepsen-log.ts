import type { Datum } from "./datum.ts";
import { FormatError, quoted } from "./format-error.ts";
import type { StoredEvent } from "./stored-call.ts";

/**
 * Reads the log of a Jepsen test as it was printed: a line `INFO  jepsen.util - 3 :invoke :write 4`
 * for each event, tabs or blanks between its words. Porcupine comes with a hundred of etcd. Other
 * lines are other people's, and passed over.
 *
 * @throws FormatError for a line of the test whose value is none
 */
export function readJepsenLog(text: string): readonly StoredEvent[] {
  const events: StoredEvent[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    const found = jepsenLine.exec(line);
    if (found === null) continue;
    const [process, type, f, words] = found.slice(1) as [
      string,
      StoredEvent["type"],
      string,
      string,
    ];
    const value = valueIn(words, index + 1);
    events.push({ line: index + 1, process, type, f, key: undefined, value });
  }
  return events;
}

export const jepsenLine = /jepsen\.util - (\d+)\s+:(invoke|ok|fail|info)\s+:([\w-]+)\s+(.*?)\s*$/;

/** `nil`, a whole number, two of them in brackets, or a reason such as `:timed-out`. */
function valueIn(words: string, line: number): Datum {
  if (words === "nil" || words.startsWith(":")) return null;
  if (/^-?\d+$/.test(words)) return Number(words);
  const [, from, to] = /^\[\s*(-?\d+)\s+(-?\d+)\s*\]$/.exec(words) ?? [];
  if (from !== undefined) return [Number(from), Number(to)];
  throw new FormatError(line, `found ${quoted(words)}, expected nil, a number or [FROM TO]`);
}
