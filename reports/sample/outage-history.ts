import type { Operation } from "../../sim/client/history.ts";
import { type Dice, dice, skewed } from "./dice.ts";
import { type Entry, type HistoryWriter, historyWriter, type RequestId } from "./history-writer.ts";

/** When the sample's leader is lost, noticed, replaced and back, µs. */
export const outage = {
  begins: 10_000_000,
  noticed: 11_450_000,
  over: 12_600_000,
  ends: 30_000_000,
} as const;

export const loadEnds = 60_000_000;

const clients = 20;
const timeOut = 1_000_000;

interface Asked {
  readonly client: number;
  readonly kind: "get" | "put";
  readonly consistency: Operation["consistency"];
  readonly key: string;
  readonly argument: string | undefined;
}

type Answer = Pick<Entry, "outcome" | "completed" | "error">;

/** Twenty clients in two zones, half of what they ask writes; every attempt is one operation. */
export function outageHistory(seed: number, perSecond: number): readonly Operation[] {
  const throwDie = dice(seed);
  const history = historyWriter(clients);
  const count = (loadEnds / 1_000_000) * perSecond;
  for (let index = 0; index < count; index++) {
    const mean = 1_000_000 / perSecond;
    const invoked = Math.floor(index * mean + throwDie(Math.floor(mean)));
    attempt(history, throwDie, someRequest(throwDie, index), invoked, 0, undefined);
  }
  for (let key = 0; key < 40; key++) {
    const invoked = loadEnds + 8_000_000 + key * 5_000;
    const get = {
      client: key % clients,
      kind: "get",
      consistency: "strong",
      key: `k${key}`,
    } as const;
    const asked = { ...get, argument: undefined };
    history.add({
      ...fields(asked),
      invoked,
      completed: invoked + 1_800,
      outcome: "ok",
      phase: "audit",
    });
  }
  return history.operations();
}

function someRequest(throwDie: Dice, index: number): Asked {
  const part = throwDie(100);
  const kind = part < 50 ? "put" : "get";
  return {
    client: throwDie(clients),
    kind,
    consistency: kind === "put" ? undefined : part < 80 ? "strong" : "eventual",
    key: `k${skewed(throwDie, 100)}`,
    argument: kind === "put" ? `v${index}` : undefined,
  };
}

function fields({ client, kind, consistency, key, argument }: Asked) {
  const process = `client-${client < 10 ? "b" : "c"}-${client % 10}`;
  return { client, process, kind, consistency, key, argument };
}

function attempt(
  history: HistoryWriter,
  throwDie: Dice,
  asked: Asked,
  invoked: number,
  number: number,
  first: RequestId | undefined,
): void {
  if (invoked >= loadEnds) return;
  const answer = answerTo(throwDie, asked, invoked);
  const result =
    answer.outcome === "ok" ? (asked.argument ?? `v${Math.floor(invoked / 4_000)}`) : undefined;
  const request = history.add({
    ...fields(asked),
    ...answer,
    result,
    invoked,
    attempt: number,
    retryOf: first,
  });
  if (answer.outcome === "ok" || number === 3) return;
  const pause = 20_000 + throwDie(60_000 << number);
  const next = (answer.completed ?? invoked + timeOut) + pause;
  attempt(history, throwDie, asked, next, number + 1, first ?? request);
}

function answerTo(throwDie: Dice, { kind, consistency }: Asked, invoked: number): Answer {
  const base = kind === "put" ? 2_300 : consistency === "strong" ? 1_300 : 900;
  const spike = throwDie(400) === 0 ? throwDie(14_000) : 0;
  const backlog = sinceRecovery(invoked) < 900_000 ? skewed(throwDie, 60_000) : 0;
  const latency = base + skewed(throwDie, base * 3) + spike + backlog;
  const ok: Answer = { outcome: "ok", completed: invoked + latency, error: undefined };
  const [begins, over] = [outage.begins - latency, outage.over];
  if (invoked < begins || invoked >= over) return ok;
  if (consistency === "eventual" && (invoked > outage.noticed || throwDie(3) > 0)) return ok;
  if (invoked > outage.noticed) {
    return { outcome: "fail", completed: invoked + 600 + throwDie(900), error: "no-leader" };
  }
  const silent = throwDie(60) === 0;
  return { outcome: "info", completed: silent ? undefined : invoked + timeOut, error: "time-out" };
}

const sinceRecovery = (instant: number): number =>
  instant < outage.over ? Number.POSITIVE_INFINITY : instant - outage.over;
