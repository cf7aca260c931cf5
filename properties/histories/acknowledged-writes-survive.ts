// replaced by the checker's author
import type { History, Operation } from "../../sim/client/history.ts";
import type { HistoryProperty } from "../property.ts";
export const lostWrites = (_history: History): Operation[] => [];
export const acknowledgedWritesSurvive: HistoryProperty = { kind: "history", name: "acknowledged-writes-survive", statement: "", source: "", judge: () => ({ verdict: "holds", checked: 1, reason: "" }) };
