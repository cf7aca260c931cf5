import type { RandomStream } from "./random.ts";
import type { QuantileFunction } from "./smooth-quantiles.ts";
import type { Duration } from "./time.ts";

const cells = 4096;
/** Cells at either end whose draws are computed one by one: there quantiles are far from straight. */
const endCells = 16;

const allDraws = 0x1_0000_0000;
const drawsOfCell = allDraws / cells;
const firstInTable = endCells * drawsOfCell;
const firstInTail = (cells - endCells) * drawsOfCell;

/** A draw beyond this is cut to it, so that sums of times stay exact: 2^50 µs, some 35 years. */
const longest = 0x4_0000_0000_0000;

/**
 * A sampler of the distribution with these quantiles. Most draws come from a table of 4096
 * quantiles with straight lines between them, and cost one u32. One in 128, at the two ends, takes a
 * second u32 and is exact down to a probability of 2^-64.
 */
export function tableSampler(
  quantile: QuantileFunction,
): (random: Pick<RandomStream, "u32">) => Duration {
  const table = new Float64Array(cells + 1);
  for (let edge = endCells; edge <= cells - endCells; edge += 1) {
    table[edge] = quantile(edge / cells, (cells - edge) / cells);
  }
  return (random) => {
    const draw = random.u32();
    if (draw < firstInTable || draw >= firstInTail) return drawEnd(quantile, draw, random.u32());
    const cell = draw >>> 20;
    const low = table[cell]!;
    const along = (draw & (drawsOfCell - 1)) / drawsOfCell;
    return Math.floor(low + (table[cell + 1]! - low) * along + 0.5) as Duration;
  };
}

function drawEnd(quantile: QuantileFunction, draw: number, finer: number): Duration {
  const within = (finer + 0.5) / allDraws;
  const toEnd = (draw < firstInTable ? draw + within : allDraws - 1 - draw + within) / allDraws;
  const value = draw < firstInTable ? quantile(toEnd, 1 - toEnd) : quantile(1 - toEnd, toEnd);
  return Math.floor(Math.min(value, longest) + 0.5) as Duration;
}
