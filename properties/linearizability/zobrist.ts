/**
 * The constant that stands for member `index` in the hash of a set: the hash is the exclusive or of
 * its members' constants, so that adding and removing take constant time (Zobrist 1970). A fixed
 * mixing of the index (the finishing step of MurmurHash3, which maps no two numbers to one) in place
 * of a table of random numbers: the same on every machine, and nothing to store.
 */
export function zobrist(index: number): number {
  let bits = (index + 0x9e3779b9) | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
