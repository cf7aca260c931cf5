/** Who reads a shard: so many at a time, each so often (developer guide, quotas). */

import type { Address } from "../../../kernel/role.ts";
import { after, between, type LocalTime, seconds } from "../../../kernel/time.ts";
import type { Config } from "../config.ts";

/** By reader: when it called lately, oldest first. */
export type Readers = Map<Address, LocalTime[]>;

/** A reader that has not called for so long is none any more. */
const forgotten = seconds(2);

/** Counts the call, unless it exceeds what a shard serves. */
export function admitReader(
  readers: Readers,
  from: Address,
  at: LocalTime,
  { streamReaders, streamCalls, bugs }: Config,
): boolean {
  for (const [reader, calls] of readers) {
    const last = calls[calls.length - 1];
    if (last === undefined || at > after(last, forgotten)) readers.delete(reader);
  }
  const calls = readers.get(from);
  if (calls === undefined) {
    if (readers.size >= streamReaders && !bugs.includes("shard-serves-any-number")) return false;
    readers.set(from, [at]);
    return true;
  }
  while (calls.length > 0 && between(calls[0]!, at) >= seconds(1)) calls.shift();
  if (calls.length >= streamCalls) return false;
  calls.push(at);
  return true;
}
