/** What a response says of one item's part. */

import type { CancellationReason, Response } from "../../../client/operation.ts";
import type { PartAnswer } from "./coordinator-state.ts";

export function partAnswerOf(response: Response): PartAnswer {
  if (response.kind === "done") {
    const { value, version, units } = response;
    return { kind: "done", value, version, units };
  }
  return { kind: "refused", reason: reasonOf(response) };
}

/** In the words of the API (API reference, TransactWriteItems). */
function reasonOf(response: Exclude<Response, { kind: "done" }>): CancellationReason {
  switch (response.reason) {
    case "condition-failed":
      return "ConditionalCheckFailed";
    case "transaction-conflict":
      return "TransactionConflict";
    case "throttled": {
      const exception = response.kind === "rejected" ? response.throttle?.exception : undefined;
      return exception === "ProvisionedThroughputExceededException"
        ? "ProvisionedThroughputExceeded"
        : "ThrottlingError";
    }
    default:
      return "ValidationError";
  }
}

/** One for each part, in the order of the request. */
export const reasonsOf = (
  answers: readonly (PartAnswer | undefined)[],
): readonly CancellationReason[] =>
  answers.map((answer) => (answer?.kind === "refused" ? answer.reason : "None"));

export const isComplete = (answers: readonly (PartAnswer | undefined)[]): boolean =>
  answers.every((answer) => answer !== undefined);
