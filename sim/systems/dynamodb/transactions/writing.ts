/**
 * A write transaction (ATC '23, Listing 2): prepare all items; if all could be, commit them, else
 * cancel them. The client is answered when every item has been written, or released (§3.3).
 */

import type {
  RejectReason,
  Response,
  TransactAction,
  TransactWrite,
} from "../../../client/operation.ts";
import type { Address } from "../../../kernel/role.ts";
import type { LocalTime } from "../../../kernel/time.ts";
import { itemKey } from "../../../parts/primary-key.ts";
import type { PartAction, TransactionId } from "../messages/transactions.ts";
import {
  type About,
  buggy,
  type CoordinatorEffects,
  type CoordinatorState,
  type Running,
} from "./coordinator-state.ts";
import { isSameBody, type LedgerAction, type LedgerEntry } from "./ledger.ts";
import { isComplete, partAnswerOf } from "./part-answers.ts";
import { complete, create, decide } from "./recording.ts";
import { stampAfter } from "./stamps.ts";
import { reject } from "./telling.ts";

/** Actions of one transaction, and bytes that it writes (developer guide, transactions). */
const mostActions = 100;
const mostBytes = 4_194_304;

export function onTransactWrite(
  state: CoordinatorState,
  router: Address,
  request: TransactWrite,
  at: LocalTime,
  effects: CoordinatorEffects,
): void {
  const asker = { router, request: request.request };
  const actions = request.actions.map(actionOf);
  const id = idOf(state, request);
  const reason = whyRefuse(state.running.get(id), actions);
  if (reason !== undefined) return reject(asker, reason, effects);
  const { number } = state.setup;
  state.stamp = stampAfter(state.stamp, at, number);
  const entry: LedgerEntry = { stage: "preparing", stamp: state.stamp, actions };
  const running: Running = { id, asker, stage: "creating", entry, text: undefined, answers: [] };
  state.running.set(id, running);
  effects.mark("transaction-begun");
  create(state, running, at, effects);
}

/** Its token, so that whoever sends it again finds its entry; or a name that nobody else makes. */
function idOf(state: CoordinatorState, { token, request }: TransactWrite): TransactionId {
  const isNew = token === undefined || buggy(state, "token-not-checked");
  return (isNew ? `${state.self}/${request}` : token) as TransactionId;
}

function whyRefuse(
  running: Running | undefined,
  actions: readonly LedgerAction[],
): RejectReason | undefined {
  if (running?.entry !== undefined) {
    return isSameBody(running.entry.actions, actions)
      ? "in-progress"
      : "idempotent-parameter-mismatch";
  }
  if (running !== undefined) return "in-progress";
  const bytes = actions.reduce(
    (sum, { action }) => sum + ("bytes" in action ? action.bytes : 0),
    0,
  );
  const items = new Set(actions.map(({ table, key }) => `${table}/${key}`));
  const isValid =
    actions.length > 0 &&
    actions.length <= mostActions &&
    bytes <= mostBytes &&
    items.size === actions.length;
  return isValid ? undefined : "unsupported";
}

function actionOf(asked: TransactAction): LedgerAction {
  const { table = "", key, sort } = asked;
  return { table, key: itemKey(key, sort), action: partActionOf(asked) };
}

function partActionOf({ condition, ...asked }: TransactAction): PartAction {
  const demand = condition === undefined ? {} : { condition };
  switch (asked.kind) {
    case "put": {
      const { value, bytes, attributes } = asked;
      const named = attributes === undefined ? {} : { attributes };
      return { kind: "put", value, bytes, ...named, ...demand };
    }
    case "update":
      return { kind: "update", add: asked.add, bytes: asked.bytes, ...demand };
    default:
      return { kind: asked.kind, ...demand };
  }
}

export function onPartAnswer(
  state: CoordinatorState,
  { id, index }: Extract<About, { kind: "part" }>,
  response: Response,
  at: LocalTime,
  effects: CoordinatorEffects,
): void {
  const running = state.running.get(id);
  if (running?.entry === undefined) return;
  running.answers[index] ??= partAnswerOf(response);
  if (!isComplete(running.answers)) return;
  if (running.stage === "preparing") return decide(state, running, running.entry, at, effects);
  if (running.stage === "ending") complete(state, running, running.entry, at, effects);
}
