/** A short stretch of a run in full detail: every message with its fate, and what roles did. */

import { describeOperation } from "../../sim/client/describe.ts";
import type { Request, Response } from "../../sim/client/operation.ts";
import type { MachineChange, MessageRecord, Observer, Step } from "../../sim/kernel/observer.ts";
import type { AnyMessage, AnyRole } from "../../sim/kernel/role.ts";
import type { Deployment } from "../../sim/kernel/system.ts";
import type { DrawnMark, DrawnMessage, Window } from "../result.ts";

export interface Stretch {
  /** What is drawn if not all can be: that which is nearest to this. */
  readonly moment: number;
  readonly from: number;
  readonly until: number;
  readonly why: string;
}

export interface WindowRecorder {
  readonly observer: Observer;
  window(): Window;
}

/** More arrows than this are no picture; more than the other are not worth choosing from. */
const mostMessages = 220;
const mostKept = 5_000;

export function recordWindow(stretch: Stretch, { placements }: Deployment): WindowRecorder {
  const { from, until, why } = stretch;
  const roleOf = new Map<string, AnyRole>(placements.map((at) => [at.address, at.role]));
  const roles = [...new Set(placements.map(({ role }) => role))];
  const messages: DrawnMessage[] = [];
  const marks: DrawnMark[] = [];
  let hidden = 0;
  const inside = (time: number): boolean => time >= from && time <= until;
  const mark = (kind: DrawnMark["kind"], role: string, text: string, at: number): void => {
    if (inside(at)) marks.push({ at, role, kind, text });
  };
  return {
    observer: {
      onMessage(record) {
        if (!inside(record.now) && !inside(record.sentAt)) return;
        if (messages.length < mostKept) messages.push(drawn(record, roleOf));
        else hidden += 1;
      },
      onMark: (role, name, now) => mark("mark", role, name, now),
      onMachine(machine, change, now) {
        for (const placement of placements) {
          if (placement.machine === machine) noteChange(mark, change, placement.address, now);
        }
      },
      onStep(step, world) {
        if (inside(world.now)) noteStep(mark, step, roles, world.now);
      },
    },
    window() {
      const near = nearest(messages, stretch.moment);
      const left = hidden + messages.length - near.length;
      const roles = drawnRoles(near, marks);
      return { from, until, why, roles, messages: near, marks, hidden: left };
    },
  };
}

/** Those handled nearest to the moment, in their order. */
function nearest(messages: readonly DrawnMessage[], moment: number): readonly DrawnMessage[] {
  const away = ({ arrivedAt }: DrawnMessage): number => Math.abs(arrivedAt - moment);
  const limit = messages.map(away).sort((left, right) => left - right)[mostMessages - 1];
  return limit === undefined ? messages : messages.filter((message) => away(message) <= limit);
}

type Mark = (kind: DrawnMark["kind"], role: string, text: string, at: number) => void;

function noteChange(mark: Mark, change: MachineChange, role: string, now: number): void {
  if (change === "crash" || change === "pause" || change === "resume") {
    mark(change, role, change, now);
  }
}

function noteStep(mark: Mark, step: Step, roles: readonly AnyRole[], now: number): void {
  for (const role of roles) {
    const move = step.by(role);
    if (move === undefined) continue;
    const { event, who } = move;
    if (event === undefined) mark("start", who.address, "starts", now);
    else if (event.kind === "timer") mark("timer", who.address, event.timer, now);
    else if (event.kind === "persisted") {
      mark("persisted", who.address, role.describe?.(event.record) ?? "record", now);
    }
    return;
  }
}

function drawn(record: MessageRecord, roleOf: ReadonlyMap<string, AnyRole>): DrawnMessage {
  const { sentAt, now, from, to, message, fate, event } = record;
  const text = words(message, roleOf.get(to) ?? roleOf.get(from));
  return { sentAt, arrivedAt: now, from, to, kind: message.kind, text, fate, event };
}

const words = (message: AnyMessage, role: AnyRole | undefined): string =>
  role?.describe?.(message) ?? describeOperation(message as Request | Response);

/** Storage first, then routers, then clients: who is drawn, each once. */
function drawnRoles(messages: readonly DrawnMessage[], marks: readonly DrawnMark[]): string[] {
  const all = new Set<string>();
  for (const { from, to } of messages) all.add(from).add(to);
  for (const { role } of marks) all.add(role);
  const order = (role: string): number =>
    role.startsWith("storage") ? 0 : role.startsWith("client") ? 2 : 1;
  return [...all].sort(
    (left, right) => order(left) - order(right) || (left < right ? -1 : left > right ? 1 : 0),
  );
}
