import type { RegisterIndex } from "./register-index.ts";
import { membersOf, type Precede } from "./seen-writers.ts";

/** More would take a gigabyte. */
const clocksAtMost = 268_435_456;

export const hasRoomForClocks = ({ transactions, sessions }: RegisterIndex): boolean =>
  transactions.length * sessions.count <= clocksAtMost;

/**
 * Causal consistency: seen is all that came before the reader by sessions and reading-from, as
 * clocks tell that have an entry for each session; of a session the last to write the key will do
 * (AWDIT, PLDI 2025, section 4). `order`: the transactions, each after all it read from.
 */
export function addCausalWriters(
  index: RegisterIndex,
  order: Iterable<number>,
  precede: Precede,
): void {
  const clocks = new Clocks(index);
  const writers = new WritersByKey(index);
  const { reads, transactions } = index;
  for (const reader of order) {
    if (index.sessions.isIncluded[reader] !== 1) continue;
    clocks.set(reader);
    for (let row = reads.start[reader]!; row < reads.start[reader + 1]!; row += 1) {
      const from = reads.from[row]!;
      writers.forEachLast(reads.key[row]!, clocks, reader, (writer) => {
        if (writer === from) return;
        // What came before it anyway need not be said again.
        if (from < transactions.length && clocks.isBefore(writer, from)) return;
        precede(writer, from, reader, reads.key[row]!);
      });
    }
  }
}

/** By transaction and session: how many transactions of that session come before it. */
class Clocks {
  private readonly index: RegisterIndex;
  private readonly entries: Int32Array;
  /** By transaction: how many of its session come before it. */
  readonly place: Int32Array;

  constructor(index: RegisterIndex) {
    this.index = index;
    const { transactions, sessions } = index;
    this.entries = new Int32Array(transactions.length * sessions.count);
    this.place = new Int32Array(transactions.length);
    for (const members of membersOf(sessions)) {
      members.forEach((member, place) => {
        this.place[member] = place;
      });
    }
  }

  set(transaction: number): void {
    const { reads, sessions, transactions } = this.index;
    const before = sessions.before[transaction]!;
    if (before >= 0) this.join(transaction, before);
    for (let row = reads.start[transaction]!; row < reads.start[transaction + 1]!; row += 1) {
      const from = reads.from[row]!;
      if (from < transactions.length && !this.isBefore(from, transaction)) {
        this.join(transaction, from);
      }
    }
  }

  private join(transaction: number, other: number): void {
    const { of, count } = this.index.sessions;
    const { entries } = this;
    const [to, from] = [transaction * count, other * count];
    for (let session = 0; session < count; session += 1) {
      if (entries[from + session]! > entries[to + session]!) {
        entries[to + session] = entries[from + session]!;
      }
    }
    const own = to + of[other]!;
    if (this.place[other]! >= entries[own]!) entries[own] = this.place[other]! + 1;
  }

  isBefore(transaction: number, other: number): boolean {
    return this.seen(other, this.index.sessions.of[transaction]!) > this.place[transaction]!;
  }

  seen(transaction: number, session: number): number {
    return this.entries[transaction * this.index.sessions.count + session]!;
  }
}

/** For each key who wrote it, session by session in order. */
class WritersByKey {
  private readonly sessions: RegisterIndex["sessions"];
  /** By key, and one more: its first group; by group, and one more: its first row. */
  private readonly groups: Int32Array;
  private readonly start: number[] = [];
  private readonly writers: Int32Array;

  constructor({ sessions, writes, keys }: RegisterIndex) {
    this.sessions = sessions;
    const ends = new Int32Array(keys.length + 1);
    for (const key of writes.key) ends[key + 1]! += 1;
    for (let key = 0; key < keys.length; key += 1) ends[key + 1]! += ends[key]!;
    const next = ends.slice();
    this.writers = new Int32Array(writes.key.length);
    for (const members of membersOf(sessions)) {
      for (const member of members) {
        for (let row = writes.start[member]!; row < writes.start[member + 1]!; row += 1) {
          this.writers[next[writes.key[row]!]!++] = member;
        }
      }
    }
    this.groups = new Int32Array(keys.length + 1);
    for (let key = 0; key < keys.length; key += 1) this.addGroups(key, ends[key]!, ends[key + 1]!);
    this.start.push(this.writers.length);
  }

  private addGroups(key: number, first: number, end: number): void {
    const { of } = this.sessions;
    for (let row = first; row < end; row += 1) {
      const isSame = row > first && of[this.writers[row]!] === of[this.writers[row - 1]!];
      if (!isSame) this.start.push(row);
    }
    this.groups[key + 1] = this.start.length;
  }

  /** Of each session the last to write the key before `reader`. */
  forEachLast(key: number, clocks: Clocks, reader: number, visit: (writer: number) => void): void {
    for (let group = this.groups[key]!; group < this.groups[key + 1]!; group += 1) {
      const first = this.start[group]!;
      const seen = clocks.seen(reader, this.sessions.of[this.writers[first]!]!);
      if (seen === 0) continue;
      let [low, high] = [first, this.start[group + 1]!];
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (clocks.place[this.writers[middle]!]! < seen) low = middle + 1;
        else high = middle;
      }
      if (low > first) visit(this.writers[low - 1]!);
    }
  }
}
