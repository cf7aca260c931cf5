/** The most numbers that lists may be made of: below 2^26, so that two fit one key. */
const span = 1 << 26;

/** Lists of whole numbers, themselves by number; 0 is the empty one. */
export class NumberLists {
  private readonly lists: (readonly number[])[] = [[]];
  private readonly numbers = new Map<string, number>([["", 0]]);
  private readonly longer = new Map<number, number>();
  private readonly shorter = new Map<number, number>();

  items(list: number): readonly number[] {
    return this.lists[list]!;
  }

  numberOf(items: readonly number[]): number {
    const text = items.join(",");
    const known = this.numbers.get(text);
    if (known !== undefined) return known;
    this.numbers.set(text, this.lists.length);
    return this.lists.push(items) - 1;
  }

  /** The list with `item` behind it. */
  with(list: number, item: number): number {
    const key = list * span + item;
    let known = this.longer.get(key);
    if (known === undefined) {
      known = this.numberOf([...this.items(list), item]);
      this.longer.set(key, known);
    }
    return known;
  }

  /** The list without the item at `index`. */
  without(list: number, index: number): number {
    const key = list * span + index;
    let known = this.shorter.get(key);
    if (known === undefined) {
      known = this.numberOf(this.items(list).filter((_, at) => at !== index));
      this.shorter.set(key, known);
    }
    return known;
  }
}
