import type { FaultBand } from "../../properties/result.ts";
import type { Span } from "../bins.ts";
import { join, type Markup, markup } from "../escape.ts";
import { familyOf, faultSentence } from "../fault-words.ts";
import { lengthText, instantText } from "../number-text.ts";
import { overlaps, timeScale } from "./frame.ts";
import { fitText } from "./text-fit.ts";

/** More than this and the charts under the bands could not be read; the timeline's lanes have all. */
const mostBands = 60;

/** Faults behind a chart: a tint from begin to end, a line at both, a name where there is room. */
export function faultBands(
  faults: readonly FaultBand[],
  span: Span,
  top: number,
  bottom: number,
): Markup {
  const x = timeScale(span);
  const bands = faults.filter((fault) => overlaps(fault, span)).slice(0, mostBands);
  return join(
    bands.map((fault) => {
      const left = x(fault.from);
      const width = Math.max(x(fault.until) - left, 1);
      const name = fitText(`${fault.name} ${fault.about}`, width - 8);
      return markup`<g class="fault ${familyOf(fault)}"><title>${faultTitle(fault)}</title><rect class="tint" x="${left}" y="${top}" width="${width}" height="${bottom - top}"/><path class="edge" d="M${left} ${top}V${bottom}M${left + width} ${top}V${bottom}"/>${name !== "" && markup`<text class="band-name" x="${left + 4}" y="${top + 11}">${name}</text>`}</g>
`;
    }),
  );
}

export function faultTitle(fault: FaultBand): string {
  const length = lengthText(fault.until - fault.from);
  return `${fault.name}: ${faultSentence(fault)}, ${instantText(fault.from)} to ${instantText(fault.until)} (${length})`;
}
