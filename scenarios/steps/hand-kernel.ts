/**
 * A kernel moved by hand: messages wait until they are delivered, disks until they are told to
 * finish, timers until they are fired, and the clock stands still. Pen and disk are those of the
 * simulation; only who decides what happens next is different.
 */

import { DiskLog } from "../../sim/kernel/disk-log.ts";
import { Pen } from "../../sim/kernel/pen.ts";
import type { Address, AnyMessage, AnyRole, Effect, Event } from "../../sim/kernel/role.ts";
import { after, type LocalTime } from "../../sim/kernel/time.ts";
import { effectText } from "../running/trace-printer.ts";

export interface Flying {
  readonly from: Address;
  readonly to: Address;
  readonly message: AnyMessage;
}

/** One role in the hand, with all that it owns. */
export interface Actor {
  readonly address: Address;
  readonly setup: unknown;
  readonly disk: DiskLog;
  /** Undefined while it is down. */
  state: unknown;
  /** Records that its disk has not finished, oldest first. */
  writing: AnyMessage[];
  /** Tickets of pages that have not been read. */
  fetching: number[];
  /** When each pending timer may fire at the earliest. */
  timers: Map<string, LocalTime>;
  /** It has been started before. */
  restarted: boolean;
}

export interface Stage {
  readonly role: AnyRole;
  /** One clock for all. */
  now: LocalTime;
  readonly actors: Actor[];
  /** Messages on their way, in the order in which they were sent. */
  flying: Flying[];
  /** Copies that the network made, until they are released. */
  copies: Flying[];
  /** What routers have sent; such messages arrive at once. */
  readonly forwarded: Flying[];
  /** What has been printed. */
  readonly lines: string[];
}

type Happening = Event<AnyMessage, AnyMessage>;
/** What happens, but for the time: the stage has a clock. */
export type Occasion = Happening extends infer Each
  ? Each extends Happening
    ? Omit<Each, "at">
    : never
  : never;

export const createStage = (role: AnyRole): Stage => ({
  role,
  now: 0 as LocalTime,
  actors: [],
  flying: [],
  copies: [],
  forwarded: [],
  lines: [],
});

/** Adds a role that is down, whose disk holds these records. */
export function addActor(
  stage: Stage,
  address: Address,
  setup: unknown,
  records: readonly AnyMessage[],
): Actor {
  const disk = new DiskLog(records);
  const idle = { writing: [], fetching: [], timers: new Map<string, LocalTime>() };
  const actor: Actor = { address, setup, disk, state: undefined, restarted: false, ...idle };
  stage.actors.push(actor);
  return actor;
}

export const say = (stage: Stage, line: string): void => void stage.lines.push(line);

/** Starts a role from what its disk holds. */
export function start(stage: Stage, actor: Actor): void {
  const pen = new Pen();
  const { address, setup, disk } = actor;
  actor.state = stage.role.start(
    address,
    setup,
    { ...disk.survived(), restarted: actor.restarted },
    stage.now,
    pen,
  );
  actor.restarted = true;
  carryOut(stage, actor, pen);
}

/** Lets something happen, now, to a role that is up. */
export function happen(stage: Stage, actor: Actor, occasion: Occasion): void {
  const pen = new Pen();
  stage.role.handle(actor.state, { ...occasion, at: stage.now }, pen);
  carryOut(stage, actor, pen);
}

function carryOut(stage: Stage, actor: Actor, pen: Pen): void {
  for (const effect of pen.effects()) {
    const line = `${actor.address}  ${effectText(effect as Effect<AnyMessage, AnyMessage>, stage.role)}`;
    if (carriedOut(stage, actor, effect)) say(stage, line);
  }
}

/** Does what the role asked for; false when that changed nothing and is not worth a line. */
function carriedOut(stage: Stage, actor: Actor, effect: Effect<AnyMessage, unknown>): boolean {
  switch (effect.kind) {
    case "send":
      send(stage, actor.address, effect.to, effect.message);
      return true;
    case "persist":
    case "checkpoint":
      actor.disk.append(effect.record, effect.kind === "checkpoint");
      actor.writing.push(effect.record as AnyMessage);
      return true;
    case "fetch":
      actor.fetching.push(effect.ticket);
      return true;
    case "set-timer":
      actor.timers.set(effect.timer, after(stage.now, effect.min));
      return true;
    case "cancel-timer":
      return actor.timers.delete(effect.timer);
    case "mark":
    case "note":
    case "host":
    case "unhost":
      return true;
  }
}

/**
 * What goes to a router or to the control plane is shown, and of no further consequence. What goes to
 * a machine that is down is lost.
 */
function send(stage: Stage, from: Address, to: Address, message: AnyMessage): void {
  const receiver = stage.actors.find(({ address }) => address === to);
  if (receiver?.state !== undefined) stage.flying.push({ from, to, message });
}
