/** The reference of faults in Markdown, written from the shapes: `docs/faults.md` contains it. */

import type { Field } from "./field.ts";
import { kinds, shapes } from "./shapes.ts";

/** Two tables: what every kind does, and its fields. Ends with a line break. */
export const faultReference = (): string =>
  [
    "| kind | what it does | source |",
    "| --- | --- | --- |",
    ...kinds.map((kind) => row([`\`${kind}\``, shapes[kind].does, shapes[kind].source])),
    "",
    "| kind | field | unit | default | meaning |",
    "| --- | --- | --- | --- | --- |",
    ...kinds.flatMap((kind) =>
      Object.entries<Field<unknown>>(shapes[kind].fields).map(([name, field]) =>
        row([`\`${kind}\``, `\`${name}\``, field.unit, defaultOf(field), field.meaning]),
      ),
    ),
    "",
  ].join("\n");

const row = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;

function defaultOf({ whenAbsent }: Field<unknown>): string {
  switch (whenAbsent.kind) {
    case "refused":
      return "none: must be given";
    case "left-out":
      return whenAbsent.means;
    case "default":
      return `${JSON.stringify(whenAbsent.value)} (${whenAbsent.source})`;
  }
}
