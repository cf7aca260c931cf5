import type {
  RegisterHistory,
  RegisterOperation,
  Transaction,
} from "../transactions/transaction-history.ts";
import { FormatError, quoted } from "./format-error.ts";

export const awditLine = /^\s*(?:([rw])\s+(-?\d+)\s+(-?\d+)|(-{3,})|(={3,}))\s*$/;

/**
 * Reads the text of AWDIT's tests: `r KEY VALUE` or `w KEY VALUE` a line, dashes where a transaction
 * ends and double ones where a session does. No times.
 *
 * @throws FormatError naming the first line that is none of these
 */
export function readAwditText(text: string): RegisterHistory {
  const transactions: Transaction<RegisterOperation>[] = [];
  let session = 0;
  let operations: RegisterOperation[] = [];
  let name = "";
  const close = (): void => {
    if (operations.length === 0) return;
    const place = transactions.length;
    transactions.push({
      name,
      process: session,
      invoked: place,
      completed: Infinity,
      status: "ok",
      operations,
    });
    operations = [];
  };
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const found = awditLine.exec(line);
    if (found === null) {
      throw new FormatError(
        index + 1,
        `found ${quoted(line)}, expected r KEY VALUE, w KEY VALUE, ----- or =====`,
      );
    }
    const [, kind, key, value, , sessionEnds] = found;
    if (operations.length === 0) name = `line ${index + 1}`;
    if (kind !== undefined) operations.push(operationOf(kind, Number(key), Number(value)));
    else close();
    if (sessionEnds !== undefined) session += 1;
  }
  close();
  return { transactions };
}

const operationOf = (kind: string, key: number, value: number): RegisterOperation => ({
  kind: kind === "r" ? "read" : "write",
  key,
  value,
});
