/**
 * Text as UTF-8 (RFC 3629), in plain data. Half of a surrogate pair counts as the three bytes of
 * its number: as many as of the sign that encoders put in its place, and no two texts become one.
 */

/** The bytes of `text`, each 0 to 255. */
export function utf8Of(text: string): number[] {
  const bytes: number[] = [];
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) bytes.push(unit);
    else if (unit < 0x800) bytes.push(0xc0 | (unit >> 6), 0x80 | (unit & 63));
    else if (isPair(text, index)) {
      const point = text.codePointAt(index)!;
      bytes.push(0xf0 | (point >> 18), 0x80 | ((point >> 12) & 63));
      bytes.push(0x80 | ((point >> 6) & 63), 0x80 | (point & 63));
      index += 1;
    } else bytes.push(0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 63), 0x80 | (unit & 63));
  }
  return bytes;
}

/** How many bytes `text` takes. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit >= 0x80) bytes += unit < 0x800 ? 1 : 2;
    // Two units, four bytes: two more than the length has counted, all of them with the first unit.
    if (unit >= 0xd800 && isPair(text, index)) index += 1;
  }
  return bytes;
}

const isPair = (text: string, index: number): boolean =>
  (text.charCodeAt(index) & 0xfc00) === 0xd800 && (text.charCodeAt(index + 1) & 0xfc00) === 0xdc00;
