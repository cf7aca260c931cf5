/** The last number that fits a trace record; every name that comes too late shares it. */
const others = 65_534;

/** Numbers names in the order of their first use, so that a trace record can hold them in 16 bits. */
export class Labels {
  readonly names: string[] = [];
  private readonly numbers = new Map<string, number>();

  of(name: string): number {
    const known = this.numbers.get(name);
    return known === undefined ? this.add(name) : known;
  }

  private add(name: string): number {
    if (this.names.length >= others) {
      this.names[others] = "(other)";
      return others;
    }
    this.numbers.set(name, this.names.length);
    return this.names.push(name) - 1;
  }
}
