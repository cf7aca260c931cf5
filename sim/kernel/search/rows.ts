/** Rows of a search over roles, written and read: everything in them is a number of a table here. */

import type { LocalTime } from "../time.ts";
import { Layout } from "./layout.ts";
import { down, LocalSteps, type Outcome, type Player } from "./local-steps.ts";
import { NumberLists } from "./number-lists.ts";
import { noTimers, Timers } from "./timers.ts";

/** How often what may happen. */
export interface Bounds {
  readonly crashes: number;
  readonly losses: number;
  readonly firings: number;
}

export interface SeatedPlayer extends Player {
  /** What its disk holds before its first start. */
  readonly disk: readonly unknown[];
}

export class Rows {
  readonly layout: Layout;
  readonly local: LocalSteps;
  readonly lists = new NumberLists();
  readonly timers = new Timers();
  private readonly players: number;
  private readonly inOrder: boolean;
  private readonly disks = new Map<number, readonly unknown[]>();

  constructor(players: readonly Player[], inOrder: boolean) {
    this.players = players.length;
    this.inOrder = inOrder;
    this.layout = new Layout(players.length);
    this.local = new LocalSteps(players);
  }

  /** Nobody has started, though all are up: what the first sends reaches the others. */
  blank(players: readonly SeatedPlayer[], bounds: Bounds): Int32Array {
    const row = new Int32Array(this.layout.width);
    row[Layout.crashes] = bounds.crashes;
    row[Layout.losses] = bounds.losses;
    row[Layout.firings] = bounds.firings;
    for (const [who, { disk }] of players.entries()) {
      const kept = disk.map((record) => this.local.records.numberOf(record));
      row[this.layout.disk(who)] = this.lists.numberOf(kept);
      row[this.layout.state(who)] = down + 1;
    }
    return row;
  }

  /** Does in `row` what a handler of `who` asked for. */
  apply(row: Int32Array, who: number, outcome: Outcome): void {
    const { layout } = this;
    row[layout.state(who)] = outcome.state;
    for (const { to, message } of outcome.sends) this.send(row, who, to, message);
    const writes = layout.writes(who);
    for (const write of outcome.writes) row[writes] = this.lists.with(row[writes]!, write);
    const timers = layout.timers(who);
    row[timers] = this.timers.after(row[timers]!, outcome, row[Layout.now]! as LocalTime);
    if (row[Layout.firings] === 0) this.forgetTimers(row);
  }

  /** The machine loses what is not on disk, and what was on its way there; `kept` writes are safe. */
  crash(row: Int32Array, who: number, kept: number): void {
    const { layout, lists } = this;
    const writing = lists.items(row[layout.writes(who)]!);
    for (const write of writing.slice(0, kept)) this.settle(row, who, write);
    row[layout.state(who)] = down;
    row[layout.timers(who)] = noTimers;
    row[layout.writes(who)] = 0;
    // Connections are gone, and what was on its way here with them.
    for (let from = 0; from < this.players; from++) row[layout.link(from, who)] = 0;
  }

  /** The oldest write is safe. */
  flush(row: Int32Array, who: number): void {
    const writes = this.layout.writes(who);
    this.settle(row, who, this.lists.items(row[writes]!)[0]!);
    row[writes] = this.lists.without(row[writes]!, 0);
  }

  recordsOf(row: Int32Array, who: number): readonly unknown[] {
    const disk = row[this.layout.disk(who)]!;
    let records = this.disks.get(disk);
    if (records === undefined) {
      records = this.lists.items(disk).map((record) => this.local.records.valueOf(record));
      this.disks.set(disk, records);
    }
    return records;
  }

  stateOf(row: Int32Array, who: number): unknown {
    return this.local.states.valueOf(row[this.layout.state(who)]!);
  }

  private settle(row: Int32Array, who: number, write: number): void {
    const disk = this.layout.disk(who);
    const record = write >> 1;
    const isCheckpoint = (write & 1) === 1;
    row[disk] = isCheckpoint ? this.lists.numberOf([record]) : this.lists.with(row[disk]!, record);
  }

  private send(row: Int32Array, from: number, to: number, message: number): void {
    const { layout, lists } = this;
    if (row[layout.state(to)] === down) return;
    const link = layout.link(from, to);
    if (this.inOrder) {
      row[link] = lists.with(row[link]!, message);
      return;
    }
    const all = [...lists.items(row[link]!), message];
    row[link] = lists.numberOf(all.sort((one, other) => one - other));
  }

  /** None will fire: states that differ in nothing else are the same. */
  private forgetTimers(row: Int32Array): void {
    for (let who = 0; who < this.players; who++) row[this.layout.timers(who)] = noTimers;
  }
}
