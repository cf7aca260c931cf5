import type { Bin, Span } from "../bins.ts";
import { join, type Markup, markup } from "../escape.ts";
import { type Block, laneName } from "./block.ts";
import { overlaps, plotLeft, plotRight, timeScale } from "./frame.ts";

const height = 34;
const barHeight = 26;

/** Share of attempts answered ok, window by window; what is missing is unknown or failed. */
export const servedStrip = (name: string, bins: readonly Bin[], span: Span): Block => ({
  height,
  draw(top) {
    const base = top + 4 + barHeight;
    const inside = bins.filter((bin) => overlaps(bin, span));
    const ok = bars(
      inside,
      span,
      base,
      () => 0,
      (bin) => bin.ok,
    );
    const unknown = bars(
      inside,
      span,
      base,
      (bin) => bin.ok,
      (bin) => bin.unknown,
    );
    const failed = bars(
      inside,
      span,
      base,
      (bin) => bin.ok + bin.unknown,
      (bin) => bin.failed,
    );
    return markup`<g>${laneName(name, top + 4 + barHeight / 2)}<path class="lane" d="M${plotLeft} ${base}H${plotRight}"/>
<path class="ok fill" d="${ok}"/><path class="unknown fill" d="${unknown}"/><path class="dots" d="${unknown}"/><path class="failed fill" d="${failed}"/><path class="diagonal" d="${failed}"/></g>
`;
  },
});

type Count = (bin: Bin) => number;

/** Path of one rectangle for each window, standing on what is `below` it. */
function bars(bins: readonly Bin[], span: Span, base: number, below: Count, count: Count): Markup {
  const x = timeScale(span);
  return join(
    bins
      .filter((bin) => count(bin) > 0)
      .map((bin) => {
        const scale = barHeight / bin.attempted;
        const bottom = base - below(bin) * scale;
        const width = x(bin.until) - x(bin.from) - 0.4;
        return markup`M${x(bin.from)} ${bottom}h${width}v${-count(bin) * scale}h${-width}z`;
      }),
  );
}
