/** What a fresh table has room for; it doubles when it is three fifths full. */
const firstCapacity = 1 << 12;

/**
 * The states that a search has come to, each as 64 bits of hash, and how it came there.
 *
 * Two different states share a hash, and the second is then left out, with a probability of about
 * n² / 2^65: for ten million states one in 370,000 (Stern and Dill 1995, hash compaction).
 */
export class SeenStates {
  count = 0;
  private high = new Uint32Array(firstCapacity);
  private low = new Uint32Array(firstCapacity);
  private parents = new Int32Array(firstCapacity);
  private choices = new Int32Array(firstCapacity);

  /** Notes the state in `row`, reached from state number `parent`; false if it was known. */
  add(row: Int32Array, parent: number, choice: number): boolean {
    let high = 0x9e3779b9;
    let low = 0x7f4a7c15;
    for (let at = 0; at < row.length; at++) {
      const number = row[at]!;
      high = mixed(high, number, 0xcc9e2d51, 0x1b873593);
      low = mixed(low, number, 0x239b961b, 0x38b34ae5);
    }
    high = settled(high ^ low) >>> 0;
    // A low half of 0 marks an empty place.
    low = settled(low) >>> 0 || 1;
    if (!this.enter(high, low)) return false;
    if (this.count === this.parents.length) {
      this.parents = grown(this.parents);
      this.choices = grown(this.choices);
    }
    this.parents[this.count] = parent;
    this.choices[this.count] = choice;
    this.count += 1;
    return true;
  }

  /** The choices that lead from the first state to this one. States are numbered from 0. */
  pathTo(state: number): number[] {
    const path: number[] = [];
    for (let at = state; at > 0; at = this.parents[at]!) path.push(this.choices[at]!);
    return path.reverse();
  }

  private enter(high: number, low: number): boolean {
    if ((this.count + 1) * 5 > this.high.length * 3) this.rehash();
    const place = this.placeOf(high, low);
    if (this.low[place] !== 0) return false;
    this.high[place] = high;
    this.low[place] = low;
    return true;
  }

  /** Where the hash is, or where it would go. */
  private placeOf(high: number, low: number): number {
    const mask = this.high.length - 1;
    let place = low & mask;
    while (this.low[place] !== 0 && (this.low[place] !== low || this.high[place] !== high)) {
      place = (place + 1) & mask;
    }
    return place;
  }

  private rehash(): void {
    const { high, low } = this;
    this.high = new Uint32Array(high.length * 2);
    this.low = new Uint32Array(low.length * 2);
    for (let at = 0; at < low.length; at++) {
      if (low[at] === 0) continue;
      const place = this.placeOf(high[at]!, low[at]!);
      this.high[place] = high[at]!;
      this.low[place] = low[at]!;
    }
  }
}

/** One round of MurmurHash3. */
function mixed(hash: number, number: number, first: number, second: number): number {
  const spread = Math.imul(number, first);
  const bits = hash ^ Math.imul((spread << 15) | (spread >>> 17), second);
  return Math.imul((bits << 13) | (bits >>> 19), 5) + 0xe6546b64;
}

/** Every bit of the input reaches every bit of the output (the finaliser of MurmurHash3). */
function settled(value: number): number {
  let bits = value;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}

function grown(numbers: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}
