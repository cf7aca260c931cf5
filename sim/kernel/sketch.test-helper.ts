/** For tests: roles sketched in a few lines, and a world of machines 1 ms apart to run them in. */

import { constant } from "./distribution.ts";
import type { Fault, Hardship } from "./fault.ts";
import type { Address, AnyRole, Effects, Event, Role, Survived } from "./role.ts";
import { createSimulation, type Simulation, type SimulationOptions } from "./simulation.ts";
import { at, type Duration, ms } from "./time.ts";
import type { MachineSpec } from "./topology.ts";

/** A message or record of tests. */
export interface Word {
  readonly kind: string;
  readonly n?: number;
  readonly list?: readonly number[];
}

export type WordEffects = Effects<Word, Word>;

interface Sketch<State> {
  readonly name?: string;
  readonly start?: (effects: WordEffects, disk: Survived<Word>, self: Address) => State;
  readonly handle?: (state: State, event: Event<Word, Word>, effects: WordEffects) => void;
  readonly serviceTime?: (message: Word) => Duration;
}

/** A role that starts and handles as given, or does nothing. */
export function sketch<State>(parts: Sketch<State>): Role<State, Word, Word, undefined> {
  const { serviceTime } = parts;
  return {
    name: parts.name ?? "sketch",
    start: (self, _setup, disk, _at, effects) => parts.start?.(effects, disk, self) as State,
    handle: (state, event, effects) => parts.handle?.(state, event, effects),
    ...(serviceTime === undefined ? {} : { serviceTime }),
  };
}

/** A role whose state is the list of what happened to it: "12 ping 3", time in whole ms. */
export const listener = (parts: Sketch<string[]> = {}): Role<string[], Word, Word, undefined> =>
  sketch({
    ...parts,
    start: (effects, disk, self) => [...(parts.start?.(effects, disk, self) ?? [])],
    handle: (heard, event, effects) => {
      heard.push(`${event.at / 1_000} ${eventText(event)}`);
      parts.handle?.(heard, event, effects);
    },
  });

function eventText(event: Event<Word, Word>): string {
  if (event.kind === "message") return wordText(event.message);
  if (event.kind === "persisted") return `persisted ${wordText(event.record)}`;
  return event.kind === "timer" ? `timer ${event.timer}` : `fetched ${event.ticket}`;
}

const wordText = ({ kind, n }: Word): string => (n === undefined ? kind : `${kind} ${n}`);

export const address = (name: string): Address => name as Address;

/** Each role on a machine of its own, "on-<address>", in a zone of its own, "zone-<address>". */
export function simulate(
  roles: Readonly<Record<string, AnyRole>>,
  options: Partial<SimulationOptions> & { readonly machine?: Partial<MachineSpec> } = {},
): Simulation {
  const { machine, ...others } = options;
  const names = Object.keys(roles);
  return createSimulation({
    seed: 1,
    mode: "fast",
    network: { withinZone: constant(ms(1)), acrossZones: constant(ms(1)) },
    faults: [],
    machines: names.map((name) => ({ name: `on-${name}`, zone: `zone-${name}`, ...machine })),
    placements: names.map((name) => ({
      address: address(name),
      machine: `on-${name}`,
      role: roles[name]!,
      setup: undefined,
    })),
    ...others,
  });
}

/** What listeners of this role heard so far, if their machines are up. */
export const heard = (simulation: Simulation, role: Role<string[], Word, Word, undefined>) =>
  simulation.world.playing(role).map(({ state }) => state);

/** A fault that does one thing at the beginning and another at the end, times in ms. */
export const fault = (
  from: number,
  until: number,
  begin: (world: Hardship) => void,
  end?: (world: Hardship) => void,
): Fault => ({ ...window(from, until), begin, ...(end === undefined ? {} : { end }) });

/** A fault that only judges messages. */
export const judge = (from: number, until: number, ask: NonNullable<Fault["judge"]>): Fault => ({
  ...window(from, until),
  judge: ask,
});

const window = (from: number, until: number): Fault => ({
  name: "hardship",
  about: "test",
  from: at(ms(from)),
  until: at(ms(until)),
  machines: [],
  zones: [],
});
