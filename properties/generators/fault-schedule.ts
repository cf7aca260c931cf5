import { endOf, type FaultSpec, faultOf } from "../../sim/faults/schedule.ts";
import { type Kind, kinds } from "../../sim/faults/shapes.ts";
import type { RandomStream } from "../../sim/kernel/random.ts";
import { type Duration, ms } from "../../sim/kernel/time.ts";
import { lengthFrom, oneIn, pick, shortLengthFrom, shuffled } from "./draw.ts";
import { drawFault } from "./draw-fault.ts";
import { destroyedBy, keepsLastCopies, keepsLeaseBound } from "./fault-atlas.ts";
import { lasting, longestTail, pace, quiet } from "./fault-parameters.ts";
import { hasTargetFor, type Targets, targetsOf } from "./fault-targets.ts";

export interface ScheduleOptions {
  readonly random: RandomStream;
  /** Machines named "storage-…" keep data; those named "clients-…" are spared. */
  readonly machines: readonly { readonly name: string; readonly zone: string }[];
  readonly zones: readonly string[];
  /** Of the run's load. */
  readonly duration: Duration;
  /** All is healed this long before the end. Default 5 s, or a quarter of a shorter run. */
  readonly tail?: Duration;
  /** How many times as often as usual; usual is a fault every 2.5 to 10 s. 0.01 to 100; default 1. */
  readonly intensity?: number;
  /** Only these kinds. Default: all. */
  readonly kinds?: readonly Kind[];
  /**
   * Disks may lie, and the last copies may be destroyed: a sound protocol may then lose
   * acknowledged writes.
   */
  readonly destructive?: boolean;
  /** A minority of the storage machines have clocks beyond the lease's bound. */
  readonly wildClocks?: boolean;
}

/**
 * A schedule of faults drawn as a swarm: first half of the kinds are left out, then how often faults
 * come is drawn, and last the faults. So no kind hides what only shows without it. (Groce and
 * others, "Swarm Testing", ISSTA 2012.) The same options and stream give the same schedule.
 *
 * Faults are in the order of their beginning. What breaks the rules of `fault-atlas.ts` is left out.
 * Throws a RangeError for an intensity that is out of range.
 */
export function drawSchedule(options: ScheduleOptions): FaultSpec[] {
  const { random, destructive = false } = options;
  const targets = targetsOf(options.machines, options.zones);
  const wild = options.wildClocks === true ? minorityOf(targets.storage, random) : [];
  const drawn = drawCandidates(options, targets, wild);
  const candidates = destructive ? drawn : drawn.map(honest);

  // What destroys is rare, and forbids much around it: it chooses first.
  const eager = candidates.filter((spec) => destroyedBy(spec) !== undefined);
  const rest = candidates.filter((spec) => destroyedBy(spec) === undefined);
  const chosen: FaultSpec[] = [];
  for (const spec of [...eager, ...rest]) {
    const longer = [...chosen, spec];
    if (!keepsQuiet(chosen, spec) || !keepsLeaseBound(longer, wild)) continue;
    if (destructive || keepsLastCopies(longer, targets)) chosen.push(spec);
  }
  return candidates.filter((spec) => chosen.includes(spec));
}

/** A disk that lies about its flush breaks what every quorum stands on: only when asked for. */
const honest = (spec: FaultSpec): FaultSpec =>
  spec.kind === "lost-unsynced-writes" ? { ...spec, confirmedToo: false } : spec;

function drawCandidates(
  options: ScheduleOptions,
  targets: Targets,
  wild: readonly string[],
): readonly FaultSpec[] {
  const { random } = options;
  const possible = (options.kinds ?? kinds).filter((kind) => hasTargetFor(kind, targets));
  const present = possible.filter(() => oneIn(random, 2));
  const meanGap = lengthFrom(random, pace) / intensityOf(options);
  const end = options.duration - tailOf(options);

  const drawn: FaultSpec[] = [];
  let from = 0;
  for (;;) {
    from += 1 + random.below(Math.ceil(2 * meanGap));
    if (present.length === 0 || from >= end) return drawn;
    const kind = pick(random, present);
    const begin = wholeMs(from);
    const until = wholeMs(begin + shortLengthFrom(random, lasting[kind]));
    if (until > end) continue;
    drawn.push(drawFault(kind, { from: begin, until }, targets, wild, random));
  }
}

function intensityOf({ intensity = 1 }: ScheduleOptions): number {
  if (intensity >= 0.01 && intensity <= 100) return intensity;
  throw new RangeError(`The intensity of a schedule is ${intensity}; expected 0.01 to 100.`);
}

/** Rounded down: schedules are for people to read, too. */
const wholeMs = (time: number): Duration => ms(Math.floor(time / 1_000));

const tailOf = ({ tail, duration }: ScheduleOptions): number =>
  tail ?? Math.min(longestTail, Math.floor(duration / 4));

/** Less than half of them, by lot. */
const minorityOf = (machines: readonly string[], random: RandomStream): readonly string[] =>
  shuffled(random, machines).slice(0, Math.floor((machines.length - 1) / 2));

/** Two faults of one kind on one target do not touch. */
function keepsQuiet(chosen: readonly FaultSpec[], spec: FaultSpec): boolean {
  const { about } = faultOf(spec);
  return chosen
    .filter(({ kind, from }) => kind === spec.kind && from <= endOf(spec) + quiet)
    .filter((other) => endOf(other) + quiet >= spec.from)
    .every((other) => faultOf(other).about !== about);
}
