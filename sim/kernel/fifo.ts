/** A first-in-first-out queue that allocates only when it grows: a ring over an array. */
export class Fifo<T> {
  private items: (T | undefined)[] = new Array<T | undefined>(4).fill(undefined);
  private head = 0;
  size = 0;

  push(item: T): void {
    if (this.size === this.items.length) this.grow();
    this.items[(this.head + this.size++) & (this.items.length - 1)] = item;
  }

  /** The oldest, taken out; the queue must not be empty. */
  shift(): T {
    const item = this.items[this.head] as T;
    this.items[this.head] = undefined;
    this.head = (this.head + 1) & (this.items.length - 1);
    this.size--;
    return item;
  }

  /** Oldest first. */
  toArray(): T[] {
    const all: T[] = [];
    for (let at = 0; at < this.size; at++) {
      all.push(this.items[(this.head + at) & (this.items.length - 1)] as T);
    }
    return all;
  }

  clear(): void {
    while (this.size > 0) this.shift();
  }

  private grow(): void {
    const { length } = this.items;
    this.items = [...this.toArray(), ...new Array<undefined>(length).fill(undefined)];
    this.head = 0;
  }
}
