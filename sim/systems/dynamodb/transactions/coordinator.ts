/**
 * A transaction coordinator (Idziorek et al., USENIX ATC '23, §3): takes transactions from request
 * routers, and sees to it that all of a transaction's items are written, or none; or are read as of
 * one instant. Which code answers which event: read this first.
 *
 * What must outlive it is in the ledger. Whatever it asks of others it asks again until it is
 * answered: the paper has it wait for all, and says no more.
 */

import type { Response } from "../../../client/operation.ts";
import type { Address, Role } from "../../../kernel/role.ts";
import type { LocalTime } from "../../../kernel/time.ts";
import { describe } from "../describe.ts";
import type { Stamp } from "../messages/transactions.ts";
import type { DynamoMessage } from "../messages.ts";
import { isResponse } from "../request-path/requests.ts";
import { answered, sweepAsks } from "./asking.ts";
import type {
  About,
  CoordinatorEffects,
  CoordinatorSetup,
  CoordinatorState,
} from "./coordinator-state.ts";
import { onFinish } from "./finishing.ts";
import { onLedgerAnswer } from "./ledger-answers.ts";
import { dropOld, onReadAnswer, onTransactGet } from "./reading.ts";
import { onPartAnswer, onTransactWrite } from "./writing.ts";

export const transactionCoordinator: Role<
  CoordinatorState,
  DynamoMessage,
  never,
  CoordinatorSetup
> = {
  name: "transaction-coordinator",
  describe,

  start: (self, setup, _disk, at) => ({
    self,
    setup,
    // One that comes back must not use a number twice; nobody asks once a microsecond.
    count: Math.max(0, at),
    turn: 0,
    stamp: 0 as Stamp,
    running: new Map(),
    readings: new Map(),
    asks: new Map(),
    sweeping: false,
  }),

  handle(state, event, effects) {
    if (event.kind === "timer") return onSweep(state, event.at, effects);
    if (event.kind !== "message") return;
    const { from, message, at } = event;
    onMessage(state, from, message, at, effects);
  },
};

function onMessage(
  state: CoordinatorState,
  from: Address,
  message: DynamoMessage,
  at: LocalTime,
  effects: CoordinatorEffects,
): void {
  switch (message.kind) {
    case "transact-write":
      return onTransactWrite(state, from, message, at, effects);
    case "transact-get":
      return onTransactGet(state, from, message, at, effects);
    case "finish-transaction":
      return onFinish(state, message, at, effects);
    default:
      if (isResponse(message)) onResponse(state, message, at, effects);
  }
}

function onResponse(
  state: CoordinatorState,
  response: Response,
  at: LocalTime,
  effects: CoordinatorEffects,
): void {
  const about = answered(state, response)?.about;
  switch (about?.kind) {
    case "ledger":
      return onLedgerAnswer(state, about.id, response, at, effects);
    case "part":
      return onPartAnswer(state, about, response, at, effects);
    case "read":
      return onReadAnswer(state, about, response, at, effects);
  }
}

function onSweep(state: CoordinatorState, at: LocalTime, effects: CoordinatorEffects): void {
  dropOld(state, at);
  const isWanted = (about: About): boolean => {
    if (about.kind === "stray") return true;
    return about.kind === "read" ? state.readings.has(about.reading) : state.running.has(about.id);
  };
  sweepAsks(state, isWanted, at, effects);
}
