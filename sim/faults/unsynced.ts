import type { Fault, Hardship } from "../kernel/fault.ts";
import { inForce } from "./in-force.ts";

/** A fault that says what a crash leaves of the unflushed end of a machine's disk. */
export interface BadCrash {
  readonly kind: "lost-unsynced-writes" | "torn-write";
  readonly machine: string;
  /** The disk says "flushed" of what is not. */
  readonly confirmedToo?: boolean;
}

const badCrashes = inForce<BadCrash>();

/** The beginning and the end of such a fault. Both kinds share them, because they may overlap. */
export const edgesOf = (spec: BadCrash): Required<Pick<Fault, "begin" | "end">> => ({
  begin: (world) => settle(world, spec.machine, badCrashes.begin(world, spec)),
  end: (world) => settle(world, spec.machine, badCrashes.end(world, spec)),
});

/** A tear outranks a loss: a record cannot be torn where nothing is left of it. */
function settle(world: Hardship, machine: string, specs: readonly BadCrash[]): void {
  const tears = specs.some(({ kind }) => kind === "torn-write");
  const loses = specs.some(({ kind }) => kind === "lost-unsynced-writes");
  world.unsynced(machine, tears ? "torn" : loses ? "nothing" : "drawn");
  world.lieAboutFlush(
    machine,
    specs.some(({ confirmedToo }) => confirmedToo === true),
  );
}
