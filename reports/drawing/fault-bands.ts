import type { FaultBand } from "../../properties/result.ts";
import type { Span } from "../bins.ts";
import { type Markup, markup } from "../escape.ts";
import { familyOf, faultSentence } from "../fault-words.ts";
import { countOf, instantText, lengthText } from "../number-text.ts";
import { overlaps, plotLeft, plotRight, timeScale } from "./frame.ts";
import { fitText, textWidth } from "./text-fit.ts";

/** More than this and the charts over the bands could not be read: then they are only counted. */
const mostBands = 40;

/** Where bands go; with `named`, the names of faults stand in a line above `top`. */
interface BandPlace {
  readonly top: number;
  readonly bottom: number;
  readonly named: boolean;
}

/**
 * Faults behind a chart: a tint from begin to end, a line at both, a name over it where there is room. What
 * lasts from edge to edge is only named: a tint everywhere would tell nothing apart.
 */
export function faultBands(faults: readonly FaultBand[], span: Span, place: BandPlace): Markup {
  const inside = faults.filter((fault) => overlaps(fault, span));
  const throughout = inside.filter(({ from, until }) => from <= span.from && until >= span.until);
  const others = inside.filter((fault) => !throughout.includes(fault));
  const passing = others.length > mostBands ? [] : others;
  const always = fitText(
    [
      ...(throughout.length > 0 ? [`throughout: ${throughout.map(nameOf).join("; ")}`] : []),
      ...(others.length > mostBands
        ? [`${countOf(others.length, "fault")}: see the timeline`]
        : []),
    ].join("; "),
    plotRight - plotLeft,
  );
  let free = plotLeft + (always === "" ? 0 : textWidth(always) + 12);
  const x = timeScale(span);
  const names = passing.map((fault) => {
    const left = Math.max(x(fault.from), free);
    const name = left < x(fault.until) ? fitText(nameOf(fault), plotRight - left) : "";
    if (name !== "") free = left + textWidth(name) + 12;
    return bandName(name, left, place);
  });
  return markup`${passing.map((fault) => band(fault, span, place))}${place.named && [bandName(always, plotLeft, place), names]}
`;
}

const nameOf = ({ name, about }: FaultBand): string => `${name} ${about}`.trim();

const bandName = (name: string, left: number, { top }: BandPlace): Markup | false =>
  name !== "" && markup`<text class="band-name" x="${left}" y="${top - 4}">${name}</text>`;

function band(fault: FaultBand, span: Span, { top, bottom }: BandPlace): Markup {
  const x = timeScale(span);
  const left = x(fault.from);
  const width = Math.max(x(fault.until) - left, 1);
  return markup`<g class="fault ${familyOf(fault)}"><title>${faultTitle(fault)}</title><rect class="tint" x="${left}" y="${top}" width="${width}" height="${bottom - top}"/><path class="edge" d="M${left} ${top}V${bottom}M${left + width} ${top}V${bottom}"/></g>
`;
}

/** A fault in one line, with its times. */
export function faultTitle(fault: FaultBand): string {
  const length = lengthText(fault.until - fault.from);
  return `${fault.name}: ${faultSentence(fault)}, ${instantText(fault.from)} to ${instantText(fault.until)} (${length})`;
}
