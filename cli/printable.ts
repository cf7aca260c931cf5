/**
 * Characters that move a terminal's cursor, change its colours or reorder its text: C0 and C1
 * controls, delete, line and paragraph separators, and the marks of bidirectional text.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for.
const unprintable = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/**
 * `text` on one line, without what would let a key or a file name write to the user's terminal. All
 * spaces become ordinary ones: what is copied or searched for should be what it looks like.
 */
export const printable = (text: string): string =>
  text.replaceAll(/[\r\n\t]+|[\u00a0\u2009\u202f]/g, " ").replaceAll(unprintable, "");

/** JSON that is safe to show: what `JSON.stringify` leaves as it is is written as an escape. */
export const printableJson = (value: unknown, indent?: number): string =>
  JSON.stringify(value, undefined, indent).replaceAll(
    /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
