/**
 * The observers' own account of a limit: what may still be served, worked out from what was. Kept
 * apart from the buckets under test, so that a mistake in those does not hide itself.
 */

export interface ReferenceBucket {
  /** Units a second. */
  rate: number;
  capacity: number;
  level: number;
  /** µs, on whatever clock the limit is kept. */
  at: number;
}

export const referenceBucket = (
  { rate, capacity, level }: { rate: number; capacity: number; level: number },
  at: number,
): ReferenceBucket => ({ rate, capacity, level, at });

/** Lets in what has flowed since; a clock set back brings nothing. */
export function advance(bucket: ReferenceBucket, at: number): void {
  const elapsed = Math.max(0, at - bucket.at);
  bucket.level = Math.min(bucket.capacity, bucket.level + (bucket.rate * elapsed) / 1_000_000);
  bucket.at = at;
}

/** Whether a request of so many units may pass: they are there, or the bucket is full. */
export const mayPass = ({ level, capacity }: ReferenceBucket, units: number): boolean =>
  level >= units - grain || level >= capacity - grain;

/** Whether a request was refused that should have passed, rounding aside. */
export const mustPass = ({ level }: ReferenceBucket, units: number): boolean =>
  level >= units + grain;

/** Buckets count in millionths and start filling at whole µs; sums of fractions are not exact. */
const grain = 0.1;
