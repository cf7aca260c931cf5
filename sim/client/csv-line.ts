/**
 * The fields of one line of comma-separated values (RFC 4180, but for line breaks inside quotes:
 * lines come here one by one). Undefined when a quote is not closed, or closed before its field is.
 */
export function splitCsvLine(line: string): readonly string[] | undefined {
  if (!line.includes('"')) return line.split(",");
  const fields: string[] = [];
  let start = 0;
  for (;;) {
    const field = line[start] === '"' ? quotedField(line, start) : plainField(line, start);
    if (field === undefined) return undefined;
    fields.push(field.text);
    if (field.end === line.length) return fields;
    start = field.end + 1;
  }
}

/** `end` is where the comma after the field is, or the end of the line. */
interface Field {
  readonly text: string;
  readonly end: number;
}

function plainField(line: string, start: number): Field {
  const comma = line.indexOf(",", start);
  const end = comma === -1 ? line.length : comma;
  return { text: line.slice(start, end), end };
}

function quotedField(line: string, start: number): Field | undefined {
  let text = "";
  let from = start + 1;
  for (;;) {
    const quote = line.indexOf('"', from);
    if (quote === -1) return undefined;
    text += line.slice(from, quote);
    const next = line[quote + 1];
    if (next === undefined || next === ",") return { text, end: quote + 1 };
    if (next !== '"') return undefined;
    text += '"';
    from = quote + 2;
  }
}
