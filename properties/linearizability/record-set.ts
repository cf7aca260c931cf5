/**
 * A set of short records of whole numbers: an open-addressing table of offsets into one arena. It
 * compares whole records, so that two with one hash are never taken for each other.
 */
export class RecordSet {
  /** Offset of each record plus one; 0 where there is none. Its length is a power of two. */
  private table = new Int32Array(64);
  /** For each record its hash, its length, and itself. */
  private arena = new Int32Array(512);
  private used = 0;
  private count = 0;

  /** Memory held, in words of four bytes. */
  get words(): number {
    return this.table.length + this.arena.length;
  }

  has(record: Int32Array, length: number, hash: number): boolean {
    return this.table[this.slotOf(record, length, hash)] !== 0;
  }

  /** Adds the first `length` words of `record`; false when the set has it already. */
  add(record: Int32Array, length: number, hash: number): boolean {
    const slot = this.slotOf(record, length, hash);
    if (this.table[slot] !== 0) return false;
    this.table[slot] = this.append(record, length, hash) + 1;
    this.count += 1;
    if (this.count * 2 > this.table.length) this.widenTable();
    return true;
  }

  /** Where the record is, or the empty place where it would go. */
  private slotOf(record: Int32Array, length: number, hash: number): number {
    const mask = this.table.length - 1;
    let slot = hash & mask;
    for (let entry = this.table[slot]!; entry !== 0; entry = this.table[slot]!) {
      if (this.isAt(entry - 1, record, length, hash)) break;
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private isAt(offset: number, record: Int32Array, length: number, hash: number): boolean {
    const { arena } = this;
    if (arena[offset] !== hash || arena[offset + 1] !== length) return false;
    for (let word = 0; word < length; word += 1) {
      if (arena[offset + 2 + word] !== record[word]) return false;
    }
    return true;
  }

  private append(record: Int32Array, length: number, hash: number): number {
    const offset = this.used;
    this.used += length + 2;
    if (this.used > this.arena.length) {
      const wider = new Int32Array(Math.max(this.used, this.arena.length * 2));
      wider.set(this.arena);
      this.arena = wider;
    }
    this.arena[offset] = hash;
    this.arena[offset + 1] = length;
    for (let word = 0; word < length; word += 1) this.arena[offset + 2 + word] = record[word]!;
    return offset;
  }

  private widenTable(): void {
    const wider = new Int32Array(this.table.length * 2);
    const mask = wider.length - 1;
    for (let offset = 0; offset < this.used; offset += this.arena[offset + 1]! + 2) {
      let slot = this.arena[offset]! & mask;
      while (wider[slot] !== 0) slot = (slot + 1) & mask;
      wider[slot] = offset + 1;
    }
    this.table = wider;
  }
}
