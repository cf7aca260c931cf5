/** Builds a run from plain data: the one door to the kernel. */

import { due } from "./agenda.ts";
import { Audience } from "./audience.ts";
import { canonicalText } from "./canonical-text.ts";
import { Cell } from "./cell.ts";
import { Checker, type PatchedEvent } from "./checked.ts";
import { Delivery } from "./delivery.ts";
import { Engine, startMachine } from "./engine.ts";
import type { Fault } from "./fault.ts";
import { FaultDriver } from "./fault-driver.ts";
import { Hardships } from "./hardships.ts";
import { Interpreter } from "./interpreter.ts";
import { Machine } from "./machine.ts";
import { Network } from "./network.ts";
import type { Observer, World } from "./observer.ts";
import { type CheckWindow, Performer } from "./performer.ts";
import { streamsOf } from "./random.ts";
import { Recorder } from "./recorder.ts";
import type { Address } from "./role.ts";
import { Run } from "./run.ts";
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
  const addresses = options.placements.map(({ address }) => address);
  const recorder = new Recorder(addresses, options.keepTrace ?? false);
  const run = new Run(streamsOf(options.seed), recorder, new Audience(options.observers ?? []));
  const machines = options.machines.map((spec) => new Machine(spec, run.streams));
  const cells = populate(options.placements, machines, run);
  const network = new Network(run, options.network, cells);
  return assemble(options, run, machines, [...cells.values()], network);
}

/** Puts every role into its place. */
function populate(
  placements: readonly Placement[],
  machines: readonly Machine[],
  run: Run,
): ReadonlyMap<Address, Cell> {
  const byName = new Map(machines.map((machine) => [machine.name, machine]));
  const cells = placements.map((placement, index) => {
    const machine = byName.get(placement.machine)!;
    const cell = new Cell(index, placement, machine, run);
    machine.cells.push(cell);
    return cell;
  });
  return new Map(cells.map((cell) => [cell.address, cell]));
}

function assemble(
  options: SimulationOptions,
  run: Run,
  machines: readonly Machine[],
  cells: readonly Cell[],
  network: Network,
): Simulation {
  const world = new RunningWorld(run, network, cells);
  const checker = new Checker(run, options.keepPatches ?? 0);
  const performer = new Performer({
    run,
    interpreter: new Interpreter(run, network),
    world,
    step: new CurrentStep(),
    checker,
    window: windowOf(options.mode),
  });
  const byName = new Map(machines.map((machine) => [machine.name, machine]));
  const hardships = new Hardships(run, network, byName, (machine) => {
    const cause = run.current;
    startMachine(run, performer, machine, cause);
    run.current = cause;
  });
  const faults = new FaultDriver(run, network, hardships, options.faults);
  for (const index of machines.keys()) run.agenda.add(0, due.start, index, noCause);
  const delivery = new Delivery(run, network, performer);
  const maxEvents = options.maxEvents ?? Number.POSITIVE_INFINITY;
  const engine = new Engine({
    run,
    network,
    cells,
    machines,
    performer,
    delivery,
    faults,
    maxEvents,
  });
  return faceOf(engine, run, world, cells, checker);
}

function faceOf(
  engine: Engine,
  run: Run,
  world: World,
  cells: readonly Cell[],
  checker: Checker,
): Simulation {
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
    fingerprint: () => fingerprintOf(run, cells),
  };
}

function windowOf(mode: SimulationOptions["mode"]): CheckWindow {
  if (mode === "fast") return { checkFrom: Number.POSITIVE_INFINITY, checkUntil: 0 };
  if (mode === "check") return { checkFrom: 0, checkUntil: Number.POSITIVE_INFINITY };
  return mode;
}

function fingerprintOf(run: Run, cells: readonly Cell[]): string {
  const print = run.recorder.fingerprint.copy();
  print.add(run.events);
  for (const { address, state } of cells) {
    print.addText(address);
    print.addText(canonicalText(state));
  }
  return print.hex();
}
