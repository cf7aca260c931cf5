/** Answers picks in every possible way, one after the other: the first way is all zeros. */
export class PickPaths {
  private readonly picks: number[] = [];
  private readonly counts: number[] = [];
  private at = 0;

  below(count: number): number {
    if (this.at === this.picks.length) {
      this.picks.push(0);
      this.counts.push(count);
    }
    return this.picks[this.at++]!;
  }

  /** Goes on to the next way; false when there is none. */
  advance(): boolean {
    this.at = 0;
    while (this.picks.length > 0) {
      const pick = this.picks.pop()! + 1;
      const count = this.counts.pop()!;
      if (pick === count) continue;
      this.picks.push(pick);
      this.counts.push(count);
      return true;
    }
    return false;
  }
}
