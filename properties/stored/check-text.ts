/**
 * Checks a stored history, ours or that of another tool: from the text of a file to verdicts.
 */

import { checkListAppend } from "../transactions/list-append.ts";
import { checkRegisters } from "../transactions/registers.ts";
import type { RegisterHistory } from "../transactions/transaction-history.ts";
import { readAwditText } from "./awdit-text.ts";
import { type ModelName, modelFor } from "./chosen-model.ts";
import { readDataEvents } from "./data-events.ts";
import { FormatError } from "./format-error.ts";
import { readJepsenLog } from "./jepsen-log.ts";
import { judgedObject, type ObjectVerdict } from "./judged-object.ts";
import { judgedTransactions, type Level, type TransactionVerdict } from "./judged-transactions.ts";
import type { Dialect, ObjectHistory } from "./object-history.ts";
import { bankOf } from "./objects/banks.ts";
import { counterOf } from "./objects/counters.ts";
import { itemsOf } from "./objects/items.ts";
import { multiRegistersOf } from "./objects/multi-registers.ts";
import { mutexesOf } from "./objects/mutexes.ts";
import { queueOf } from "./objects/queues.ts";
import { registersOf } from "./objects/registers.ts";
import { setOf } from "./objects/sets.ts";
import { textsOf } from "./objects/texts.ts";
import { readOwnHistory } from "./own-history.ts";
import { paired } from "./paired.ts";
import { readPlumeText } from "./plume-text.ts";
import { type Format, recognised } from "./recognised.ts";
import type { StoredCall } from "./stored-call.ts";
import { hasOperation, listHistoryOf, registerHistoryOf } from "./transactions-of.ts";

/** What the user has said of a file; what is undefined is found out. */
export interface Asked {
  readonly model?: ModelName | undefined;
  readonly format?: Format | undefined;
  /** Transactions: what must hold. */
  readonly level?: Level | undefined;
}

/** What became of a file, or of one case in it. */
export interface Checked {
  /** Our own histories: which case of the run. */
  readonly case: string | undefined;
  readonly format: Format;
  readonly model: ModelName;
  readonly outcome: ObjectVerdict | TransactionVerdict;
}

/** @throws FormatError naming the line that cannot be read, and what was expected there */
export function checkText(text: string, asked: Asked): readonly Checked[] {
  const format = asked.format ?? recognised(text);
  switch (format) {
    case "quorate":
      return checkOwn(text, format, asked);
    case "plume":
    case "awdit": {
      mustBe(asked.model, ["transactions", "rw-register"], format);
      const history = format === "plume" ? readPlumeText(text) : readAwditText(text);
      const outcome = judgedRegisters(history, false, asked.level);
      return [{ case: undefined, format, model: "transactions", outcome }];
    }
    case "jepsen-log":
      return [checkCalls(paired(readJepsenLog(text)), format, asked)];
    case "edn":
    case "json":
      return [checkCalls(paired(readDataEvents(text)), format, asked)];
  }
}

function checkOwn(text: string, format: Format, { model }: Asked): readonly Checked[] {
  mustBe(model, ["kv"], format);
  return readOwnHistory(text).map(({ name, operations }) => {
    const history = itemsOf(operations);
    const outcome = history.parts.length === 0 ? nothing : judgedObject(history);
    return { case: name, format, model: "kv", outcome };
  });
}

function mustBe(model: ModelName | undefined, can: readonly ModelName[], format: Format): void {
  if (model === undefined || can.includes(model)) return;
  throw new FormatError(
    1,
    `a file of the format ${format} cannot be a ${model}: expected ${can[0]}`,
  );
}

function checkCalls(calls: readonly StoredCall[], format: Format, asked: Asked): Checked {
  // A log without a test in it says nothing; a history without operations breaks no promise.
  if (calls.length === 0 && format === "jepsen-log") {
    return { case: undefined, format, model: asked.model ?? "cas-register", outcome: nothing };
  }
  const model = asked.model ?? modelFor(calls);
  const kind = model === "transactions" ? transactionKind(calls) : model;
  if (kind === "list-append") {
    const report = checkListAppend(listHistoryOf(calls));
    const outcome = judgedTransactions(report, calls.length, true, asked.level);
    return { case: undefined, format, model, outcome };
  }
  const outcome =
    kind === "rw-register"
      ? judgedRegisters(registerHistoryOf(calls), true, asked.level)
      : judgedObject(objectsOf(kind, calls, format));
  return { case: undefined, format, model, outcome };
}

const nothing: ObjectVerdict = {
  verdict: "unknown",
  operations: 0,
  sentence: "there is nothing in it to judge",
};

const transactionKind = (calls: readonly StoredCall[]): "list-append" | "rw-register" =>
  calls.some((call) => hasOperation(call, ["append"])) ? "list-append" : "rw-register";

function judgedRegisters(
  history: RegisterHistory,
  hasTimes: boolean,
  level: Level | undefined,
): TransactionVerdict {
  // Histories without times come from tools to which a value out of nowhere is a mistake.
  const report = checkRegisters(history, { unwritten: hasTimes ? "allowed" : "violation" });
  return judgedTransactions(report, history.transactions.length, hasTimes, level);
}

type ObjectName = Exclude<ModelName, "list-append" | "rw-register" | "transactions">;

function objectsOf(model: ObjectName, calls: readonly StoredCall[], format: Format): ObjectHistory {
  const dialect = format === "jepsen-log" ? printed : knossos;
  switch (model) {
    case "register":
      return registersOf(calls, dialect, false);
    case "cas-register":
      return registersOf(calls, dialect, true);
    case "multi-register":
      return multiRegistersOf(calls, dialect);
    case "mutex":
      return mutexesOf(calls);
    case "kv":
      return textsOf(calls);
    case "set":
      return setOf(calls);
    case "queue":
      return queueOf(calls);
    case "bank":
      return bankOf(calls);
    case "counter":
      return counterOf(calls);
  }
}

/** What etcd's logs mean: a register that starts as nil, and is then read as nil. */
const printed: Dialect = { initial: undefined, nilIsAValue: true, failuresTell: true };

/** What Knossos means: 0 at first, a read of nil is an unknown one, what failed is no matter. */
const knossos: Dialect = { initial: 0, nilIsAValue: false, failuresTell: false };
