/** The kinds of requests a workload makes, by weight. The weights need not add up to 1. */
export interface Mix {
  readonly get: number;
  readonly put: number;
  /** Adds 1 to a counter. */
  readonly update: number;
  readonly delete: number;
  /** A put that requires that there is no item. */
  readonly putIfAbsent: number;
  /** A put that requires the item as this client last saw it: compare-and-set. */
  readonly conditionalPut: number;
  /** An update with the same requirement: the read-modify-write of a counter. */
  readonly conditionalUpdate: number;
  /**
   * The read-modify-write of a counter as many applications do it: a strong read, then a put of one
   * more than was found, whatever may have come between. Absent: none.
   */
  readonly increment?: number;
  /** The same, and the put requires that the counter is still as it was read. Absent: none. */
  readonly conditionalIncrement?: number;
  /** Items of one partition key, in order. Absent: none. */
  readonly query?: number;
  /** Items of the whole table. Absent: none. */
  readonly scan?: number;
  /** Several items written at once, or none: see `transactions.ts`. Absent: none. */
  readonly transactWrite?: number;
  /** A transfer by single requests: see `moving-money.ts`. Absent: none. */
  readonly move?: number;
  /** Several items read as of one instant. Absent: none. */
  readonly transactGet?: number;
}

export type MixKind = keyof Mix;

const nothing = {
  get: 0,
  put: 0,
  update: 0,
  delete: 0,
  putIfAbsent: 0,
  conditionalPut: 0,
  conditionalUpdate: 0,
};

const kinds = [
  ...Object.keys(nothing),
  "increment",
  "conditionalIncrement",
  "query",
  "scan",
  "transactWrite",
  "transactGet",
  "move",
] as readonly MixKind[];

const weightOf = (mix: Mix, kind: MixKind): number => mix[kind] ?? 0;

/** A mix of what is named and nothing else. Throws a RangeError when no request could be drawn. */
export function mixOf(weights: Partial<Mix>): Mix {
  const mix = { ...nothing, ...weights };
  for (const kind of kinds) {
    const weight = weightOf(mix, kind);
    if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`expected a weight of 0 or more for ${kind}, got ${weight}`);
    }
  }
  if (!kinds.some((kind) => weightOf(mix, kind) > 0)) {
    throw new RangeError("expected a mix with a weight above 0, got none");
  }
  return mix;
}

/**
 * The share of keys that hold counters. A number cannot be added to a text, so a workload that both
 * puts and updates has two kinds of keys, and its reads and deletes go to both in the same shares.
 */
export function shareOfCounters(mix: Mix): number {
  const updates = mix.update + mix.conditionalUpdate + incrementsOf(mix);
  const puts = mix.put + mix.putIfAbsent + mix.conditionalPut;
  return updates === 0 ? 0 : updates / (updates + puts);
}

/** Weight of those that read before they write. */
export const incrementsOf = ({ increment = 0, conditionalIncrement = 0 }: Mix): number =>
  increment + conditionalIncrement;

/** Draws kinds of requests by their weights, one u32 each. */
export function kindSampler(mix: Mix): (u32: () => number) => MixKind {
  const drawn = kinds.filter((kind) => weightOf(mix, kind) > 0);
  const total = drawn.reduce((sum, kind) => sum + weightOf(mix, kind), 0);
  let sum = 0;
  const limits = drawn.map((kind) => {
    sum += weightOf(mix, kind);
    return Math.round((sum / total) * 0x1_0000_0000);
  });
  return (u32) => {
    const draw = u32();
    let index = 0;
    while (draw >= limits[index]!) index += 1;
    return drawn[index]!;
  };
}
