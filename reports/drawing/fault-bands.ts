import type { FaultBand } from "../../properties/result.ts";
import type { Span } from "../bins.ts";
import { join, type Markup, markup } from "../escape.ts";
import { familyOf, faultSentence } from "../fault-words.ts";
import { instantText, lengthText } from "../number-text.ts";
import { overlaps, plotRight, timeScale } from "./frame.ts";
import { fitText, textWidth } from "./text-fit.ts";

/** More than this and the charts under the bands could not be read; the timeline's lanes have all. */
const mostBands = 60;

/** Where bands go; with `named`, the names of faults stand in a line above `top`. */
export interface BandPlace {
  readonly top: number;
  readonly bottom: number;
  readonly named: boolean;
}

/** Faults behind a chart: a tint from begin to end, a line at both, a name where there is room. */
export function faultBands(
  faults: readonly FaultBand[],
  span: Span,
  { top, bottom, named }: BandPlace,
): Markup {
  const x = timeScale(span);
  const bands = faults.filter((fault) => overlaps(fault, span)).slice(0, mostBands);
  let free = 0;
  return join(
    bands.map((fault) => {
      const left = x(fault.from);
      const width = Math.max(x(fault.until) - left, 1);
      const name =
        named && left >= free ? fitText(`${fault.name} ${fault.about}`, plotRight - left) : "";
      if (name !== "") free = left + textWidth(name) + 12;
      return markup`<g class="fault ${familyOf(fault)}"><title>${faultTitle(fault)}</title><rect class="tint" x="${left}" y="${top}" width="${width}" height="${bottom - top}"/><path class="edge" d="M${left} ${top}V${bottom}M${left + width} ${top}V${bottom}"/>${name !== "" && markup`<text class="band-name" x="${left}" y="${top - 4}">${name}</text>`}</g>
`;
    }),
  );
}

export function faultTitle(fault: FaultBand): string {
  const length = lengthText(fault.until - fault.from);
  return `${fault.name}: ${faultSentence(fault)}, ${instantText(fault.from)} to ${instantText(fault.until)} (${length})`;
}
