import { join, type Markup, markup } from "../escape.ts";
import { plotLeft } from "./frame.ts";
import { fitText } from "./text-fit.ts";

/** A part of a chart that is stacked on others: it knows its height, and is told where it goes. */
export interface Block {
  readonly height: number;
  draw(top: number): Markup;
}

interface Stacked {
  readonly markup: Markup;
  readonly bottom: number;
}

/** Blocks one under the other, from `top`. */
export function stack(blocks: readonly Block[], top: number): Stacked {
  let bottom = top;
  const drawn: Markup[] = [];
  for (const block of blocks) {
    drawn.push(block.draw(bottom));
    bottom += block.height;
  }
  return { markup: join(drawn), bottom };
}

/** A heading over the blocks that follow. */
export const heading = (text: string): Block => ({
  height: 24,
  draw: (top) => markup`<text class="block-name" x="0" y="${top + 17}">${text}</text>
`,
});

/** A name in the left margin, whole in its tooltip. */
export const laneName = (name: string, middle: number): Markup =>
  markup`<text class="lane-name" x="${plotLeft - 10}" y="${middle + 4}" text-anchor="end">${fitText(name, plotLeft - 14)}${name.length > 18 && markup`<title>${name}</title>`}</text>`;
