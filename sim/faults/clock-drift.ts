import type { Fault } from "../kernel/fault.ts";
import type { Duration } from "../kernel/time.ts";
import { machine, partsPerMillion } from "./field.ts";
import { inForce } from "./in-force.ts";
import { type Shape, specFrom } from "./shape.ts";
import { instants, neverLasts, spellFields } from "./spell.ts";
import { spellText } from "./words.ts";

export interface ClockDrift {
  readonly kind: "clock-drift";
  readonly machine: string;
  readonly partsPerMillion: number;
  readonly from: Duration;
  readonly until: Duration;
}

export const clockDriftShape: Shape<ClockDrift> = {
  kind: "clock-drift",
  does:
    "The machine's clock gains this many µs per second, or loses them if it is negative. Drifts " +
    "add up. At the end the clock runs at the right rate again; what it has gained stays.",
  source: "Jepsen with libfaketime, rate factor; FoundationDB timer(), up to 0.1 s ahead",
  fields: {
    machine: machine("whose clock"),
    partsPerMillion: partsPerMillion("what it gains; 10000 is 1 % fast"),
    ...spellFields,
  },
  clash: neverLasts,
};

/**
 * A clock that gains `partsPerMillion` µs per second from `from` until `until`. Throws a RangeError
 * for a field that makes no sense.
 */
export const clockDrift = (options: Omit<ClockDrift, "kind">): ClockDrift =>
  specFrom(clockDriftShape, options);

/** No clock stands still or runs backwards, however many drifts add up. */
const slowest = -999_999;

const drifts = inForce<ClockDrift>();

export const clockDriftFault = (spec: ClockDrift): Fault => ({
  name: spec.kind,
  about: spec.machine,
  ...instants(spec),
  machines: [spec.machine],
  zones: [],
  begin: (world) => world.driftClock(spec.machine, sumOf(drifts.begin(world, spec))),
  end: (world) => world.driftClock(spec.machine, sumOf(drifts.end(world, spec))),
});

const sumOf = (specs: readonly ClockDrift[]): number =>
  Math.max(
    specs.reduce((sum, spec) => sum + spec.partsPerMillion, 0),
    slowest,
  );

export const describeClockDrift = (spec: ClockDrift): string =>
  `the clock of ${spec.machine} ${Math.abs(spec.partsPerMillion) / 10_000} % ` +
  `${spec.partsPerMillion > 0 ? "fast" : "slow"} ${spellText(spec)}`;
