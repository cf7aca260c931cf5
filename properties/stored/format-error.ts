/** A stored history that cannot be read: which line, and what is wrong with it in a sentence. */
export class FormatError extends Error {
  /** From 1. */
  readonly line: number;

  constructor(line: number, message: string) {
    super(message);
    this.name = "FormatError";
    this.line = line;
  }
}

/** Something found in a file, short enough for a sentence. */
export const quoted = (text: string): string =>
  JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
