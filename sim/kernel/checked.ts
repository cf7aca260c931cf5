/**
 * Check mode: every event is run twice, as an immer recipe over the role's frozen state. A handler
 * that hides state, draws its own luck, changes a message, or changes an object that it shares with
 * one, is caught at the event where it does so. The first run's result is the one that counts, and
 * it is what fast mode gives, so both modes leave the same trace.
 */

import { enableMapSet, enablePatches, freeze, Immer, type Patch } from "immer";
import { InvariantViolation } from "./assert.ts";
import { canonicalText } from "./canonical-text.ts";
import type { Cell } from "./cell.ts";
import { Fifo } from "./fifo.ts";
import { Pen } from "./pen.ts";
import { PickTape } from "./pick-tape.ts";
import { sameData, walk, whyNotPlain } from "./plain-data.ts";
import type { AnyMessage, Event } from "./role.ts";
import type { Run } from "./run.ts";
import type { LocalTime } from "./time.ts";
import { isSetup } from "./topology.ts";
import { untangle } from "./untangle.ts";

enableMapSet();
enablePatches();
const freezing = new Immer({ autoFreeze: true });
/** For the second run, of which only the patches are looked at. */
const unfreezing = new Immer({ autoFreeze: false });

/** What one event changed. */
export interface PatchedEvent {
  readonly event: number;
  readonly role: string;
  readonly patches: readonly Patch[];
}

export class Checker {
  private readonly run: Run;
  private readonly keep: number;
  private readonly kept = new Fifo<PatchedEvent>();
  private readonly first = new Pen();
  private readonly second = new Pen();
  private readonly tape = new PickTape();
  /** Objects inside messages, records, facts and setups: whoever holds one may only read it. */
  private readonly published = new WeakSet<object>();

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
    this.publish(cell.setup);
    for (const record of cell.log.survived().records) this.publish(record);
    this.publish(cell.log.survived().torn);
    const startOnce = (pen: Pen): unknown => {
      pen.clear();
      return guarded(cell, () =>
        cell.role.start(cell.address, cell.setup, cell.log.survived(), at, pen),
      );
    };
    this.tape.record(cell.picks);
    const state = startOnce(this.first);
    this.tape.rewind();
    const again = startOnce(this.second);
    if (!sameData(state, again)) throw differs(cell, "state", state, again);
    this.compareEffects(cell);
    cell.state = frozenState(cell, state);
    cell.frozen = true;
    this.publishEffects();
    return this.first;
  }

  /** Has the role handle the event, and leaves its new state in the cell. */
  handle(cell: Cell, event: Event<AnyMessage, unknown>): Pen {
    if (!cell.frozen) {
      cell.state = frozenState(cell, cell.state);
      cell.frozen = true;
    }
    if (event.kind === "message") this.publish(event.message);
    if (event.kind === "persisted") this.publish(event.record);
    const seen = Object.freeze({ ...event });

    this.tape.record(cell.picks);
    const [state, patches] = attempt(freezing, cell, seen, this.first);
    this.tape.rewind();
    const [, again] = attempt(unfreezing, cell, seen, this.second);
    if (!sameData(patches, again)) throw differs(cell, "change of state", patches, again);
    for (const { value } of patches) refuseOddities(cell, value);
    this.compareEffects(cell);
    this.refuseSharedWrites(cell, patches);
    cell.state = state;
    this.publishEffects();
    this.remember(cell, patches);
    return this.first;
  }

  private compareEffects(cell: Cell): void {
    const { first, second } = this;
    for (let at = 0; at < Math.max(first.count, second.count); at++) {
      const one = at < first.count ? first.written[at] : undefined;
      const other = at < second.count ? second.written[at] : undefined;
      if (!sameData(one, other)) throw differs(cell, `effect ${at + 1}`, one, other);
    }
  }

  /**
   * In fast mode a change to an object that is also in a message would reach the receiver without
   * having been sent. Here immer has copied it, so the change is legible only from its patch.
   */
  private refuseSharedWrites(cell: Cell, patches: readonly Patch[]): void {
    for (const { path } of patches) {
      let owner = cell.state;
      for (const key of path.slice(0, -1)) owner = memberOf(owner, key);
      if (typeof owner === "object" && owner !== null && this.published.has(owner)) {
        throw new InvariantViolation(
          `${cell.address} changes its state at ${path.join(".")}, in an object that it shares ` +
            "with a message, a record or its setup",
        );
      }
    }
  }

  private publishEffects(): void {
    for (let at = 0; at < this.first.count; at++) {
      const effect = this.first.written[at]!;
      if (effect.kind === "send") this.publish(effect.message);
      else if (effect.kind === "persist" || effect.kind === "checkpoint") {
        this.publish(effect.record);
      } else if (effect.kind === "note") this.publish(effect.fact);
    }
  }

  /** Freezes all of it, and notes that it is no longer anybody's own. */
  private publish(value: unknown): void {
    walk(value, (object) => {
      if (this.published.has(object)) return "skip";
      this.published.add(object);
      freeze(object);
      return "enter";
    });
  }

  private remember(cell: Cell, patches: readonly Patch[]): void {
    if (this.keep === 0) return;
    if (this.kept.size === this.keep) this.kept.shift();
    this.kept.push({ event: this.run.current, role: cell.address, patches });
  }
}

/** Runs the handler as a recipe over the state of the cell, which stays as it is. */
function attempt(
  immer: Immer,
  cell: Cell,
  event: Event<AnyMessage, unknown>,
  pen: Pen,
): readonly [state: unknown, patches: readonly Patch[]] {
  pen.clear();
  const recipe = (draft: unknown): void => {
    cell.role.handle(draft, event, pen);
    // Drafts are void once the recipe returns, so they must be out of the effects before.
    untangle(cell.address, pen);
  };
  const [state, patches] = guarded(cell, () => immer.produceWithPatches(cell.state, recipe));
  return [state, patches];
}

/** Says what a handler did when it wrote to something frozen, or used a draft of an earlier event. */
function guarded<T>(cell: Cell, call: () => T): T {
  try {
    return call();
  } catch (error) {
    if (error instanceof InvariantViolation || !(error instanceof Error)) throw error;
    if (/revoked/.test(error.message)) {
      throw new InvariantViolation(
        `${cell.address} keeps a part of its state outside of it, from one event to another`,
      );
    }
    if (/read only|not extensible|frozen|[Cc]annot (delete|define|assign)/.test(error.message)) {
      throw new InvariantViolation(
        `${cell.address} changes what it may only read (${error.message})`,
      );
    }
    throw error;
  }
}

function differs(cell: Cell, what: string, one: unknown, other: unknown): InvariantViolation {
  return new InvariantViolation(
    `${cell.address}, run twice on the same event, gives another ${what}: first ` +
      `${clipped(one)}, then ${clipped(other)}`,
  );
}

const clipped = (value: unknown): string => canonicalText(value).slice(0, 200);

function frozenState(cell: Cell, state: unknown): unknown {
  refuseOddities(cell, state);
  return freeze(state, true);
}

/** Immer changes class instances and typed arrays in place, unseen: states must not hold any. */
function refuseOddities(cell: Cell, value: unknown): void {
  walk(value, (object) => {
    if (isSetup(object)) return "skip";
    const oddity = whyNotPlain(object);
    if (oddity === undefined) return "enter";
    throw new InvariantViolation(
      `the state of ${cell.address} holds a ${oddity}, expected objects, arrays, Map and Set only`,
    );
  });
}

function memberOf(owner: unknown, key: string | number): unknown {
  if (owner instanceof Map) return owner.get(key);
  if (owner instanceof Set) return [...owner][Number(key)];
  return (owner as Readonly<Record<string | number, unknown>>)[key];
}
