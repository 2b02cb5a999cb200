/** A cell's text; null for a bare `NA`. */
export type ReferenceCell = string | null;

/**
 * Strict CSV as the reference suite writes it: comma, LF or CRLF, quotes doubled inside quotes. The first row is the header.
 *
 * @returns columns by name, in the file's order
 */
export function parseCsv(text: string): Map<string, ReferenceCell[]> {
  const [header, ...rows] = [...records(text)];
  return new Map(header.map((name, column) => [name ?? 'NA', rows.map((row) => row[column] ?? null)]));
}

function* records(text: string): Generator<ReferenceCell[]> {
  let at = 0;
  while (at < text.length) {
    const record: ReferenceCell[] = [];
    for (;;) {
      const { cell, end } = text[at] === '"' ? quotedCell(text, at) : bareCell(text, at);
      record.push(cell);
      at = end + 1;
      if (text[end] !== ',') break;
    }
    yield record;
  }
}

/** `end` is where the separator after the cell stands. */
interface Cut {
  readonly cell: ReferenceCell;
  readonly end: number;
}

function bareCell(text: string, start: number): Cut {
  let end = start;
  while (end < text.length && text[end] !== ',' && text[end] !== '\n') end++;
  const cell = text.slice(start, end).replace(/\r$/, '');
  return { cell: cell === 'NA' ? null : cell, end };
}

function quotedCell(text: string, start: number): Cut {
  let close = start;
  do {
    close = text.indexOf('"', close + 1);
    if (close >= 0 && text[close + 1] === '"') close++;
    else break;
  } while (close >= 0);
  const closed = close < 0 ? text.length : close;
  const end = text[closed + 1] === '\r' ? closed + 2 : closed + 1;
  return { cell: text.slice(start + 1, closed).replaceAll('""', '"'), end };
}
