/** Loads as fast-check arbitraries: requests written down one by one, or drawn while a run goes on. */

import fc from "fast-check";
import { poisson } from "../../sim/client/arrivals.ts";
import { zipf } from "../../sim/client/keys.ts";
import { type DrawnWorkload, openLoop, type RecordedWorkload } from "../../sim/client/workload.ts";
import { type WrittenRequest, writtenLog } from "../../sim/client/written-log.ts";
import { type Duration, ms } from "../../sim/kernel/time.ts";
import {
  type OperationClass,
  type OperationOptions,
  operations,
  singleItemClasses,
} from "./operations.ts";

export interface WrittenOptions extends OperationOptions {
  /** How many clients share the load. */
  readonly clients: number;
  /** Requests come before this. */
  readonly duration: Duration;
  /** Most requests. Default 60. */
  readonly most?: number;
}

/**
 * Requests one by one, with their times. Each load leaves out some of the classes altogether (swarm
 * testing: Groce and others, ISSTA 2012). Shrinks to fewer, earlier and simpler requests.
 * Throws a RangeError for less than a client.
 */
export function writtenWorkloads(options: WrittenOptions): fc.Arbitrary<RecordedWorkload> {
  const { clients, duration, most = 60 } = options;
  if (!(clients >= 1)) throw new RangeError(`expected at least 1 client, got ${clients}`);
  return presentOf(options).chain((classes) => {
    const request = fc.record({
      at: instants(duration),
      client: fc.nat(clients - 1),
      call: operations({ ...options, classes }),
    });
    return fc
      .array(request, { maxLength: most, size: "max" })
      .map((requests) => writtenWorkload(requests, options));
  });
}

/** Anywhere, or in one of eight bursts: requests that overlap say more than those that do not. */
const instants = (duration: Duration): fc.Arbitrary<number> =>
  fc.oneof(
    fc.nat(duration - 1),
    fc
      .tuple(fc.nat(7), fc.nat(burst))
      .map(([which, offset]) =>
        Math.min(duration - 1, Math.floor((which * duration) / 8) + offset),
      ),
  );

const burst = ms(20);

/** Requests in any order, as a load. */
export const writtenWorkload = (
  requests: readonly WrittenRequest[],
  { table }: Pick<OperationOptions, "table"> = {},
): RecordedWorkload => ({
  arrivals: {
    kind: "recorded",
    log: writtenLog(requests.toSorted((one, other) => one.at - other.at)),
    scale: 1,
  },
  reads: "strong",
  ...(table === undefined ? {} : { table }),
  retries: true,
});

export interface DrawnOptions extends OperationOptions {
  /** Requests per second, all clients together. Default 10 to 200. */
  readonly perSecond?: { readonly min: number; readonly max: number };
}

/**
 * Loads whose requests a run draws from its seed: rates, mixes without some of the classes, and how
 * uneven keys are. For long runs; a failure shrinks no request.
 */
export function drawnWorkloads(options: DrawnOptions = {}): fc.Arbitrary<DrawnWorkload> {
  const { keys = 3, bytes = 100, table, perSecond = { min: 10, max: 200 } } = options;
  const mixes = presentOf(options).chain((classes) =>
    fc.record(
      Object.fromEntries(classes.map((kind) => [kind, fc.integer({ min: 1, max: 10 })] as const)),
    ),
  );
  return fc
    .record({
      mix: mixes,
      perSecond: fc.integer(perSecond),
      strong: fc.integer({ min: 0, max: 4 }),
      unevenness: fc.integer({ min: 0, max: 3 }),
    })
    .map(({ mix, perSecond: rate, strong, unevenness }) =>
      openLoop({
        arrivals: poisson({ perSecond: rate }),
        mix,
        reads: { strong: strong / 4 },
        keys: zipf({ keys, exponent: unevenness / 2 }),
        valueBytes: bytes,
        ...(table === undefined ? {} : { table }),
      }),
    );
}

/** Some of the classes, at least one; the others are left out of the whole load. */
const presentOf = ({ classes = singleItemClasses }: OperationOptions) =>
  fc.noShrink(fc.subarray<OperationClass>([...classes], { minLength: 1 }));
