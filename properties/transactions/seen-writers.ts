import { type RegisterIndex, writesTo } from "./register-index.ts";

/**
 * Takes note that `earlier` comes before `later`: `reader` had seen the one, which writes the key,
 * and read that key from the other.
 */
export type Precede = (earlier: number, later: number, reader: number, key: number) => void;

/**
 * Read committed: seen is what the reader had read from before. Read atomic: what it reads from at
 * any time, and the last of its session to write the key (the levels of Biswas and Enea, OOPSLA
 * 2019; looking from the shorter side as in AWDIT, Møldrup and Pavlogiannis, PLDI 2025).
 */
export function addSeenWriters(
  index: RegisterIndex,
  level: "read-committed" | "read-atomic",
  precede: Precede,
): void {
  const seen = new SeenWriters(index, level === "read-committed", precede);
  for (let reader = 0; reader < index.transactions.length; reader += 1) seen.visit(reader);
  if (level === "read-atomic") addSessionWriters(index, precede);
}

class SeenWriters {
  private readonly index: RegisterIndex;
  private readonly isInOrder: boolean;
  private readonly precede: Precede;
  /** By writer: the first row of the reader at hand that is of it. */
  private readonly firstRow: Int32Array;
  /** By key: the last row of the reader at hand; by row: the one before it of the same key. */
  private readonly lastRow: Int32Array;
  private readonly rowBefore: Int32Array;

  constructor(index: RegisterIndex, isInOrder: boolean, precede: Precede) {
    this.index = index;
    this.isInOrder = isInOrder;
    this.precede = precede;
    this.firstRow = new Int32Array(index.transactions.length + 1).fill(-1);
    this.lastRow = new Int32Array(index.keys.length).fill(-1);
    this.rowBefore = new Int32Array(index.reads.key.length);
  }

  visit(reader: number): void {
    const { start, key, from } = this.index.reads;
    const [first, end] = [start[reader]!, start[reader + 1]!];
    const { writes, transactions } = this.index;
    for (let row = first; row < end; row += 1) {
      this.rowBefore[row] = this.lastRow[key[row]!]!;
      this.lastRow[key[row]!] = row;
      if (this.firstRow[from[row]!]! < first) this.firstRow[from[row]!] = row;
    }
    for (let row = first; row < end; row += 1) {
      const writer = from[row]!;
      if (this.firstRow[writer] !== row || writer === transactions.length) continue;
      const size = writes.start[writer + 1]! - writes.start[writer]!;
      if (size < end - first) this.lookFromWriter(reader, writer, first, row);
      else this.lookFromReader(reader, writer, first, end, row);
    }
  }

  private lookFromWriter(reader: number, writer: number, first: number, since: number): void {
    const { start, key } = this.index.writes;
    for (let write = start[writer]!; write < start[writer + 1]!; write += 1) {
      let row = this.lastRow[key[write]!]!;
      for (; row >= first; row = this.rowBefore[row]!) this.note(reader, writer, row, since);
    }
  }

  private lookFromReader(
    reader: number,
    writer: number,
    first: number,
    end: number,
    since: number,
  ): void {
    const { writes, reads } = this.index;
    for (let row = first; row < end; row += 1) {
      if (writesTo(writes, writer, reads.key[row]!)) this.note(reader, writer, row, since);
    }
  }

  private note(reader: number, writer: number, row: number, since: number): void {
    const { from, key } = this.index.reads;
    if (from[row] === writer || (this.isInOrder && row < since)) return;
    this.precede(writer, from[row]!, reader, key[row]!);
  }
}

function addSessionWriters({ sessions, reads, writes, keys }: RegisterIndex, precede: Precede) {
  const newest = new Int32Array(keys.length).fill(-1);
  for (const members of membersOf(sessions)) {
    for (const member of members) {
      for (let row = reads.start[member]!; row < reads.start[member + 1]!; row += 1) {
        const [key, from] = [reads.key[row]!, reads.from[row]!];
        const writer = newest[key]!;
        if (writer < 0 || writer === from || sessions.of[writer] !== sessions.of[member]) continue;
        precede(writer, from, member, key);
      }
      for (let row = writes.start[member]!; row < writes.start[member + 1]!; row += 1) {
        newest[writes.key[row]!] = member;
      }
    }
  }
}

/** The transactions of each session in their order. */
export function membersOf({ of, count }: RegisterIndex["sessions"]): number[][] {
  const members = Array.from({ length: count }, (): number[] => []);
  of.forEach((session, transaction) => {
    if (session >= 0) members[session]!.push(transaction);
  });
  return members;
}
