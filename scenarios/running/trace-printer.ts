/**
 * A run as text, one event a line with what it caused indented below: virtual time in ms, who, what.
 * Rendered while running again, so that ordinary runs keep no words.
 */

import { describeOperation } from "../../sim/client/describe.ts";
import type { Request, Response } from "../../sim/client/operation.ts";
import { describeFault } from "../../sim/faults/describe-fault.ts";
import type { FaultSpec } from "../../sim/faults/schedule.ts";
import type { Observer, Step } from "../../sim/kernel/observer.ts";
import type { AnyMessage, AnyRole, Effect, Event } from "../../sim/kernel/role.ts";
import { createSimulation } from "../../sim/kernel/simulation.ts";
import { at, type Duration } from "../../sim/kernel/time.ts";
import type { Scenario } from "../scenario.ts";
import { prepare } from "./prepare.ts";
import { worldOf } from "./world-of.ts";

export interface TraceOptions {
  readonly seed: number;
  readonly changes: Readonly<Record<string, string>>;
  /** Which case, by its name; the first if absent. */
  readonly caseName?: string;
  readonly from?: Duration;
  readonly until?: Duration;
  /** Only what mentions this request. */
  readonly request?: number;
  /** Only this role's events. */
  readonly role?: string;
}

/** Throws a RangeError whose message is a sentence, for a case or role that does not exist. */
export function traceScenario(
  scenario: Scenario,
  options: TraceOptions,
  write: (line: string) => void,
): void {
  const { assembled } = caseOf(scenario, options);
  const { placements, schedule, phases } = assembled;
  const addresses = placements.map(({ address }) => address as string);
  if (options.role !== undefined && !addresses.includes(options.role)) {
    throw new RangeError(`no role "${options.role}": expected one of ${addresses.join(", ")}`);
  }
  const { from = 0, until = phases.end } = options;
  const roles = [...new Set(placements.map(({ role }) => role))];
  const wanted = wantedBy(options);
  const simulation = createSimulation({
    seed: options.seed,
    ...worldOf(assembled),
    mode: "fast",
    observers: [printer(roles, schedule, wanted, from, write)],
  });
  simulation.runUntil(at(Math.min(until, phases.loadEnds) as Duration));
  if (until <= phases.loadEnds) return;
  simulation.endFaults();
  simulation.runUntil(at(Math.min(until, phases.end) as Duration));
}

function caseOf(scenario: Scenario, options: TraceOptions) {
  const prepared = prepare(scenario, options);
  const { caseName } = options;
  const found =
    caseName === undefined
      ? prepared[0]
      : prepared.find(({ name, chosen }) => name === caseName || chosen.name === caseName);
  if (found !== undefined) return found;
  const names = prepared.map(({ name }) => `"${name}"`).join(", ");
  throw new RangeError(`no case "${caseName}" in ${scenario.name}: expected one of ${names}`);
}

type Wanted = (role: string, lines: readonly string[]) => readonly string[];

/** Picks the lines to show of one event: all of it, or what mentions the request. */
function wantedBy({ request, role }: TraceOptions): Wanted {
  const mention = request === undefined ? undefined : new RegExp(`\\br${request}\\b`);
  return (who, lines) => {
    if (role !== undefined && role !== who) return [];
    if (mention === undefined) return lines;
    const mentioned = lines.filter((line) => mention.test(line));
    if (mentioned.length === 0) return [];
    // The event itself is shown for what it caused, and its marks with it.
    return lines.filter((line, index) => index === 0 || mention.test(line) || / mark /.test(line));
  };
}

function printer(
  roles: readonly AnyRole[],
  schedule: readonly FaultSpec[],
  wanted: Wanted,
  from: number,
  write: (line: string) => void,
): Observer {
  return {
    onStep(step, world) {
      if (world.now < from) return;
      for (const role of roles) {
        const lines = linesOf(step, role, world.now);
        if (lines === undefined) continue;
        for (const line of wanted(step.by(role)!.who.address, lines)) write(line);
        return;
      }
    },
    onFault(fault, phase, now) {
      if (now < from) return;
      const spec = schedule.find(
        (each) => each.kind === fault.name && each.from === (fault.from as number),
      );
      const words = spec === undefined ? `${fault.name} ${fault.about}` : describeFault(spec);
      for (const line of wanted("", [
        `${time(now)}  ${"fault".padEnd(width)}  ${phase}: ${words}`,
      ])) {
        write(line);
      }
    },
    onMachine(machine, what, now) {
      if (now < from) return;
      for (const line of wanted("", [`${time(now)}  ${machine.padEnd(width)}  ${what}`]))
        write(line);
    },
  };
}

const width = 12;

const time = (now: number): string => (now / 1_000).toFixed(3).padStart(12);

function linesOf(step: Step, role: AnyRole, now: number): string[] | undefined {
  const move = step.by(role);
  if (move === undefined) return undefined;
  const { who, event, effects } = move;
  const head = `${time(now)}  ${who.address.padEnd(width)}  `;
  const indent = " ".repeat(12 + 2 + width + 4);
  return [
    head + eventText(event as Event<AnyMessage, AnyMessage> | undefined, role),
    ...(effects as readonly Effect<AnyMessage, AnyMessage>[])
      .filter(({ kind }) => kind !== "note")
      .map((effect) => indent + effectText(effect, role)),
  ];
}

function eventText(event: Event<AnyMessage, AnyMessage> | undefined, role: AnyRole): string {
  if (event === undefined) return "starts";
  switch (event.kind) {
    case "message":
      return `${words(event.message, role)} from ${event.from}`;
    case "timer":
      return `timer ${event.timer}`;
    case "persisted":
      return `persisted ${words(event.record, role)}`;
    case "fetched":
      return `fetched page for ticket ${event.ticket}`;
  }
}

export function effectText(effect: Effect<AnyMessage, AnyMessage>, role: AnyRole): string {
  switch (effect.kind) {
    case "send":
      return `send ${effect.to}: ${words(effect.message, role)}`;
    case "persist":
      return `persist ${words(effect.record, role)}`;
    case "checkpoint":
      return `write ${words(effect.record, role)}`;
    case "fetch":
      return `fetch page for ticket ${effect.ticket}`;
    case "set-timer": {
      const { timer, min, max } = effect;
      const span = min === max ? `${min / 1_000} ms` : `${min / 1_000} to ${max / 1_000} ms`;
      return `timer ${timer} in ${span}`;
    }
    case "cancel-timer":
      return `no timer ${effect.timer}`;
    case "mark":
      return `mark ${effect.name}`;
    case "note":
      return `note ${effect.fact.kind}`;
    case "host":
      return `host ${effect.role} ${effect.address}`;
    case "unhost":
      return `unhost ${effect.address}`;
  }
}

export const words = (item: AnyMessage, role: AnyRole): string =>
  role.describe?.(item) ?? describeOperation(item as Request | Response);
