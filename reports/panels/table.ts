import { type Markup, markup, type Part } from "../escape.ts";

export interface Column<Row> {
  readonly head: Part;
  /** Numbers stand right, in columns. */
  readonly number?: boolean;
  readonly cell: (row: Row) => Part;
}

export interface Table<Row> {
  readonly caption?: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  /** Further attributes of the table element. */
  readonly attributes?: Markup;
}

/** A plain table; a cell is text, escaped, or markup. */
export function table<Row>({ caption, columns, rows, attributes }: Table<Row>): Markup {
  const style = ({ number }: Column<Row>): Markup | false =>
    number === true && markup` class="number"`;
  const heads = columns.map(
    (column) => markup`<th scope="col"${style(column)}>${column.head}</th>`,
  );
  const cells = (row: Row): Markup[] =>
    columns.map((column) => markup`<td${style(column)}>${column.cell(row)}</td>`);
  return markup`<table${attributes}>${caption !== undefined && markup`<caption>${caption}</caption>`}<thead><tr>${heads}</tr></thead><tbody>
${rows.map(
  (row) => markup`<tr>${cells(row)}</tr>
`,
)}</tbody></table>`;
}
