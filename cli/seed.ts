import type { Io } from "./io.ts";
import { UsageError } from "./usage-error.ts";

const expected =
  "a whole number from 0 to 9007199254740991, in decimal or as 0x…, or a commit hash of 40 or 64 hexadecimal digits";

/**
 * A seed from a command line. A commit hash is reduced to its remainder modulo 2^53, so that a
 * pipeline can seed its runs with the commit it tests.
 *
 * @param from where it was given, for the message: "--seed"
 */
export function parseSeed(text: string, from: string): number {
  const trimmed = text.trim();
  if (/^([0-9a-f]{40}|[0-9a-f]{64})$/i.test(trimmed)) {
    return Number(BigInt(`0x${trimmed}`) % 2n ** 53n);
  }
  const isNumber = /^\d+$/.test(trimmed) || /^0x[0-9a-f]+$/i.test(trimmed);
  const seed = isNumber ? Number(trimmed) : Number.NaN;
  if (!Number.isSafeInteger(seed)) {
    throw new UsageError(`${from} is "${text}": expected ${expected}`);
  }
  return seed;
}

export interface ChosenSeed {
  readonly seed: number;
  readonly seedFrom: "given" | "drawn" | "QUORATE_SEED";
}

/** The seed of the command line, else that of the environment, else one drawn. */
export function chooseSeed(io: Io, given: string | undefined): ChosenSeed {
  if (given !== undefined) return { seed: parseSeed(given, "--seed"), seedFrom: "given" };
  const { QUORATE_SEED: text } = io.environment;
  if (text === undefined || text === "") return { seed: io.drawSeed(), seedFrom: "drawn" };
  return { seed: parseSeed(text, "QUORATE_SEED"), seedFrom: "QUORATE_SEED" };
}

export interface SeedRange {
  readonly first: number;
  readonly last: number;
}

/** "1..1000", both ends included. */
export function parseSeedRange(text: string): SeedRange {
  const ends = /^([^.]+)\.\.([^.]+)$/.exec(text);
  if (ends === null) {
    throw new UsageError(`--seeds is "${text}": expected a first and a last seed such as 1..1000`);
  }
  const first = parseSeed(ends[1]!, "the first of --seeds");
  const last = parseSeed(ends[2]!, "the last of --seeds");
  if (last < first) {
    throw new UsageError(
      `--seeds is "${text}": expected the smaller seed first, as in ${last}..${first}`,
    );
  }
  return { first, last };
}
