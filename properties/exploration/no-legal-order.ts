import type { Operation } from "../../sim/client/history.ts";
import type { RequestId } from "../../sim/client/operation.ts";
import type { SimTime } from "../../sim/kernel/time.ts";
import { linearizable } from "../histories/linearizable.ts";
import type { Call } from "./group-memory.ts";
import { reader, theKey, writer } from "./two-clients.ts";

/** Whether the clients' answers fit no order; the same judge as for the histories of runs. */
export function noLegalOrder(calls: readonly Call[]): string | undefined {
  const operations = calls.flatMap((call, index) =>
    call.state === "waiting" ? [] : [operationOf(call, index)],
  );
  const { verdict, operations: shown = [] } = linearizable.judge({ operations });
  if (verdict !== "broken") return undefined;
  const found = shown.map((request) => calls[request]!);
  const sentences = shown.map((request, at) => inWords(calls[request]!, request, found[at - 1]));
  return `the clients' answers fit no order: ${sentences.join("")}`;
}

/** Only the order of askings and answers counts: half a step lies between an answer and what follows. */
function operationOf({ kind, state, asked, answered, result }: Call, index: number): Operation {
  const isPut = kind === "put";
  return {
    request: index as RequestId,
    client: isPut ? 0 : 1,
    process: isPut ? writer : reader,
    kind,
    key: theKey,
    consistency: isPut ? undefined : "strong",
    argument: isPut ? index : undefined,
    condition: undefined,
    attempt: 0,
    retryOf: undefined,
    phase: "load",
    invoked: (asked + 0.5) as SimTime,
    completed: answered === 0 ? undefined : (answered as SimTime),
    outcome: state === "ok" ? "ok" : "info",
    result,
    version: 0,
    units: 0,
    error: undefined,
  };
}

function inWords(call: Call, request: number, before: Call | undefined): string {
  const { kind, state, result } = call;
  const what =
    kind === "get"
      ? `get r${request} returned ${result ?? "nothing"}`
      : `put r${request} of ${request} ${state === "ok" ? "was done" : "may have been done"}`;
  if (before === undefined) return what;
  const isLater = before.answered > 0 && before.answered <= call.asked;
  return `${isLater ? ", and after that " : ", and meanwhile "}${what}`;
}
