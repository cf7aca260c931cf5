import type {
  RegisterHistory,
  RegisterOperation,
  Transaction,
} from "../transactions/transaction-history.ts";
import { FormatError, quoted } from "./format-error.ts";

/** `r(key,value,session,transaction)`; the same with `w`. */
export const plumeLine =
  /^\s*([rw])\(\s*(-?\d+)\s*,\s*(-?\d+)\s*,\s*(-?\d+)\s*,\s*(-?\d+)\s*\)\s*$/;

/** What Plume, PolySI and IsoVista have in place of the number of a transaction that was undone. */
const undone = -1;

interface Drafted {
  readonly name: string;
  readonly session: number;
  readonly status: Transaction["status"];
  readonly operations: { readonly isRead: boolean; readonly key: number; readonly value: number }[];
}

/**
 * Reads the text that Plume, PolySI and IsoVista exchange: an operation a line, sessions in the
 * order of the file, no times. A read of 0 where nobody writes 0 saw what was there before.
 *
 * @throws FormatError naming the first line that is no operation
 */
export function readPlumeText(text: string): RegisterHistory {
  const drafts = new Map<string, Drafted>();
  const written = new Set<string>();
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const found = plumeLine.exec(line);
    if (found === null) {
      throw new FormatError(
        index + 1,
        `found ${quoted(line)}, expected r(KEY,VALUE,SESSION,TRANSACTION)`,
      );
    }
    const [key, value, session, transaction] = found.slice(2).map(Number) as [
      number,
      number,
      number,
      number,
    ];
    const isRead = found[1] === "r";
    if (!isRead) written.add(`${key} ${value}`);
    const id = transaction === undone ? `${session} undone ${index}` : `${session} ${transaction}`;
    const draft = drafts.get(id) ?? {
      name: `line ${index + 1}`,
      session,
      status: transaction === undone ? "fail" : "ok",
      operations: [],
    };
    drafts.set(id, draft);
    draft.operations.push({ isRead, key, value });
  }
  return {
    transactions: [...drafts.values()].map((draft, place) => finished(draft, place, written)),
  };
}

function finished(
  { name, session, status, operations }: Drafted,
  place: number,
  written: ReadonlySet<string>,
): Transaction<RegisterOperation> {
  return {
    name,
    process: session,
    invoked: place,
    completed: Infinity,
    status,
    operations: operations.map(({ isRead, key, value }) => {
      if (!isRead) return { kind: "write", key, value };
      const isFirst = value === 0 && !written.has(`${key} 0`);
      return { kind: "read", key, value: isFirst ? null : value };
    }),
  };
}
