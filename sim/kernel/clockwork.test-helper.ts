/** For tests of hardships: a role b that is told something every 10 ms, and what befalls its machine. */

import { address, fault, listener, sketch, type Word } from "./sketch.test-helper.ts";
import { ms } from "./time.ts";

const b = address("b");
/** The machine of role b, to whom `clockwork` sends. */
export const machine = "on-b";

/** Sends b a numbered word every 10 ms, the first at 9 ms, so that it arrives at 10 ms. */
export const clockwork = () =>
  sketch({
    start: (effects) => {
      effects.setTimer("next", ms(9), ms(9));
      return { n: 0 };
    },
    handle: (state, _event, effects) => {
      effects.send(b, { kind: "word", n: ++state.n });
      effects.setTimer("next", ms(10), ms(10));
    },
  });

/** The machine is down from ... until ..., in ms. */
export const crashed = (from: number, until: number) =>
  fault(
    from,
    until,
    (world) => world.crash(machine),
    (world) => world.restart(machine),
  );

/** The machine is paused from ... until ..., in ms. */
export const paused = (from: number, until: number) =>
  fault(
    from,
    until,
    (world) => world.pause(machine),
    (world) => world.resume(machine),
  );

/** Writes what it hears to disk, and starts with what it finds there. */
export const diary = () =>
  listener({
    start: (_effects, { records, torn }) => [
      ...records.map((record) => `found ${record.n}`),
      ...(torn === undefined ? [] : [`torn ${torn.n}`]),
    ],
    handle: (_, event, effects) => {
      if (event.kind === "message") effects.persist(event.message as Word);
    },
  });
