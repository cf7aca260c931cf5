/**
 * All that may happen to a few roles, one a machine: messages arrive or get lost, disks finish
 * writes, timers fire, machines crash and come back, somebody asks for something.
 *
 * What is left out, so that small configurations have an end:
 * - One clock. It stands still but for timers: one that fires moves it to the earliest instant at
 *   which it may, if that is still to come. So a timer is never early, and may be late; messages,
 *   writes and crashes happen at these instants, in any order and number.
 * - Crashes, losses and firings of timers are limited. Once no timer may fire any more, time is over.
 * - Pages are read at once. A crash keeps any number of the records on their way to the disk.
 */

import { InvariantViolation } from "../assert.ts";
import type { LocalTime } from "../time.ts";
import { type Choice, choiceOf, numberOf } from "./choice.ts";
import type { Asking, Environment, SearchStep } from "./environment.ts";
import { Interner } from "./interner.ts";
import { Layout } from "./layout.ts";
import { down, type Happening, LocalSteps, type Outcome, type Player } from "./local-steps.ts";
import { NumberLists } from "./number-lists.ts";
import type { StateSpace, Visit } from "./state-space.ts";
import { noTimers, Timers } from "./timers.ts";

export interface SeatedPlayer extends Player {
  /** What its disk holds before its first start. */
  readonly disk: readonly unknown[];
}

/** How often what may happen. */
export interface Bounds {
  readonly crashes: number;
  readonly losses: number;
  readonly firings: number;
}

export interface RoleSpaceOptions<Memory extends object> {
  readonly players: readonly SeatedPlayer[];
  readonly environment: Environment<Memory>;
  readonly bounds: Bounds;
  /** Between two players messages arrive in the order sent, or in any. */
  readonly order: "sent" | "any";
}

/** Far more than any group takes to come to rest. */
const mostSettling = 10_000;

export class RoleSpace<Memory extends object> implements StateSpace {
  readonly width: number;
  readonly initial: Int32Array;
  private readonly players: readonly SeatedPlayer[];
  private readonly environment: Environment<Memory>;
  private readonly inOrder: boolean;
  private readonly layout: Layout;
  private readonly local: LocalSteps;
  private readonly lists = new NumberLists();
  private readonly timers = new Timers();
  private readonly memories = new Interner<Memory>();
  private readonly askings = new Map<number, readonly Asking[]>();
  private readonly disks = new Map<number, readonly unknown[]>();
  private readonly happening: Happening = { kind: "timer", what: 0, from: 0, at: 0 as LocalTime };
  private readonly choice = { kind: "deliver" as Choice["kind"], who: 0, from: 0, which: 0, way: 0 };
  /** Of the step being tried: what observers of it see. */
  private row: Int32Array;
  private next: Int32Array;
  private visit: Visit = () => {};
  private outcome: Outcome | undefined;

  constructor({ players, environment, bounds, order }: RoleSpaceOptions<Memory>) {
    this.players = players;
    this.environment = environment;
    this.inOrder = order === "sent";
    this.local = new LocalSteps(players);
    this.layout = new Layout(players.length);
    this.width = this.layout.width;
    this.row = new Int32Array(this.width);
    this.next = new Int32Array(this.width);
    this.initial = this.settled(this.begun(bounds));
  }

  /** How many different states single players have been in. */
  get localStates(): number {
    return this.local.states.count;
  }

  expand(row: Int32Array, next: Int32Array, visit: Visit): void {
    this.row = row;
    this.next = next;
    this.visit = visit;
    for (let who = 0; who < this.players.length; who++) {
      if (row[this.layout.state(who)] === down) {
        this.restart(who);
        continue;
      }
      this.deliver(who);
      this.flush(who);
      if (row[Layout.firings]! > 0) this.fire(who);
      if (row[Layout.crashes]! > 0) this.crash(who);
    }
    this.ask();
  }

  /** Walks the path again, and shows each step of it. */
  retrace(choices: readonly number[], show: (choice: Choice, step: SearchStep) => void): void {
    let row = Int32Array.from(this.initial);
    for (const wanted of choices) {
      const next = new Int32Array(this.width);
      let found: Int32Array | undefined;
      this.expand(row, next, (choice) => {
        if (choice !== wanted || found !== undefined) return;
        found = Int32Array.from(next);
        show(choiceOf(choice), this.step());
      });
      if (found === undefined) throw new InvariantViolation(`no step ${wanted} on this path`);
      row = found;
    }
  }

  // --- the first state ---

  private begun({ crashes, losses, firings }: Bounds): Int32Array {
    const row = new Int32Array(this.width);
    row[Layout.crashes] = crashes;
    row[Layout.losses] = losses;
    row[Layout.firings] = firings;
    row[Layout.memory] = this.memories.numberOf(this.environment.initial);
    for (const [who, { disk }] of this.players.entries()) {
      const kept = disk.map((record) => this.local.records.numberOf(record));
      row[this.layout.disk(who)] = this.lists.numberOf(kept);
    }
    const next = new Int32Array(this.width);
    // All are up before the first starts: what it sends reaches the others.
    for (const who of this.players.keys()) row[this.layout.state(who)] = down + 1;
    for (const who of this.players.keys()) {
      this.row = row;
      this.next = next;
      this.visit = () => row.set(next);
      this.starts(who, false);
    }
    return row;
  }

  /** Before the search everything under way arrives and is written, so that its first state is calm. */
  private settled(row: Int32Array): Int32Array {
    const calm = Int32Array.from(row);
    const next = new Int32Array(this.width);
    for (let steps = 0; steps < mostSettling; steps++) {
      let found: Int32Array | undefined;
      let isWrong = false;
      this.expand(calm, next, (choice, wrong) => {
        const { kind } = choiceOf(choice);
        if (found !== undefined || (kind !== "deliver" && kind !== "flush")) return;
        found = Int32Array.from(next);
        isWrong = wrong !== undefined;
      });
      // What goes wrong already here is for the search to find.
      if (found === undefined || isWrong) return calm;
      calm.set(found);
    }
    throw new InvariantViolation(`the roles have not come to rest after ${mostSettling} steps`);
  }

  // --- what may happen ---

  private deliver(who: number): void {
    const { row, layout, lists } = this;
    for (let from = 0; from < this.players.length; from++) {
      const link = layout.link(from, who);
      const queue = lists.items(row[link]!);
      const most = this.inOrder ? Math.min(queue.length, 1) : queue.length;
      for (let which = 0; which < most; which++) {
        const message = queue[which]!;
        if (queue.indexOf(message) < which) continue;
        const rest = lists.without(row[link]!, which);
        for (const outcome of this.handled("message", who, message, from)) {
          this.begin("deliver", who, from, which);
          this.next[link] = rest;
          this.finish(outcome);
        }
        if (row[Layout.losses]! === 0) continue;
        this.begin("lose", who, from, which);
        this.next[Layout.losses]! -= 1;
        this.next[link] = rest;
        this.visitUnmoved();
      }
    }
  }

  private flush(who: number): void {
    const { row, layout, lists } = this;
    const writes = layout.writes(who);
    const first = lists.items(row[writes]!)[0];
    if (first === undefined) return;
    for (const outcome of this.handled("persisted", who, first >> 1)) {
      this.begin("flush", who);
      this.next[writes] = lists.without(row[writes]!, 0);
      this.next[layout.disk(who)] = this.settle(row[layout.disk(who)]!, first);
      this.finish(outcome);
    }
  }

  private fire(who: number): void {
    const { row, layout } = this;
    const armed = this.timers.of(row[layout.timers(who)]!);
    for (const [which, { timer, due }] of armed.entries()) {
      const now = Math.max(row[Layout.now]!, due) as LocalTime;
      const what = this.local.timers.numberOf(timer);
      for (const outcome of this.handled("timer", who, what, 0, now)) {
        this.begin("fire", who, 0, which);
        this.next[Layout.now] = now;
        this.next[Layout.firings]! -= 1;
        this.next[layout.timers(who)] = this.timers.without(row[layout.timers(who)]!, which);
        this.finish(outcome);
      }
    }
  }

  private crash(who: number): void {
    const { row, layout, lists } = this;
    const writing = lists.items(row[layout.writes(who)]!);
    let disk = row[layout.disk(who)]!;
    for (let kept = 0; kept <= writing.length; kept++) {
      if (kept > 0) disk = this.settle(disk, writing[kept - 1]!);
      this.begin("crash", who, 0, kept);
      const { next } = this;
      next[Layout.crashes]! -= 1;
      next[layout.state(who)] = down;
      next[layout.timers(who)] = noTimers;
      next[layout.writes(who)] = 0;
      next[layout.disk(who)] = disk;
      // Connections are gone, and what was on its way here with them.
      for (let from = 0; from < this.players.length; from++) next[layout.link(from, who)] = 0;
      this.visitUnmoved();
    }
  }

  private restart(who: number): void {
    this.starts(who, true);
  }

  private starts(who: number, restarted: boolean): void {
    const { row, layout } = this;
    const disk = this.recordsOf(row[layout.disk(who)]!);
    for (const outcome of this.local.start(who, disk, restarted, this.now)) {
      this.begin("restart", who);
      this.finish(outcome);
    }
  }

  private ask(): void {
    const { row, layout, local } = this;
    const number = row[Layout.memory]!;
    let askings = this.askings.get(number);
    if (askings === undefined) {
      askings = this.environment.askings(this.memories.valueOf(number));
      this.askings.set(number, askings);
    }
    for (const [which, asking] of askings.entries()) {
      if (row[layout.state(asking.to)] === down) continue;
      const what = local.askings.numberOf(asking);
      for (const outcome of this.handled("asked", asking.to, what)) {
        this.begin("ask", asking.to, 0, which);
        this.finish(outcome);
      }
    }
  }

  // --- doing it ---

  private get now(): LocalTime {
    return this.row[Layout.now]! as LocalTime;
  }

  private handled(
    kind: Happening["kind"],
    who: number,
    what: number,
    from = 0,
    at = this.now,
  ): readonly Outcome[] {
    const { happening } = this;
    happening.kind = kind;
    happening.what = what;
    happening.from = from;
    happening.at = at;
    this.choice.way = -1;
    return this.local.handle(who, this.row[this.layout.state(who)]!, happening);
  }

  /** One more way of the same choice, from the same row. */
  private begin(kind: Choice["kind"], who: number, from = 0, which = 0): void {
    const { choice } = this;
    const isSame =
      choice.kind === kind && choice.who === who && choice.from === from && choice.which === which;
    choice.way = isSame ? choice.way + 1 : 0;
    choice.kind = kind;
    choice.who = who;
    choice.from = from;
    choice.which = which;
    this.outcome = undefined;
    this.next.set(this.row);
  }

  private visitUnmoved(): void {
    this.choice.way = 0;
    this.visit(numberOf(this.choice), undefined);
  }

  /** Does what the role asked for, lets the environment judge, and shows the state that results. */
  private finish(outcome: Outcome): void {
    const { next, layout } = this;
    const { who } = this.choice;
    this.outcome = outcome;
    next[layout.state(who)] = outcome.state;
    for (const { to, message } of outcome.sends) this.send(who, to, message);
    const writes = layout.writes(who);
    for (const write of outcome.writes) next[writes] = this.lists.with(next[writes]!, write);
    const timers = layout.timers(who);
    next[timers] = this.timers.after(next[timers]!, outcome, next[Layout.now]! as LocalTime);
    if (next[Layout.firings] === 0) {
      for (let each = 0; each < this.players.length; each++) next[layout.timers(each)] = noTimers;
    }
    if (outcome.wrong !== undefined) {
      this.visit(numberOf(this.choice), outcome.wrong);
      return;
    }
    const before = this.memories.valueOf(this.row[Layout.memory]!);
    const { memory, wrong } = this.environment.judge(before, this.step());
    if (memory === undefined) return;
    if (memory !== before) next[Layout.memory] = this.memories.numberOf(memory);
    this.visit(numberOf(this.choice), wrong);
  }

  private send(from: number, to: number, message: number): void {
    const { next, layout, lists } = this;
    if (next[layout.state(to)] === down) return;
    const link = layout.link(from, to);
    if (this.inOrder) {
      next[link] = lists.with(next[link]!, message);
      return;
    }
    const all = [...lists.items(next[link]!), message];
    next[link] = lists.numberOf(all.sort((one, other) => one - other));
  }

  /** The disk once a write is safe. */
  private settle(disk: number, write: number): number {
    const record = write >> 1;
    return (write & 1) === 1 ? this.lists.numberOf([record]) : this.lists.with(disk, record);
  }

  private recordsOf(disk: number): readonly unknown[] {
    let records = this.disks.get(disk);
    if (records === undefined) {
      records = this.lists.items(disk).map((record) => this.local.records.valueOf(record));
      this.disks.set(disk, records);
    }
    return records;
  }

  private step(): SearchStep {
    const { row, next, layout, local, choice, outcome, happening } = this;
    const hasMoved = choice.kind !== "crash" && choice.kind !== "lose";
    const isStart = choice.kind === "restart";
    return {
      who: choice.who,
      event: hasMoved && !isStart ? local.eventOf(happening) : undefined,
      effects: outcome?.effects ?? [],
      now: next[Layout.now]! as LocalTime,
      asking: choice.kind === "ask" ? choice.which : -1,
      before: local.states.valueOf(row[layout.state(choice.who)]!),
      stateOf: (player) => local.states.valueOf(next[layout.state(player)]!),
      diskOf: (player) => this.recordsOf(next[layout.disk(player)]!),
    };
  }
}
