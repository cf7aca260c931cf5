/**
 * Remembers the furthest that a search came: the order of operations taken when the first operation
 * not yet taken returned latest, and among those the longest. The order is copied only when the
 * search turns back from it, and only the part that has changed since the last copy.
 */
export class LongestOrder {
  private readonly copy: Int32Array;
  private readonly taken: Int32Array;
  private deadline = Number.NEGATIVE_INFINITY;
  private length = 0;
  /** How much of the copy is what `taken` holds. */
  private same = 0;
  /** Whether `taken` still begins with the longest order. */
  private isCurrent = true;

  /** `taken` is the search's own array of operations taken, in order. */
  constructor(taken: Int32Array) {
    this.taken = taken;
    this.copy = new Int32Array(taken.length);
  }

  /** The search has taken `length` operations, and the next must be taken by `deadline`. */
  reached(length: number, deadline: number): void {
    if (deadline < this.deadline) return;
    if (deadline === this.deadline && length <= this.length) return;
    this.deadline = deadline;
    this.length = length;
    this.isCurrent = true;
  }

  /** The search is about to give up all operations taken from `length` on. */
  turnBack(length: number): void {
    if (this.isCurrent && length < this.length) this.save();
    if (length < this.same) this.same = length;
  }

  private save(): void {
    this.copy.set(this.taken.subarray(this.same, this.length), this.same);
    this.same = this.length;
    this.isCurrent = false;
  }

  /** The operations of the longest order. */
  order(): Int32Array {
    return (this.isCurrent ? this.taken : this.copy).slice(0, this.length);
  }
}
