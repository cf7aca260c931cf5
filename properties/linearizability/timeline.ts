/**
 * Calls and returns in the order of time, as a doubly linked list in typed arrays. Lifting an
 * operation out, and putting back the one lifted last, take constant time (Wing and Gong 1993, as
 * made fast by Lowe 2017).
 *
 * A node is a number: operation `i` is called at node `2 i` and returns at node `2 i + 1`. A call
 * and a return at the same instant count as concurrent, so the call comes first.
 */
export class Timeline {
  /** The node before the first and after the last. */
  readonly end: number;
  private readonly next: Int32Array;
  private readonly previous: Int32Array;

  /** Times by operation, `invoked` never falling, all finite. */
  constructor(invoked: Float64Array, returned: Float64Array) {
    const count = invoked.length;
    this.end = 2 * count;
    this.next = new Int32Array(2 * count + 1);
    this.previous = new Int32Array(2 * count + 1);
    const returns = inOrderOf(returned);
    let last = this.end;
    let called = 0;
    for (const returning of returns) {
      while (called < count && invoked[called]! <= returned[returning]!) {
        last = this.link(last, 2 * called);
        called += 1;
      }
      last = this.link(last, 2 * returning + 1);
    }
    this.link(last, this.end);
  }

  private link(before: number, node: number): number {
    this.next[before] = node;
    this.previous[node] = before;
    return node;
  }

  /** The node after this one; after `end` comes the first. */
  after(node: number): number {
    return this.next[node]!;
  }

  /** The first return of an operation not lifted, or `end`: all calls before it may go next. */
  barrier(): number {
    let node = this.next[this.end]!;
    while (node !== this.end && !isReturn(node)) node = this.next[node]!;
    return node;
  }

  /** Takes the operation out. What `after` says of its call stays true until the next lift. */
  lift(operation: number): void {
    this.unlink(2 * operation + 1);
    this.unlink(2 * operation);
  }

  /** Undoes the last `lift` not yet undone, which must have been of this operation. */
  restore(operation: number): void {
    this.relink(2 * operation);
    this.relink(2 * operation + 1);
  }

  private unlink(node: number): void {
    const before = this.previous[node]!;
    const after = this.next[node]!;
    this.next[before] = after;
    this.previous[after] = before;
  }

  private relink(node: number): void {
    this.next[this.previous[node]!] = node;
    this.previous[this.next[node]!] = node;
  }
}

export const isReturn = (node: number): boolean => (node & 1) === 1;
export const operationAt = (node: number): number => node >> 1;

/** Indices from the earliest time to the latest, ties by index. */
function inOrderOf(times: Float64Array): Int32Array {
  const indices = Int32Array.from(times, (_, index) => index);
  return indices.sort((one, two) => times[one]! - times[two]! || one - two);
}
