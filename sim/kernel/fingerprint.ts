/**
 * A rolling 64-bit digest in two lanes of 32 bits, on integer operations only, so that it is the
 * same on every engine. Good enough to tell runs apart; not meant against an adversary.
 */
export class Fingerprint {
  private left = 0x243f6a88;
  private right = 0x85a308d3 | 0;

  /** Takes the low 32 bits of `word`. */
  add(word: number): void {
    const left = Math.imul(this.left ^ word, 0x9e3779b1);
    const right = Math.imul(this.right ^ word, 0x85ebca77);
    this.left = (left ^ (left >>> 15)) | 0;
    this.right = (((right << 13) | (right >>> 19)) + 0x27d4eb2f) | 0;
  }

  addText(text: string): void {
    this.add(text.length);
    for (let at = 0; at < text.length; at++) this.add(text.charCodeAt(at));
  }

  copy(): Fingerprint {
    const twin = new Fingerprint();
    twin.left = this.left;
    twin.right = this.right;
    return twin;
  }

  /** 16 hex digits. */
  hex(): string {
    return hex8(avalanche(this.left ^ avalanche(this.right))) + hex8(avalanche(this.right));
  }
}

/** Spreads every bit over the whole word (the finaliser of MurmurHash3). */
function avalanche(word: number): number {
  let mixed = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

const hex8 = (word: number): string => (word >>> 0).toString(16).padStart(8, "0");
