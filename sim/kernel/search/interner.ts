import { canonicalText } from "../canonical-text.ts";

/** Plain data by number: the same data, whatever the order of its keys, has the same number. */
export class Interner<Value> {
  private readonly values: Value[] = [];
  private readonly numbers = new Map<string, number>();

  /** Values of different `place` are never the same. Keeps `value`: it may not change any more. */
  numberOf(value: Value, place = 0): number {
    const text = `${place}${canonicalText(value)}`;
    const known = this.numbers.get(text);
    if (known !== undefined) return known;
    this.numbers.set(text, this.values.length);
    return this.values.push(value) - 1;
  }

  valueOf(number: number): Value {
    return this.values[number]!;
  }

  get count(): number {
    return this.values.length;
  }
}
