/**
 * The DNS service: keeps the zone (`hosted-zone.ts`), answers look-ups, and makes changes one after
 * the other, each once it is on disk. It is sound: what goes wrong is what it is asked for.
 */

import type { Address, Effects, Role } from "../../kernel/role.ts";
import type { LocalTime } from "../../kernel/time.ts";
import { describe } from "./describe.ts";
import {
  addressesOf,
  type HostedZone,
  newZone,
  type Outcome,
  point,
  remove,
  restore,
  store,
} from "./hosted-zone.ts";
import type { Change, DnsMessage, Logged, Point } from "./messages.ts";
import { type Config, regionalOf } from "./settings.ts";

export interface DnsSetup {
  /** Addresses of plan 0. */
  readonly balancers: readonly Address[];
  readonly config: Config;
}

/** An act of an enactor whose plan was older than the one in place: made, or refused as overtaken. */
export interface LateAct {
  readonly at: LocalTime;
  readonly by: Address;
  /** When this enactor asked which plan is applied: its one check. */
  readonly checkedAt: LocalTime;
  readonly endpoint: number;
  readonly generation: number;
  readonly over: number;
  readonly isMade: boolean;
}

/** A stretch in which the regional record had no address; `until` is undefined while it lasts. */
export interface EmptySpell {
  readonly from: LocalTime;
  /** The plan that was deleted while the record referred to it. */
  readonly generation: number;
  until: LocalTime | undefined;
}

export interface DnsState {
  readonly setup: DnsSetup;
  readonly zone: HostedZone;
  /** By enactor: its last question for what is applied, and when that came. */
  readonly checks: Map<Address, { readonly number: number; readonly at: LocalTime }>;
  /** Its log since it was started, for those who look into the matter afterwards. */
  acts: number;
  readonly late: LateAct[];
  readonly empty: EmptySpell[];
  /** Acts refused because the plan in place was gone. */
  inconsistent: number;
}

type ServiceEffects = Effects<DnsMessage, Logged>;

export const dnsService: Role<DnsState, DnsMessage, Logged, DnsSetup> = {
  name: "dns-service",
  describe,

  start(_self, setup, disk) {
    const zone = newZone(setup.config.endpoints, setup.balancers);
    for (const { change } of disk.records) carryOut(zone, change, setup.config);
    const log = { acts: 0, late: [], empty: [], inconsistent: 0 };
    return { setup, zone, checks: new Map(), ...log };
  },

  handle(state, event, effects) {
    if (event.kind === "persisted") return onDurable(state, event.record, event.at, effects);
    if (event.kind !== "message") return;
    const { message, from, at } = event;
    if (isChange(message)) effects.persist({ kind: "logged", by: from, change: message });
    else answer(state, message, from, at, effects);
  },
};

const isChange = (message: DnsMessage): message is Change =>
  message.kind === "store" ||
  message.kind === "point" ||
  message.kind === "delete-plans" ||
  message.kind === "restore";

function answer(
  { setup, zone, checks }: DnsState,
  message: DnsMessage,
  from: Address,
  at: LocalTime,
  effects: ServiceEffects,
): void {
  const { newest, records } = zone;
  if (message.kind === "look-up") {
    const addresses = addressesOf(zone, regionalOf(setup.config));
    effects.send(from, { kind: "looked-up", number: message.number, addresses });
  } else if (message.kind === "fetch") {
    const { number } = message;
    if (checks.get(from)?.number !== number) checks.set(from, { number, at });
    effects.send(from, { kind: "fetched", number, newest, applied: [...records] });
  } else if (message.kind === "list") {
    const stored = [...zone.plans.keys()];
    const referenced = stored.filter((generation) => records.includes(generation));
    effects.send(from, { kind: "listed", number: message.number, stored, referenced });
  }
}

function carryOut(zone: HostedZone, change: Change, config: Config): Outcome {
  if (change.kind === "point") return point(zone, change);
  if (change.kind === "store") store(zone, change);
  else if (change.kind === "delete-plans")
    remove(zone, change.generations, looksAtReferences(config));
  else restore(zone);
  return "done";
}

const looksAtReferences = ({ cleanUp, bugs }: Config): boolean =>
  cleanUp === "keeps-referenced" && !bugs.includes("references-read-too-early");

function onDurable(
  state: DnsState,
  { by, change }: Logged,
  at: LocalTime,
  effects: ServiceEffects,
): void {
  const { zone, setup } = state;
  const before = change.kind === "point" ? zone.records[change.endpoint]! : 0;
  const outcome = carryOut(zone, change, setup.config);
  if (change.kind === "store") effects.send(by, { kind: "stored", newest: zone.newest });
  if (change.kind === "delete-plans") effects.send(by, { kind: "deleted", number: change.number });
  if (change.kind === "point") {
    const current = zone.records[change.endpoint]!;
    effects.send(by, { kind: "pointed", number: change.number, outcome, current });
    noteAct(state, { by, change, before, outcome }, at, effects);
  }
  if (change.kind === "restore") effects.mark("restored-by-hand");
  noteEmptiness(state, at, effects);
}

interface Act {
  readonly by: Address;
  readonly change: Point;
  readonly before: number;
  readonly outcome: Outcome;
}

function noteAct(
  state: DnsState,
  { by, change, before: over, outcome }: Act,
  at: LocalTime,
  effects: ServiceEffects,
): void {
  const { endpoint, generation } = change;
  state.acts += 1;
  if (outcome === "inconsistent") {
    state.inconsistent += 1;
    effects.mark("change-refused-as-inconsistent");
  }
  if (generation >= over || (outcome !== "done" && outcome !== "overtaken")) return;
  const checkedAt = state.checks.get(by)?.at ?? at;
  const isMade = outcome === "done";
  state.late.push({ at, by, checkedAt, endpoint, generation, over, isMade });
  effects.mark("older-plan-came");
}

function noteEmptiness(
  { setup, zone, empty }: DnsState,
  at: LocalTime,
  effects: ServiceEffects,
): void {
  const regional = regionalOf(setup.config);
  const last = empty.at(-1);
  const wasEmpty = last !== undefined && last.until === undefined;
  const isEmpty = addressesOf(zone, regional).length === 0;
  if (isEmpty === wasEmpty) return;
  effects.mark(isEmpty ? "regional-record-empty" : "regional-record-back");
  if (wasEmpty) last.until = at;
  else empty.push({ from: at, generation: zone.records[regional]!, until: undefined });
}
