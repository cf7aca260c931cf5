import { awditLine } from "./awdit-text.ts";
import { FormatError, quoted } from "./format-error.ts";
import { jepsenLine } from "./jepsen-log.ts";
import { plumeLine } from "./plume-text.ts";

/** What histories are stored as, with what it is in a few words. */
export const formats = {
  quorate: "our own history.jsonl",
  "jepsen-log": "the printed log of a Jepsen test",
  edn: "EDN maps of events, as of Jepsen, Knossos, Elle and Porcupine's key-value logs",
  json: "the same maps in JSON",
  plume: "text of Plume, PolySI and IsoVista",
  awdit: "text of AWDIT",
} as const;

export type Format = keyof typeof formats;

/** How much of a file has to be looked at: logs may begin with lines of other things. */
const enough = 20_000;

/**
 * The format of a text, by its first words.
 *
 * @throws FormatError when it is none that we know
 */
export function recognised(text: string): Format {
  const first = firstLine(text);
  if (first.startsWith('{"case":')) return "quorate";
  if (plumeLine.test(first)) return "plume";
  if (awditLine.test(first)) return "awdit";
  const start = first.replace(/^[[(]\s*/, "");
  if (/^\{\s*"/.test(start) || /^\[\s*$/.test(first)) return isEdn(text) ? "edn" : "json";
  if (/^(\{\s*:|#[\w.]+\s*\{|[[(]$|[[(]\s*[\])]|\{\s*$)/.test(start) || isEdn(text)) return "edn";
  if (
    text
      .slice(0, enough)
      .split("\n")
      .some((line) => jepsenLine.test(line))
  )
    return "jepsen-log";
  if (first === "" || /\bjepsen\.\w/.test(text.slice(0, enough))) return "jepsen-log";
  const known = Object.keys(formats).join(", ");
  throw new FormatError(1, `found ${quoted(first)}, expected a history in one of ${known}`);
}

/** The first line that is neither empty nor a remark. */
function firstLine(text: string): string {
  const lines = text
    .slice(0, enough)
    .split("\n")
    .map((line) => line.trim());
  return lines.find((line) => line !== "" && !line.startsWith(";")) ?? "";
}

const isEdn = (text: string): boolean =>
  /^[\s,[({]*:(type|process|index|f|time)\b/m.test(text.slice(0, enough));
