const lineFeed = 10;
const carriageReturn = 13;
const space = 32;
const tab = 9;
const quote = 34;

export const plainCell = 0;
export const quotedCell = 1;
/** A quoted cell that holds quotes, or text after its closing quote: `unquote` makes it plain. */
export const escapedCell = 2;

/**
 * Finds the cells of delimited text in UTF-8 bytes, row by row, without making strings.
 *
 * After `next`, cell `j` of the row is bytes[from[j], to[j]), j < count. Quotes count only at the start of a cell (RFC 4180); rows end
 * with LF, CR LF or CR. With the delimiter “space”, any run of spaces and tabs separates. bytes[end] must exist and be a line feed.
 */
export class RowScanner {
  count = 0;
  from = new Int32Array(64);
  to = new Int32Array(64);
  kind = new Uint8Array(64);
  /** Where the quote opened that the last incomplete row is still inside of; −1 when it is not in quotes. */
  openQuote = -1;
  private readonly delimiter: number;
  private readonly other: number;
  private readonly spaced: boolean;

  constructor(delimiter: string) {
    this.delimiter = delimiter.charCodeAt(0);
    this.spaced = delimiter === ' ';
    this.other = this.spaced ? tab : this.delimiter;
  }

  /** Reads the row that begins at `at`. Where the next row begins, or −1 while the row's end has not been seen. */
  next(bytes: Uint8Array, at: number, end: number, isLast: boolean): number {
    const { delimiter, other, spaced } = this;
    this.count = 0;
    this.openQuote = -1;
    for (;;) {
      let first = at;
      while (bytes[first] === space || (spaced && bytes[first] === tab)) first++;
      if (spaced) at = first;
      if (bytes[first] === quote) {
        at = this.readQuoted(bytes, first, end, isLast);
        if (at < 0) return -1;
      } else {
        let byte = bytes[at];
        const from = at;
        while (byte !== delimiter && byte !== lineFeed && byte !== carriageReturn && byte !== other) byte = bytes[++at];
        const start = Math.min(first, at);
        if (!spaced || at > from || this.count === 0) this.push(start, trimmedEnd(bytes, start, at), plainCell);
      }
      if (at >= end) return isLast ? end : -1;
      if (bytes[at] === lineFeed) return at + 1;
      if (bytes[at] === carriageReturn) return afterReturn(bytes, at, end, isLast);
      at++;
    }
  }

  /** Reads from an opening quote to the delimiter or line end after it; −1 while that has not been seen. */
  private readQuoted(bytes: Uint8Array, open: number, end: number, isLast: boolean): number {
    let escaped = false;
    let at = open + 1;
    for (;;) {
      while (at < end && bytes[at] !== quote) at++;
      if (at >= end || (at + 1 === end && !isLast)) {
        this.openQuote = at >= end ? open : -1;
        return -1;
      }
      if (bytes[at + 1] !== quote || at + 1 === end) break;
      escaped = true;
      at += 2;
    }
    const close = at;
    at = skipTo(bytes, close + 1, this.delimiter, this.other);
    const clean = trimmedEnd(bytes, close + 1, at) === close + 1;
    if (clean) this.push(open + 1, close, escaped ? escapedCell : quotedCell);
    else this.push(open + 1, at, escapedCell);
    return at;
  }

  private push(from: number, to: number, kind: number): void {
    if (this.count === this.from.length) this.widen();
    this.from[this.count] = from;
    this.to[this.count] = to;
    this.kind[this.count++] = kind;
  }

  private widen(): void {
    const { from, to, kind } = this;
    this.from = new Int32Array(from.length * 2);
    this.to = new Int32Array(from.length * 2);
    this.kind = new Uint8Array(from.length * 2);
    this.from.set(from);
    this.to.set(to);
    this.kind.set(kind);
  }
}

/** Takes the quotes out of an escaped cell, in place; returns its new end. */
export function unquote(bytes: Uint8Array, from: number, to: number): number {
  let inQuotes = true;
  let write = from;
  for (let at = from; at < to; at++) {
    if (bytes[at] !== quote || !inQuotes) bytes[write++] = bytes[at];
    else if (bytes[at + 1] === quote && at + 1 < to) bytes[write++] = bytes[at++];
    else inQuotes = false;
  }
  return write;
}

function skipTo(bytes: Uint8Array, at: number, delimiter: number, other: number): number {
  while (bytes[at] !== delimiter && bytes[at] !== other && bytes[at] !== lineFeed && bytes[at] !== carriageReturn) at++;
  return at;
}

function trimmedEnd(bytes: Uint8Array, from: number, to: number): number {
  while (to > from && bytes[to - 1] === space) to--;
  return to;
}

function afterReturn(bytes: Uint8Array, at: number, end: number, isLast: boolean): number {
  if (at + 1 === end) return isLast ? end : -1;
  return bytes[at + 1] === lineFeed ? at + 2 : at + 1;
}
