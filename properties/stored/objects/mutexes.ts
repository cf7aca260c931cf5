import { type MutexCall, mutex } from "../../linearizability/models/mutex.ts";
import { type ObjectHistory, objectHistory } from "../object-history.ts";
import type { StoredCall } from "../stored-call.ts";
import { unknownTo } from "./registers.ts";

/** Locks that are acquired and released. @throws FormatError for anything else */
export const mutexesOf = (stored: readonly StoredCall[]): ObjectHistory<MutexCall> =>
  objectHistory(mutex, stored, (call) => {
    const { f, outcome } = call;
    if (f !== "acquire" && f !== "release") throw unknownTo("mutex", call, "acquire or release");
    return outcome === "fail" ? undefined : { kind: f };
  });
