/** How wide text comes out, without a browser to ask: an average that errs to the wide side. */

/** Width of `text` at a font size of 11 in the page's sans-serif, in chart units. */
export const textWidth = (text: string): number => text.length * 6.1;

/** `text`, or its beginning with an ellipsis, or nothing where not even three letters fit. */
export function fitText(text: string, width: number, perLetter = 6.1): string {
  const letters = [...text];
  const room = Math.floor(width / perLetter);
  if (letters.length <= room) return text;
  return room < 4 ? "" : `${letters.slice(0, room - 1).join("")}…`;
}
