import type { Fault } from "../kernel/fault.ts";
import type { Duration } from "../kernel/time.ts";
import { factor, machine } from "./field.ts";
import { inForce } from "./in-force.ts";
import { type Shape, specFrom } from "./shape.ts";
import { instants, neverLasts, spellFields } from "./spell.ts";
import { spellText } from "./words.ts";

export interface SlowDisk {
  readonly kind: "slow-disk";
  readonly machine: string;
  readonly factor: number;
  readonly from: Duration;
  readonly until: Duration;
}

export const slowDiskShape: Shape<SlowDisk> = {
  kind: "slow-disk",
  does: "The disk takes this many times as long to append, flush and read. Factors multiply.",
  source: "FoundationDB DiskFailureInjection, throttle",
  fields: {
    machine: machine("whose disk"),
    factor: factor("how many times as long it takes", {
      value: 10,
      source: "assumption: a worn SSD that clears its blocks",
    }),
    ...spellFields,
  },
  clash: neverLasts,
};

/**
 * A disk ten times slower, unless said otherwise, from `from` until `until`. Throws a RangeError
 * for a field that makes no sense.
 */
export const slowDisk = (
  options: Omit<SlowDisk, "kind" | "factor"> & { readonly factor?: number },
): SlowDisk => specFrom(slowDiskShape, options);

const slowDisks = inForce<SlowDisk>();

export const slowDiskFault = (spec: SlowDisk): Fault => ({
  name: spec.kind,
  about: spec.machine,
  ...instants(spec),
  machines: [spec.machine],
  zones: [],
  begin: (world) => world.slowDisk(spec.machine, productOf(slowDisks.begin(world, spec))),
  end: (world) => world.slowDisk(spec.machine, productOf(slowDisks.end(world, spec))),
});

const productOf = (specs: readonly SlowDisk[]): number =>
  specs.reduce((product, { factor }) => product * factor, 1);

export const describeSlowDisk = (spec: SlowDisk): string =>
  `the disk of ${spec.machine} ${spec.factor} times slower ${spellText(spec)}`;
