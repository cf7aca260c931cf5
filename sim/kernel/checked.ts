/**
 * Check mode: every event is run twice, once as in fast mode and once as an immer recipe over a
 * shadow of the role's state; states, effects and picks must come out the same. Messages, records,
 * facts and setups are frozen. A handler that hides state, makes its own luck, or changes what it
 * shares with a message is caught at the event where it does so.
 *
 * The direct run is the one that counts, so both modes leave the same trace. It is also why the
 * second run is not direct: an object at two places of a state is one object to a handler and two
 * to immer, and a part of the state kept from an earlier event is void in a recipe.
 */

import { enableMapSet, enablePatches, Immer, type Patch } from "immer";
import { InvariantViolation } from "./assert.ts";
import { canonicalText } from "./canonical-text.ts";
import type { Cell } from "./cell.ts";
import { compareChanged, refuseOddities } from "./compare-states.ts";
import { Fifo } from "./fifo.ts";
import { guarded } from "./guarded.ts";
import { Pen } from "./pen.ts";
import { PickTape } from "./pick-tape.ts";
import { deepFreeze, sameData, sizeOf, thawed } from "./plain-data.ts";
import type { AnyMessage, Event } from "./role.ts";
import type { Run } from "./run.ts";
import type { LocalTime } from "./time.ts";
import { untangle } from "./untangle.ts";

enableMapSet();
enablePatches();
// Nothing but recipes ever touches a shadow, and freezing it would cost a third more.
const immer = new Immer({ autoFreeze: false });

/** A role's state as immer has it. */
export interface Shadow {
  state: unknown;
  /** Objects in it when it was last compared as a whole. */
  size: number;
  /** Events since then. */
  unseen: number;
}

/** What one event changed. */
export interface PatchedEvent {
  readonly event: number;
  readonly role: string;
  readonly patches: readonly Patch[];
}

/** Comparing whole states costs, per event, about as much as comparing this many objects. */
const comparedPerEvent = 4;

export class Checker {
  private readonly run: Run;
  private readonly keep: number;
  private readonly kept = new Fifo<PatchedEvent>();
  private readonly first = new Pen();
  private readonly second = new Pen();
  private readonly tape = new PickTape();

  constructor(run: Run, keep: number) {
    this.run = run;
    this.keep = keep;
    this.first.chooser = this.tape;
    this.second.chooser = this.tape;
  }

  /** What the last events changed, oldest first. */
  patches(): readonly PatchedEvent[] {
    return this.kept.toArray();
  }

  /** Starts the role, and leaves its state in the cell. Returns what it asked for. */
  start(cell: Cell, at: LocalTime): Pen {
    deepFreeze(cell.setup);
    deepFreeze(cell.survived());
    const startOnce = (pen: Pen): unknown => {
      pen.clear();
      const { role, address, setup } = cell;
      return guarded(cell, () => role.start(address, setup, cell.survived(), at, pen));
    };
    this.tape.record(cell.picks);
    cell.state = startOnce(this.first);
    this.tape.rewind();
    const again = startOnce(this.second);
    if (!sameData(cell.state, again)) throw differs(cell, "state", cell.state, again);
    refuseOddities(cell.address, again);
    refuseSameObject(cell, again);
    this.compareEffects(cell);
    cell.shadow = { state: again, size: sizeOf(again), unseen: 0 };
    this.publish();
    return this.first;
  }

  /** Has the role handle the event, and change its state in the cell. */
  handle(cell: Cell, event: Event<AnyMessage, unknown>): Pen {
    cell.shadow ??= { state: thawed(cell.state), size: sizeOf(cell.state), unseen: 0 };
    if (event.kind === "message") deepFreeze(event.message);
    if (event.kind === "persisted") deepFreeze(event.record);
    const seen = Object.freeze({ ...event });

    this.tape.record(cell.picks);
    this.first.clear();
    guarded(cell, () => cell.role.handle(cell.state, seen, this.first));
    this.tape.rewind();
    const next = this.runRecipe(cell, cell.shadow, seen);
    if (!compareChanged(cell.address, cell.shadow.state, next, cell.state)) {
      throw differs(cell, "state", cell.state, next);
    }
    cell.shadow.state = next;
    if (++cell.shadow.unseen * comparedPerEvent >= cell.shadow.size) this.compareWhole(cell);
    this.publish();
    return this.first;
  }

  /** The next event of this role runs fast. */
  leave(cell: Cell): void {
    this.compareWhole(cell);
    cell.shadow = undefined;
  }

  /** The second run. What it asked for is compared here, for its drafts are void afterwards. */
  private runRecipe(cell: Cell, shadow: Shadow, event: Event<AnyMessage, unknown>): unknown {
    const pen = this.second;
    pen.clear();
    const recipe = (draft: unknown): void => {
      guarded(cell, () => cell.role.handle(draft, event, pen));
      untangle(pen);
      this.compareEffects(cell);
    };
    if (this.keep === 0) return immer.produce(shadow.state, recipe);
    const [next, patches] = immer.produceWithPatches(shadow.state, recipe);
    if (this.kept.size === this.keep) this.kept.shift();
    this.kept.push({ event: this.run.current, role: cell.address, patches });
    return next;
  }

  private compareEffects(cell: Cell): void {
    const { first, second } = this;
    for (let at = 0; at < Math.max(first.count, second.count); at++) {
      const one = at < first.count ? first.written[at] : undefined;
      const other = at < second.count ? second.written[at] : undefined;
      if (!sameData(one, other)) throw differs(cell, `effect ${at + 1}`, one, other);
    }
  }

  /** Finds what the comparison of the changed parts cannot: a change that the recipe did not make. */
  private compareWhole(cell: Cell): void {
    const { shadow, state } = cell;
    if (shadow === undefined) return;
    if (!sameData(state, shadow.state)) throw differs(cell, "state", state, shadow.state);
    shadow.size = sizeOf(shadow.state);
    shadow.unseen = 0;
  }

  /** What was sent, stored or noted is no longer anybody's own: whoever holds it may only read it. */
  private publish(): void {
    for (let at = 0; at < this.first.count; at++) {
      const effect = this.first.written[at]!;
      if (effect.kind === "send") deepFreeze(effect.message);
      else if (effect.kind === "persist" || effect.kind === "checkpoint") deepFreeze(effect.record);
      else if (effect.kind === "note") deepFreeze(effect.fact);
      else if (effect.kind === "host") deepFreeze([effect.setup, effect.disk]);
    }
  }
}

function refuseSameObject(cell: Cell, again: unknown): void {
  if (typeof again !== "object" || again === null || again !== cell.state) return;
  throw new InvariantViolation(`${cell.address} starts twice with one and the same state object`);
}

/** The two runs part; the texts begin shortly before the place where they do. */
function differs(cell: Cell, what: string, one: unknown, other: unknown): InvariantViolation {
  const [first, second] = [canonicalText(one), canonicalText(other)];
  let at = 0;
  while (at < first.length && first[at] === second[at]) at++;
  const excerpt = (text: string): string => text.slice(Math.max(0, at - 60), at + 60);
  return new InvariantViolation(
    `${cell.address}, run twice on the same event, gives another ${what}: first ` +
      `${excerpt(first)}, then ${excerpt(second)}`,
  );
}
