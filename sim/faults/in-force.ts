import type { Hardship } from "../kernel/fault.ts";

interface OnMachine {
  readonly machine: string;
}

/** Faults of one sort in force, by world and machine. */
export interface InForce<Spec extends OnMachine> {
  /** Takes down that a fault has begun; gives all that are now in force on its machine. */
  begin(world: Hardship, spec: Spec): readonly Spec[];
  /** Takes down that a fault has ended; gives what is left on its machine. */
  end(world: Hardship, spec: Spec): readonly Spec[];
}

/**
 * For faults that set a value of a machine and may overlap there: whoever begins or ends sets the
 * value that follows from all in force. It goes by what has begun and ended rather than by the
 * times in the schedule, because a run may end its faults early. The kernel counts crashes and
 * pauses by itself.
 */
export function inForce<Spec extends OnMachine>(): InForce<Spec> {
  // By world, so that runs that share a schedule do not meet; weak, so that none is kept alive.
  const worlds = new WeakMap<Hardship, readonly Spec[]>();
  const update = (world: Hardship, { machine }: Spec, specs: readonly Spec[]): readonly Spec[] => {
    worlds.set(world, specs);
    return specs.filter((one) => one.machine === machine);
  };
  return {
    begin: (world, spec) => update(world, spec, [...(worlds.get(world) ?? []), spec]),
    end(world, spec) {
      const specs = worlds.get(world) ?? [];
      const ended = specs.indexOf(spec);
      return update(
        world,
        spec,
        specs.filter((_, index) => index !== ended),
      );
    },
  };
}
