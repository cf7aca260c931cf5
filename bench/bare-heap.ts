/**
 * The yardstick: a binary heap over typed arrays ordered by (time, sequence), and nothing else. It
 * gives out no slots, cancels nothing and never grows.
 */
export class BareHeap {
  /** When what was popped last was due. */
  now = 0;
  private size = 0;
  private pushed = 0;
  private readonly times: Float64Array;
  private readonly orders: Float64Array;
  private readonly slots: Int32Array;

  constructor(capacity: number) {
    this.times = new Float64Array(capacity);
    this.orders = new Float64Array(capacity);
    this.slots = new Int32Array(capacity);
  }

  push(time: number, slot: number): void {
    const { times, orders, slots } = this;
    let at = this.size++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (times[parent]! <= time) break;
      times[at] = times[parent]!;
      orders[at] = orders[parent]!;
      slots[at] = slots[parent]!;
      at = parent;
    }
    times[at] = time;
    orders[at] = this.pushed++;
    slots[at] = slot;
  }

  /** The heap must not be empty. */
  pop(): number {
    const { times, orders, slots } = this;
    const top = slots[0]!;
    this.now = times[0]!;
    const size = --this.size;
    const time = times[size]!;
    const order = orders[size]!;
    let at = 0;
    for (let child = 1; child < size; child = 2 * at + 1) {
      const right = child + 1;
      if (right < size) {
        const a = times[child]!;
        const b = times[right]!;
        if (b < a || (b === a && orders[right]! < orders[child]!)) child = right;
      }
      const earliest = times[child]!;
      if (earliest > time || (earliest === time && orders[child]! > order)) break;
      times[at] = earliest;
      orders[at] = orders[child]!;
      slots[at] = slots[child]!;
      at = child;
    }
    times[at] = time;
    orders[at] = order;
    slots[at] = slots[size]!;
    return top;
  }
}
