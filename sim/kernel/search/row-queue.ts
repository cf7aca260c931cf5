const firstRows = 1 << 10;

/** Rows of numbers, one after the other in one array: a level of a breadth-first search. */
export class RowQueue {
  count = 0;
  private readonly width: number;
  private numbers: Int32Array;

  constructor(width: number) {
    this.width = width;
    this.numbers = new Int32Array(width * firstRows);
  }

  push(row: Int32Array): void {
    const start = this.count * this.width;
    if (start === this.numbers.length) {
      const larger = new Int32Array(this.numbers.length * 2);
      larger.set(this.numbers);
      this.numbers = larger;
    }
    this.numbers.set(row, start);
    this.count += 1;
  }

  /** The row itself, not a copy: good until the next `push` or `clear`. */
  at(index: number): Int32Array {
    return this.numbers.subarray(index * this.width, (index + 1) * this.width);
  }

  clear(): void {
    this.count = 0;
  }
}
