/** For tests of roles that come and go: a host that acts by the clock, and its guest. */

import type { AnyRole } from "./role.ts";
import type { Simulation, SimulationOptions } from "./simulation.ts";
import {
  address,
  listener,
  simulate,
  sketch,
  type Word,
  type WordEffects,
} from "./sketch.test-helper.ts";
import { at, ms } from "./time.ts";

/** Where guests live. */
export const g = address("g");

type Act = (effects: WordEffects) => void;

/** A role that does something at certain times, in ms since its start. */
export const scripted = (acts: Readonly<Record<number, Act>>) =>
  sketch({
    name: "host",
    start: (effects) => {
      for (const time of Object.keys(acts)) {
        effects.setTimer(time, ms(Number(time)), ms(Number(time)));
      }
    },
    handle: (_, event, effects) => {
      if (event.kind === "timer") acts[Number(event.timer)]!(effects);
    },
  });

/**
 * A role that lists how it started and what happened to it. Told "save 1" it writes that to disk,
 * told "alarm" it sets a timer of 5 ms, told "leave" it ends itself.
 */
export const guest = listener({
  name: "guest",
  start: (_effects, { records, restarted }) => [
    `start ${restarted ? "again" : "anew"} with ${records.map(({ n }) => n).join(" ")}`,
  ],
  handle: (_, event, effects) => {
    if (event.kind !== "message") return;
    const { kind } = event.message;
    if (kind === "save") effects.persist(event.message as Word);
    if (kind === "alarm") effects.setTimer("alarm", ms(5), ms(5));
    if (kind === "leave") effects.unhost(g);
  },
});

export const hostGuest: Act = (effects) => effects.host({ address: g, role: "guest", setup: {} });

/** A simulation in which guests may be hosted, run until `until` ms. */
export function hosted(
  roles: Readonly<Record<string, AnyRole>>,
  until: number,
  options: Parameters<typeof simulate>[1] = {},
): Simulation {
  const simulation = simulate(roles, { hostable: [guest], ...options });
  simulation.runUntil(at(ms(until)));
  return simulation;
}

/** What the guest has to tell; undefined if there is none. */
export const told = (simulation: Simulation): readonly string[] | undefined =>
  simulation.world.at(g, guest)?.state;

/** The fingerprints of one run in all modes. */
export const printsOfAllModes = (run: (mode: SimulationOptions["mode"]) => Simulation) =>
  (["fast", "check", { checkFrom: 3, checkUntil: 9 }] as const).map((mode) =>
    run(mode).fingerprint(),
  );
