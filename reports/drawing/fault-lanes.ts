import type { FaultBand } from "../../properties/result.ts";
import type { Span } from "../bins.ts";
import { type Markup, markup } from "../escape.ts";
import { familyOf } from "../fault-words.ts";
import { countOf } from "../number-text.ts";
import { thin } from "../thin.ts";
import { type Block, laneName } from "./block.ts";
import { faultTitle } from "./fault-bands.ts";
import { overlaps, plotLeft, plotRight, timeScale } from "./frame.ts";
import { fitText, textWidth } from "./text-fit.ts";

const mostLanes = 14;
const laneHeight = 20;
const mostInLane = 200;

/** One lane for each fault and what it concerns. What is too much to draw is counted underneath. */
export function faultLanes(faults: readonly FaultBand[], span: Span): readonly Block[] {
  const lanes = new Map<string, FaultBand[]>();
  for (const fault of faults) {
    const name = `${fault.name} ${fault.about}`;
    const lane = lanes.get(name);
    if (lane === undefined) lanes.set(name, [fault]);
    else lane.push(fault);
  }
  if (lanes.size === 0) return [remark("no faults in this run")];
  const drawn = [...lanes.values()].slice(0, mostLanes).map((bands) =>
    thin(
      bands.filter((band) => overlaps(band, span)),
      mostInLane,
    ),
  );
  const inSpan = faults.filter((fault) => overlaps(fault, span)).length;
  const hidden = inSpan - drawn.reduce((sum, bands) => sum + bands.length, 0);
  const blocks = drawn.filter((bands) => bands.length > 0).map((bands) => laneOf(bands, span));
  if (hidden > 0) return [...blocks, remark(`${countOf(hidden, "more fault")} not drawn`)];
  return blocks.length > 0 ? blocks : [remark("no faults in this stretch")];
}

const laneOf = (bands: readonly FaultBand[], span: Span): Block => ({
  height: laneHeight,
  draw(top) {
    const middle = top + laneHeight / 2;
    const last = bands.at(-1);
    return markup`<g>${laneName(last?.name ?? "", middle)}<path class="lane" d="M${plotLeft} ${middle}H${plotRight}"/>${bands.map((band) => bandOf(band, top, span, band === last))}</g>
`;
  },
});

/** What it concerns stands in the band; in the last of a lane, if it must, beside it. */
function bandOf(band: FaultBand, top: number, span: Span, last: boolean): Markup {
  const x = timeScale(span);
  const left = x(band.from);
  const width = Math.max(x(band.until) - left, 2);
  const inside = textWidth(band.about) < width - 10 || !last || left + width > plotRight - 120;
  const text = inside ? fitText(band.about, width - 10) : band.about;
  return markup`<g class="fault ${familyOf(band)}"><title>${faultTitle(band)}</title><rect class="band" x="${left}" y="${top + 2}" width="${width}" height="${laneHeight - 4}" rx="2"/>${text !== "" && markup`<text class="in-band" x="${inside ? left + 6 : left + width + 6}" y="${top + 14}">${text}</text>`}</g>`;
}

const remark = (text: string): Block => ({
  height: laneHeight,
  draw: (top) => markup`<text class="remark" x="${plotLeft}" y="${top + 14}">${text}</text>
`,
});
