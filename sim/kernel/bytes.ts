/** Whole numbers and texts as bytes: seven bits a byte, the eighth says that more follow. */

export class ByteWriter {
  private bytes = new Uint8Array(1024);
  length = 0;

  /** A whole number from 0 to 2^53 - 1. */
  number(value: number): void {
    if (this.length + 8 > this.bytes.length) this.grow(8);
    let rest = value;
    while (rest >= 0x80) {
      this.bytes[this.length++] = (rest % 0x80) | 0x80;
      rest = Math.floor(rest / 0x80);
    }
    this.bytes[this.length++] = rest;
  }

  text(value: string): void {
    const encoded = new TextEncoder().encode(value);
    this.number(encoded.length);
    this.raw(encoded);
  }

  raw(values: Uint8Array): void {
    if (this.length + values.length > this.bytes.length) this.grow(values.length);
    this.bytes.set(values, this.length);
    this.length += values.length;
  }

  done(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }

  private grow(by: number): void {
    const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.length + by));
    grown.set(this.bytes);
    this.bytes = grown;
  }
}

export class ByteReader {
  private readonly bytes: Uint8Array;
  private at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get left(): number {
    return this.bytes.length - this.at;
  }

  /** Throws a RangeError where the bytes end too early. */
  number(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 0x80) {
      const byte = this.bytes[this.at++];
      if (byte === undefined) throw new RangeError(`expected more than ${this.bytes.length} bytes`);
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  }

  text(): string {
    return new TextDecoder().decode(this.raw(this.number()));
  }

  raw(length: number): Uint8Array {
    if (length > this.left) {
      throw new RangeError(`expected ${length} more bytes, got ${this.left}`);
    }
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
}
