/** Builds a run from plain data: the one door to the kernel. */

import { due } from "./agenda.ts";
import { Audience } from "./audience.ts";
import { canonicalText } from "./canonical-text.ts";
import { Cast } from "./cast.ts";
import { Checker, type PatchedEvent } from "./checked.ts";
import { Delivery } from "./delivery.ts";
import { Engine } from "./engine.ts";
import type { Fault } from "./fault.ts";
import { FaultDriver } from "./fault-driver.ts";
import { Hardships } from "./hardships.ts";
import { Hosts } from "./hosts.ts";
import { Interpreter } from "./interpreter.ts";
import { Machine } from "./machine.ts";
import { Network } from "./network.ts";
import type { Observer, World } from "./observer.ts";
import { type CheckWindow, Performer } from "./performer.ts";
import { streamsOf } from "./random.ts";
import { Recorder } from "./recorder.ts";
import type { AnyRole } from "./role.ts";
import { Run } from "./run.ts";
import { Starter } from "./starter.ts";
import type { SimTime } from "./time.ts";
import type { MachineSpec, NetworkSpec, Placement } from "./topology.ts";
import { noCause, type Trace } from "./trace.ts";
import { refuseUnknownNames } from "./unknown-names.ts";
import { CurrentStep, RunningWorld } from "./world.ts";

export interface SimulationOptions {
  readonly seed: number;
  readonly machines: readonly MachineSpec[];
  readonly network: NetworkSpec;
  readonly placements: readonly Placement[];
  /**
   * Kinds of roles that running roles may create, found by their names. If there are any, addresses
   * come and go, and a message to where no role is is dropped; else it is an InvariantViolation.
   */
  readonly hostable?: readonly AnyRole[];
  readonly faults: readonly Fault[];
  /** Check mode for all events, for none, or for a window of event numbers. */
  readonly mode: "fast" | "check" | CheckWindow;
  readonly observers?: readonly Observer[];
  /** Default false: nothing is kept, and memory stays flat. */
  readonly keepTrace?: boolean;
  /** A run that goes beyond is taken for endless: an InvariantViolation. Default: no bound. */
  readonly maxEvents?: number;
  /** How many of the last events of check mode keep what they changed. Default 0. */
  readonly keepPatches?: number;
}

export interface Simulation {
  /** Handles all events up to and including `time`. Throws InvariantViolation. */
  runUntil(time: SimTime): void;
  /** Handles one event; false if there is none. Throws InvariantViolation. */
  step(): boolean;
  readonly now: SimTime;
  /** Events handled: messages, timers, completions, starts, edges of faults. */
  readonly events: number;
  readonly world: World;
  readonly trace: Trace | undefined;
  /** How often each mark was left. */
  readonly marks: ReadonlyMap<string, number>;
  /** What the last checked events changed, oldest first. */
  readonly patches: readonly PatchedEvent[];
  /** 16 hex digits over all that happened so far and over the states of the roles now. */
  fingerprint(): string;
  /** Ends every fault in force, calls off later ones, restarts and resumes all machines. */
  endFaults(): void;
}

/** Throws a RangeError for names that do not exist or exist twice, before anything happens. */
export function createSimulation(options: SimulationOptions): Simulation {
  refuseUnknownNames(options);
  const recorder = new Recorder(options.keepTrace ?? false);
  const run = new Run(streamsOf(options.seed), recorder, new Audience(options.observers ?? []));
  const machines = options.machines.map((spec) => new Machine(spec, run.streams));
  const byName = new Map(machines.map((machine) => [machine.name, machine]));
  const cast = new Cast(run, byName, options.placements);
  return assemble(options, run, cast);
}

function assemble(options: SimulationOptions, run: Run, cast: Cast): Simulation {
  const hostable = options.hostable ?? [];
  const network = new Network(run, options.network, cast, hostable.length > 0);
  const world = new RunningWorld(run, network, cast);
  const checker = new Checker(run, options.keepPatches ?? 0);
  const hosts = new Hosts(run, cast, network, hostable);
  const performer = new Performer({
    run,
    interpreter: new Interpreter(run, network, hosts),
    hosts,
    world,
    step: new CurrentStep(),
    checker,
    window: windowOf(options.mode),
  });
  const starter = new Starter(run, performer);
  const hardships = new Hardships(run, network, cast.machines, (machine) => {
    const cause = run.current;
    starter.machine(machine, cause);
    run.current = cause;
  });
  const faults = new FaultDriver(run, network, hardships, options.faults);
  const machines = [...cast.machines.values()];
  for (const index of machines.keys()) run.agenda.add(0, due.start, index, noCause);
  const engine = new Engine({
    run,
    network,
    cast,
    machines,
    performer,
    starter,
    delivery: new Delivery(run, network, performer, starter),
    faults,
    maxEvents: options.maxEvents ?? Number.POSITIVE_INFINITY,
  });
  return faceOf(engine, run, world, cast, checker);
}

function faceOf(engine: Engine, run: Run, world: World, cast: Cast, checker: Checker): Simulation {
  return {
    runUntil: (time) => engine.runUntil(time),
    step: () => engine.step(),
    endFaults: () => engine.endFaults(),
    world,
    trace: run.recorder.trace,
    get now() {
      return run.now;
    },
    get events() {
      return run.events;
    },
    get marks() {
      return run.recorder.marks();
    },
    get patches() {
      return checker.patches();
    },
    fingerprint: () => fingerprintOf(run, cast),
  };
}

function windowOf(mode: SimulationOptions["mode"]): CheckWindow {
  if (mode === "fast") return { checkFrom: Number.POSITIVE_INFINITY, checkUntil: 0 };
  if (mode === "check") return { checkFrom: 0, checkUntil: Number.POSITIVE_INFINITY };
  return mode;
}

function fingerprintOf(run: Run, { cells }: Cast): string {
  const print = run.recorder.fingerprint.copy();
  print.add(run.events);
  for (const cell of cells) {
    if (cell === undefined) continue;
    print.addText(cell.address);
    print.addText(canonicalText(cell.state));
  }
  return print.hex();
}
