import { type TextCall, text } from "../../linearizability/models/text.ts";
import { type Datum, datumText } from "../datum.ts";
import { type ObjectHistory, objectHistory } from "../object-history.ts";
import type { StoredCall } from "../stored-call.ts";
import { unknownTo } from "./registers.ts";

/** Texts by key that are put, appended to and got. @throws FormatError for anything else */
export const textsOf = (stored: readonly StoredCall[]): ObjectHistory<TextCall> =>
  objectHistory(text, stored, (call) => {
    const { f, asked, answer, outcome } = call;
    if (f !== "get" && f !== "put" && f !== "append") {
      throw unknownTo("key-value store", call, "get, put or append");
    }
    if (f === "get") return outcome === "ok" ? { kind: f, value: textIn(answer) } : undefined;
    return outcome === "fail" ? undefined : { kind: f, value: textIn(asked) };
  });

/** What nobody has written is empty. */
const textIn = (datum: Datum): string =>
  datum === null ? "" : typeof datum === "string" ? datum : datumText(datum);
