/**
 * The pending events of a run, ordered by (time, order of asking): a binary heap over typed arrays.
 *
 * An event is a slot: a small whole number that its owner uses as an index into columns of its own,
 * and that is given out again once released. Typed arrays, because a heap of objects costs two to
 * four times as much (`docs/decisions.md`, "Event queue").
 */

const smallest = 64;

export class EventQueue {
  /** Entries in the heap, cancelled ones included. */
  private size = 0;
  /** Time and order of asking, side by side: two children of an entry share a cache line. */
  private keys = new Float64Array(2 * smallest);
  private slots = new Int32Array(smallest);
  private asked = 0;

  /** By slot: 1 when it was cancelled and still lies in the heap. */
  private dead = new Uint8Array(smallest);
  private deadCount = 0;
  private slotCount = 0;
  private free = new Int32Array(smallest);
  private freeCount = 0;

  /** Events that will come up. */
  get pending(): number {
    return this.size - this.deadCount;
  }

  /** Every slot ever given out is below this: how long the owner's columns must be. */
  get slotsUsed(): number {
    return this.slotCount;
  }

  /** Queues an event in a new slot. Events of one time come up in the order they were pushed. */
  push(time: number): number {
    const slot = this.freeCount > 0 ? this.free[--this.freeCount]! : this.newSlot();
    this.insert(time, slot);
    return slot;
  }

  /** Queues a slot again that `pop` has given back and that was not released. */
  requeue(time: number, slot: number): void {
    this.insert(time, slot);
  }

  /** The event will not come up. Its slot is released when its time comes, or earlier. */
  cancel(slot: number): void {
    this.dead[slot] = 1;
    this.deadCount++;
    if (this.deadCount > smallest && this.deadCount * 2 > this.size) this.compact();
  }

  /** When the next event is due; Infinity if there is none. */
  nextTime(): number {
    while (this.size > 0) {
      const slot = this.slots[0]!;
      if (this.dead[slot] === 0) return this.keys[0]!;
      this.removeTop();
      this.bury(slot);
    }
    return Number.POSITIVE_INFINITY;
  }

  /** Takes the next event out; -1 if there is none. Release its slot once it has been handled. */
  pop(): number {
    if (this.nextTime() === Number.POSITIVE_INFINITY) return -1;
    const slot = this.slots[0]!;
    this.removeTop();
    return slot;
  }

  release(slot: number): void {
    this.free[this.freeCount++] = slot;
  }

  /** Visits the slots that will come up, in no particular order. */
  forEach(visit: (slot: number) => void): void {
    for (let at = 0; at < this.size; at++) {
      const slot = this.slots[at]!;
      if (this.dead[slot] === 0) visit(slot);
    }
  }

  private insert(time: number, slot: number): void {
    if (this.size === this.slots.length) this.growHeap();
    const { keys, slots } = this;
    let at = this.size++;
    // The newest of equal times goes last, so only strictly later parents sink.
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = keys[2 * parent]!;
      if (above <= time) break;
      keys[2 * at] = above;
      keys[2 * at + 1] = keys[2 * parent + 1]!;
      slots[at] = slots[parent]!;
      at = parent;
    }
    keys[2 * at] = time;
    keys[2 * at + 1] = this.asked++;
    slots[at] = slot;
  }

  private removeTop(): void {
    const last = --this.size;
    if (last > 0) this.sink(0, this.keys[2 * last]!, this.keys[2 * last + 1]!, this.slots[last]!);
  }

  /** Puts an entry at `at` or below it, wherever the order of the heap wants it. */
  private sink(start: number, time: number, order: number, slot: number): void {
    const { keys, slots, size } = this;
    let at = start;
    for (let child = 2 * at + 1; child < size; child = 2 * at + 1) {
      let earliest = keys[2 * child]!;
      const right = child + 1;
      if (right < size) {
        const other = keys[2 * right]!;
        if (
          other < earliest ||
          (other === earliest && keys[2 * right + 1]! < keys[2 * child + 1]!)
        ) {
          child = right;
          earliest = other;
        }
      }
      if (earliest > time || (earliest === time && keys[2 * child + 1]! > order)) break;
      keys[2 * at] = earliest;
      keys[2 * at + 1] = keys[2 * child + 1]!;
      slots[at] = slots[child]!;
      at = child;
    }
    keys[2 * at] = time;
    keys[2 * at + 1] = order;
    slots[at] = slot;
  }

  /** Drops the cancelled entries, so that memory follows what is pending, not what was asked. */
  private compact(): void {
    const { keys, slots } = this;
    let kept = 0;
    for (let at = 0; at < this.size; at++) {
      const slot = slots[at]!;
      if (this.dead[slot] === 1) {
        this.bury(slot);
        continue;
      }
      keys[2 * kept] = keys[2 * at]!;
      keys[2 * kept + 1] = keys[2 * at + 1]!;
      slots[kept++] = slot;
    }
    this.size = kept;
    for (let at = (kept >> 1) - 1; at >= 0; at--) {
      this.sink(at, keys[2 * at]!, keys[2 * at + 1]!, slots[at]!);
    }
  }

  private bury(slot: number): void {
    this.dead[slot] = 0;
    this.deadCount--;
    this.release(slot);
  }

  private newSlot(): number {
    if (this.slotCount === this.dead.length) {
      this.dead = longer(this.dead, new Uint8Array(this.slotCount * 2));
      this.free = longer(this.free, new Int32Array(this.slotCount * 2));
    }
    return this.slotCount++;
  }

  private growHeap(): void {
    this.keys = longer(this.keys, new Float64Array(this.size * 4));
    this.slots = longer(this.slots, new Int32Array(this.size * 2));
  }
}

interface Column {
  set(values: this): void;
}

/** `grown`, beginning with what `column` holds. */
function longer<C extends Column>(column: C, grown: C): C {
  grown.set(column);
  return grown;
}
