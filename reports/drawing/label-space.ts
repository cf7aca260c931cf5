/** Where words stand already, so that the next ones go elsewhere. */

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface LabelSpace {
  /** Takes the first box that overlaps no other, and says which; undefined when all do. */
  claim(candidates: readonly Box[]): number | undefined;
}

export function labelSpace(): LabelSpace {
  const taken: Box[] = [];
  const isFree = (box: Box): boolean =>
    taken.every(
      (other) =>
        box.left >= other.right ||
        box.right <= other.left ||
        box.top >= other.bottom ||
        box.bottom <= other.top,
    );
  return {
    claim(candidates) {
      const index = candidates.findIndex(isFree);
      const box = candidates[index];
      if (box === undefined) return undefined;
      taken.push(box);
      return index;
    },
  };
}
