/**
 * A set of small numbers that mostly fills up from below. Only the stretch from the first word that
 * is not full to the last word in use tells two such sets apart, and only that is copied out.
 */
export class BitWindow {
  private readonly words: Int32Array;
  private low = 0;
  private high = -1;

  constructor(size: number) {
    this.words = new Int32Array((size + 31) >>> 5);
  }

  has(index: number): boolean {
    return ((this.words[index >>> 5]! >>> (index & 31)) & 1) === 1;
  }

  add(index: number): void {
    const word = index >>> 5;
    this.words[word]! |= 1 << (index & 31);
    if (word > this.high) this.high = word;
    while (this.words[this.low] === full) this.low += 1;
  }

  remove(index: number): void {
    const word = index >>> 5;
    this.words[word]! &= ~(1 << (index & 31));
    if (word < this.low) this.low = word;
    while (this.high >= 0 && this.words[this.high] === 0) this.high -= 1;
  }

  /** Words that `copyInto` writes at most, now. */
  get span(): number {
    return Math.max(0, this.high - this.low + 1) + 2;
  }

  /** Writes the window from `start` on; returns where it ended. Equal sets write equal windows. */
  copyInto(record: Int32Array, start: number): number {
    record[start] = this.low;
    record[start + 1] = this.high;
    let end = start + 2;
    for (let word = this.low; word <= this.high; word += 1) {
      record[end] = this.words[word]!;
      end += 1;
    }
    return end;
  }
}

const full = -1;
