/**
 * Tells a fresh message from a copy of one already seen, per sender, in constant space: the highest
 * number seen and a bit for each of the 32 below it. Older ones count as copies. This is the
 * anti-replay window of IPsec (RFC 4303, §3.4.3), which stands here for what a TCP connection does.
 */

export interface ReplayWindow {
  /** By sender: the number of its newest message, and bits for those before it (bit 0: the newest). */
  seen: Map<string, { highest: number; bits: number }>;
}

export const emptyWindow = (): ReplayWindow => ({ seen: new Map() });

const width = 32;

/** Notes message `count` of `sender`; false when it was seen before, or is too old to tell. */
export function admitOnce(window: ReplayWindow, sender: string, count: number): boolean {
  const entry = window.seen.get(sender);
  if (entry === undefined) {
    window.seen.set(sender, { highest: count, bits: 1 });
    return true;
  }
  const behind = entry.highest - count;
  if (behind < 0) {
    entry.bits = -behind >= width ? 1 : (entry.bits << -behind) | 1;
    entry.highest = count;
    return true;
  }
  if (behind >= width || (entry.bits & (1 << behind)) !== 0) return false;
  entry.bits |= 1 << behind;
  return true;
}
