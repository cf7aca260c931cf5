import type { Span } from "../bins.ts";
import { type Markup, markup } from "../escape.ts";
import { table } from "./table.ts";

interface BinColumn<Bin extends Span> {
  readonly head: string;
  readonly bins: readonly Bin[];
  readonly text: (bin: Bin) => string;
}

/**
 * A row for each window: what a chart over time shows, in numbers. The script reads the row under
 * the cursor from here, so that the numbers are on the page once. All columns have the same windows.
 */
export function binTable<Bin extends Span>(
  caption: string,
  width: number,
  columns: readonly BinColumn<Bin>[],
): Markup {
  const first = columns[0]?.bins ?? [];
  const digits = width % 1_000_000 === 0 ? 0 : 3;
  const seconds = (micros: number): string => (micros / 1_000_000).toFixed(digits);
  const rows = first.map((_, index) => index);
  return table({
    caption,
    attributes: markup` class="bins" data-from="${first[0]?.from ?? 0}" data-width="${width}"`,
    columns: [
      {
        head: "Seconds",
        cell: (index) =>
          `${seconds(first[index]?.from ?? 0)} to ${seconds(first[index]?.until ?? 0)}`,
      },
      ...columns.map(({ head, bins, text }) => ({
        head,
        number: true,
        cell: (index: number) => {
          const bin = bins[index];
          return bin === undefined ? "" : text(bin);
        },
      })),
    ],
    rows,
  });
}
