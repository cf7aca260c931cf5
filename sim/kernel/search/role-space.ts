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
import type { Environment, SearchStep } from "./environment.ts";
import { Layout } from "./layout.ts";
import { down, type Happening, type Outcome } from "./local-steps.ts";
import { Memories } from "./memories.ts";
import { type Bounds, Rows, type SeatedPlayer } from "./rows.ts";
import { settled } from "./settled.ts";
import type { StateSpace, Visit } from "./state-space.ts";
import { TriedStep } from "./tried-step.ts";

export interface RoleSpaceOptions<Memory extends object> {
  readonly players: readonly SeatedPlayer[];
  readonly environment: Environment<Memory>;
  readonly bounds: Bounds;
  /** Between two players messages arrive in the order sent, or in any. */
  readonly order: "sent" | "any";
}

export class RoleSpace<Memory extends object> implements StateSpace {
  readonly width: number;
  readonly initial: Int32Array;
  private readonly players: number;
  private readonly environment: Environment<Memory>;
  private readonly inOrder: boolean;
  private readonly rows: Rows;
  private readonly memories: Memories<Memory>;
  private readonly step: TriedStep;
  private readonly reached = new Set<string>();
  private visit: Visit = () => {};

  constructor({ players, environment, bounds, order }: RoleSpaceOptions<Memory>) {
    this.players = players.length;
    this.environment = environment;
    this.inOrder = order === "sent";
    this.rows = new Rows(players, this.inOrder);
    this.memories = new Memories(environment, this.rows.local.askings);
    this.step = new TriedStep(this.rows);
    this.width = this.rows.layout.width;
    this.initial = settled(this.started(players, bounds), (...of) => this.expand(...of));
    this.reached.clear();
  }

  /** How many different states single players have been in. */
  get localStates(): number {
    return this.rows.local.states.count;
  }

  /** The marks that were left on the way, in the order of their letters. */
  get marks(): readonly string[] {
    return [...this.reached].sort((one, other) => (one < other ? -1 : 1));
  }

  expand(row: Int32Array, next: Int32Array, visit: Visit): void {
    const { layout } = this.rows;
    this.step.row = row;
    this.step.next = next;
    this.visit = visit;
    for (let who = 0; who < this.players; who++) {
      if (row[layout.state(who)] === down) {
        this.start(who, true);
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
    let row: Int32Array = this.initial;
    for (const wanted of choices) {
      const next = new Int32Array(this.width);
      let found: Int32Array | undefined;
      this.expand(row, next, (choice) => {
        if (choice !== wanted || found !== undefined) return;
        found = Int32Array.from(next);
        show(choiceOf(choice), this.step);
      });
      if (found === undefined) throw new InvariantViolation(`no step ${wanted} on this path`);
      row = found;
    }
  }

  private started(players: readonly SeatedPlayer[], bounds: Bounds): Int32Array {
    const row = this.rows.blank(players, bounds);
    row[Layout.memory] = this.memories.numberOf(this.environment.initial);
    const next = new Int32Array(this.width);
    this.step.row = row;
    this.step.next = next;
    this.visit = () => row.set(next);
    for (let who = 0; who < this.players; who++) this.start(who, false);
    return row;
  }

  private deliver(who: number): void {
    const { step, rows } = this;
    for (let from = 0; from < this.players; from++) {
      const link = rows.layout.link(from, who);
      const waiting = step.row[link]!;
      if (waiting === 0) continue;
      const queue = rows.lists.items(waiting);
      const most = this.inOrder ? 1 : queue.length;
      for (let which = 0; which < most; which++) {
        const message = queue[which]!;
        if (queue.indexOf(message) < which) continue;
        const rest = rows.lists.without(waiting, which);
        const outcomes = this.handled("message", who, message, from);
        for (let way = 0; way < outcomes.length; way++) {
          step.begin("deliver", who, from, which);
          step.next[link] = rest;
          this.finish(outcomes[way]!, way);
        }
        if (step.row[Layout.losses]! === 0) continue;
        step.begin("lose", who, from, which);
        step.next[Layout.losses]! -= 1;
        step.next[link] = rest;
        this.show(undefined);
      }
    }
  }

  private flush(who: number): void {
    const { step, rows } = this;
    const [first] = rows.lists.items(step.row[rows.layout.writes(who)]!);
    if (first === undefined) return;
    const outcomes = this.handled("persisted", who, first >> 1);
    for (let way = 0; way < outcomes.length; way++) {
      step.begin("flush", who);
      rows.flush(step.next, who);
      this.finish(outcomes[way]!, way);
    }
  }

  private fire(who: number): void {
    const { step, rows } = this;
    const timers = step.row[rows.layout.timers(who)]!;
    const armed = rows.timers.of(timers);
    for (let which = 0; which < armed.length; which++) {
      const { timer, due } = armed[which]!;
      const now = Math.max(step.row[Layout.now]!, due) as LocalTime;
      const outcomes = this.handled("timer", who, rows.local.timers.of(timer), 0, now);
      for (let way = 0; way < outcomes.length; way++) {
        step.begin("fire", who, 0, which);
        step.next[Layout.now] = now;
        step.next[Layout.firings]! -= 1;
        step.next[rows.layout.timers(who)] = rows.timers.without(timers, which);
        this.finish(outcomes[way]!, way);
      }
    }
  }

  private crash(who: number): void {
    const { step, rows } = this;
    const writing = rows.lists.items(step.row[rows.layout.writes(who)]!).length;
    for (let kept = 0; kept <= writing; kept++) {
      step.begin("crash", who, 0, kept);
      step.next[Layout.crashes]! -= 1;
      rows.crash(step.next, who, kept);
      this.show(undefined);
    }
  }

  private start(who: number, restarted: boolean): void {
    const { step, rows } = this;
    const at = step.row[Layout.now]! as LocalTime;
    const outcomes = rows.local.start(who, rows.recordsOf(step.row, who), restarted, at);
    for (let way = 0; way < outcomes.length; way++) {
      step.begin("restart", who);
      this.finish(outcomes[way]!, way);
    }
  }

  private ask(): void {
    const { step, rows } = this;
    const askable = this.memories.askableWith(step.row[Layout.memory]!);
    for (let which = 0; which < askable.length; which++) {
      const { to, what } = askable[which]!;
      if (step.row[rows.layout.state(to)] === down) continue;
      const outcomes = this.handled("asked", to, what);
      for (let way = 0; way < outcomes.length; way++) {
        step.begin("ask", to, 0, which);
        this.finish(outcomes[way]!, way);
      }
    }
  }

  private handled(
    kind: Happening["kind"],
    who: number,
    what: number,
    from = 0,
    at = this.step.row[Layout.now]! as LocalTime,
  ): readonly Outcome[] {
    const { happening, row } = this.step;
    happening.kind = kind;
    happening.what = what;
    happening.from = from;
    happening.at = at;
    return this.rows.local.handle(who, row[this.rows.layout.state(who)]!, happening);
  }

  /** Does what the role asked for, lets the environment judge, and shows the state that results. */
  private finish(outcome: Outcome, way: number): void {
    const { step, rows } = this;
    step.choice.way = way;
    step.outcome = outcome;
    for (const mark of outcome.marks) this.reached.add(mark);
    rows.apply(step.next, step.choice.who, outcome);
    if (outcome.wrong !== undefined) return this.show(outcome.wrong);
    const before = this.memories.valueOf(step.row[Layout.memory]!);
    const { memory, wrong } = this.environment.judge(before, step);
    if (memory === undefined) return;
    if (memory !== before) step.next[Layout.memory] = this.memories.numberOf(memory);
    this.show(wrong);
  }

  private show(wrong: string | undefined): void {
    this.visit(numberOf(this.step.choice), wrong);
  }
}
