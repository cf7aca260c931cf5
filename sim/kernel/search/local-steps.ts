/**
 * Steps of one machine. A handler's answer depends on its state, the event and the clock alone, so
 * each such step is worked out once, however many states of the whole contain it; states, messages
 * and records become numbers (Holzmann 1997, collapse compression).
 */

import { InvariantViolation } from "../assert.ts";
import { Labels } from "../labels.ts";
import { Pen } from "../pen.ts";
import { thawed } from "../plain-data.ts";
import type { Address, AnyMessage, AnyRole, Effect, Event } from "../role.ts";
import type { LocalTime } from "../time.ts";
import type { Asking } from "./environment.ts";
import { Interner } from "./interner.ts";
import { PickPaths } from "./pick-paths.ts";

/** One role, alone on its machine. */
export interface Player {
  readonly address: Address;
  readonly role: AnyRole;
  readonly setup: object;
}

type AnyEffect = Effect<AnyMessage, unknown>;
export type TimerEffect = Extract<AnyEffect, { kind: "set-timer" | "cancel-timer" }>;

/** What a handler makes of an event, for one way in which its picks may come out. */
export interface Outcome {
  readonly state: number;
  readonly effects: readonly AnyEffect[];
  /** To players, in the order sent. */
  readonly sends: readonly { readonly to: number; readonly message: number }[];
  /** Records by number, times two; one more for a checkpoint. */
  readonly writes: readonly number[];
  readonly timers: readonly TimerEffect[];
  readonly marks: readonly string[];
  /** By the number of the timers before: of those after. */
  readonly timersAfter: Map<number, number>;
  /** An assertion of the role failed. */
  readonly wrong: string | undefined;
}

/** What happens to a player, in numbers of the tables below. Used again: do not keep. */
export interface Happening {
  kind: "message" | "asked" | "timer" | "persisted";
  what: number;
  /** Index of the player that sent the message; 0 where there is none. */
  from: number;
  at: LocalTime;
}

const kinds: readonly Happening["kind"][] = ["message", "asked", "timer", "persisted"];
/** Bounds of the numbers that make up a key: with 2^13 instants they fit 53 bits. */
const mostPlayers = 16;
const mostThings = 1 << 26;

/** Number of a role that is not running. */
export const down = 0;

export class LocalSteps {
  readonly states = new Interner<unknown>();
  readonly messages = new Interner<AnyMessage>();
  readonly records = new Interner<unknown>();
  readonly timers = new Labels();
  readonly askings = new Interner<Asking>();
  private readonly players: readonly Player[];
  private readonly placeOf: ReadonlyMap<Address, number>;
  private readonly pen = new Pen();
  /** By state: outcomes by event and time. */
  private readonly handled: Map<number, readonly Outcome[]>[] = [];
  private readonly started = new Map<string, readonly Outcome[]>();
  private readonly instants = new Map<LocalTime, number>();

  constructor(players: readonly Player[]) {
    this.players = players;
    this.placeOf = new Map(players.map(({ address }, index) => [address, index]));
    this.states.numberOf(undefined);
  }

  handle(player: number, state: number, happening: Happening): readonly Outcome[] {
    const key = this.keyOf(happening);
    this.handled[state] ??= new Map();
    const known = this.handled[state].get(key);
    if (known !== undefined) return known;
    const event = this.eventOf(happening);
    const outcomes = this.inEveryWay(player, happening.at, () => {
      const copy = thawed(this.states.valueOf(state));
      this.players[player]!.role.handle(copy, event, this.pen);
      return copy;
    });
    this.handled[state].set(key, outcomes);
    return outcomes;
  }

  /** First start, or a restart with what `disk`, a list of records, kept. */
  start(
    player: number,
    disk: readonly unknown[],
    restarted: boolean,
    at: LocalTime,
  ): readonly Outcome[] {
    const key = `${player} ${restarted} ${at} ${this.records.numberOf(disk)}`;
    const known = this.started.get(key);
    if (known !== undefined) return known;
    const { role, address, setup } = this.players[player]!;
    const outcomes = this.inEveryWay(player, at, () => {
      const survived = { records: disk, torn: undefined, restarted };
      return role.start(address, setup, survived, at, this.pen);
    });
    this.started.set(key, outcomes);
    return outcomes;
  }

  /** The event as a role sees it. */
  eventOf({ kind, what, from, at }: Happening): Event<AnyMessage, unknown> {
    switch (kind) {
      case "message":
        return {
          kind,
          from: this.players[from]!.address,
          message: this.messages.valueOf(what),
          at,
        };
      case "asked": {
        const { from: asker, message } = this.askings.valueOf(what);
        return { kind: "message", from: asker, message, at };
      }
      case "timer":
        return { kind, timer: this.timers.names[what]!, at };
      case "persisted":
        return { kind, record: this.records.valueOf(what), at };
    }
  }

  /** All of a happening in one number. */
  private keyOf({ kind, what, from, at }: Happening): number {
    let instant = this.instants.get(at);
    if (instant === undefined) {
      instant = this.instants.size;
      this.instants.set(at, instant);
    }
    return ((instant * mostPlayers + from) * 4 + kinds.indexOf(kind)) * mostThings + what;
  }

  private inEveryWay(player: number, at: LocalTime, act: () => unknown): readonly Outcome[] {
    const outcomes: Outcome[] = [];
    const ways = new PickPaths();
    this.pen.chooser = ways;
    do outcomes.push(this.once(player, at, act));
    while (ways.advance());
    return outcomes;
  }

  private once(player: number, at: LocalTime, act: () => unknown): Outcome {
    const effects: AnyEffect[] = [];
    try {
      this.pen.clear();
      const state = act();
      this.gather(effects);
      this.fetchAtOnce(player, state, at, effects);
      return this.outcomeOf(player, state, effects, undefined);
    } catch (error) {
      if (!(error instanceof InvariantViolation)) throw error;
      return this.outcomeOf(player, undefined, effects, error.message);
    }
  }

  /** Pages come at once: what a role does meanwhile, it does before or after. */
  private fetchAtOnce(player: number, state: unknown, at: LocalTime, effects: AnyEffect[]): void {
    const { role } = this.players[player]!;
    for (const effect of effects) {
      if (effect.kind !== "fetch") continue;
      this.pen.clear();
      role.handle(state, { kind: "fetched", ticket: effect.ticket, at }, this.pen);
      this.gather(effects);
    }
  }

  /** The pen's effects are used again: these are kept. */
  private gather(effects: AnyEffect[]): void {
    for (let at = 0; at < this.pen.count; at++) effects.push({ ...this.pen.written[at]! });
  }

  private outcomeOf(
    player: number,
    state: unknown,
    effects: readonly AnyEffect[],
    wrong: string | undefined,
  ): Outcome {
    const sends: { to: number; message: number }[] = [];
    const writes: number[] = [];
    const timers: TimerEffect[] = [];
    const marks: string[] = [];
    for (const effect of effects) {
      if (effect.kind === "send") {
        const to = this.placeOf.get(effect.to);
        if (to !== undefined) sends.push({ to, message: this.messages.numberOf(effect.message) });
      } else if (effect.kind === "persist" || effect.kind === "checkpoint") {
        const checkpoint = effect.kind === "checkpoint" ? 1 : 0;
        writes.push(this.records.numberOf(effect.record) * 2 + checkpoint);
      } else if (effect.kind === "set-timer" || effect.kind === "cancel-timer") {
        timers.push(effect);
      } else if (effect.kind === "mark") {
        marks.push(effect.name);
      } else if (effect.kind === "host" || effect.kind === "unhost") {
        throw new RangeError("a search knows no roles that host others: expected one a machine");
      }
    }
    const number = this.states.numberOf(state, player + 1);
    return { state: number, effects, sends, writes, timers, marks, timersAfter: new Map(), wrong };
  }
}
