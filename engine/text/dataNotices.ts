import { delimiterName, type LongRowWords } from './dataFailures.ts';

/** What a notice about an imported file tells: what was found or decided, and what could be done, or null. */
interface Words {
  readonly message: string;
  readonly remedy: string | null;
}

const count = (number: number, one: string, many = `${one}s`): string =>
  `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
const quoted = (names: readonly string[], most = 5): string =>
  names.length <= most
    ? names.map((name) => `“${name}”`).join(', ')
    : `${quoted(names.slice(0, most))} and ${names.length - most} more`;
const rowList = (rows: readonly number[], all: number): string =>
  rows.length < all ? `${rows.join(', ')} and more` : rows.join(', ');

// Why a column is of its kind.
export const allNumbers = 'Every value is a number.';
export const allLogical = 'Every value is TRUE or FALSE.';
export const allDates = 'Dates, kept as text.';
export const nothingThere = 'The column has no values.';
export const saidSo = 'As you said.';
export const keptAsWritten = (cell: string): string => `“${cell}” would lose digits as a number.`;
export const notANumber = (cell: string): string => `“${cell}” is not a number.`;

export const delimiterFound = (delimiter: string): Words => ({
  message: `Columns are separated by a ${delimiterName(delimiter)}.`,
  remedy: null,
});

export const decimalComma = (): Words => ({ message: 'Numbers are written with a decimal comma.', remedy: null });

export const encodingFound = (encoding: string): Words => ({ message: `The text is encoded as ${encoding}.`, remedy: null });

export const encodingGuessed = (encoding: string): Words => ({
  message: `The text is not UTF-8; it was read as ${encoding}.`,
  remedy: 'Look at letters with accents: where they are wrong, choose another encoding.',
});

export const badCharacters = (encoding: string): Words => ({
  message: `Some characters are not valid ${encoding} and show as �.`,
  remedy: 'Choose another encoding.',
});

export const noHeader = (names: readonly string[]): Words => ({
  message: `The first row holds data, not names: the columns are called ${quoted(names, 3)}.`,
  remedy: 'If the first row holds names, say that the file has a header.',
});

export const rowNamesFound = (name: string): Words => ({
  message: `The rows have one cell more than the header: the first column holds row names and is called “${name}”.`,
  remedy: null,
});

export const namesMade = (names: readonly string[]): Words => ({
  message: `Column names that were empty or repeated were completed: ${quoted(names)}.`,
  remedy: 'Rename them to what they hold.',
});

export const shortRows = (rows: number, first: readonly number[], columns: number): Words => ({
  message: `${count(rows, 'row')} ${rows === 1 ? 'has' : 'have'} fewer than ${count(columns, 'cell')} (${rowList(first, rows)}); the cells lacking are missing values.`,
  remedy: 'Check these rows: a cell may have slipped to the left.',
});

export const longRows = (rows: readonly LongRowWords[], columns: number, delimiter: string): Words => ({
  message: `Row ${rows[0].row} has ${rows[0].cells} cells, but there are ${count(columns, 'column')}; the file cannot be imported this way.`,
  remedy: `Choose another delimiter, or put quotes around texts that hold a ${delimiterName(delimiter)}.`,
});

export const emptyRowsCut = (rows: number): Words => ({
  message: `${count(rows, 'empty row')} at the end ${rows === 1 ? 'was' : 'were'} left out.`,
  remedy: null,
});

export const emptyColumnsCut = (columns: number): Words => ({
  message: `${count(columns, 'column')} with neither name nor values ${columns === 1 ? 'was' : 'were'} left out.`,
  remedy: null,
});

export const marksFound = (mark: string, cells: number, columns: readonly string[]): Words => ({
  message: `“${mark}” was read as a missing value: ${count(cells, 'cell')} in ${quoted(columns)}.`,
  remedy: 'If it is a value of its own, take it off the list of missing marks.',
});

export const suspectCode = (value: number, cells: number, column: string): Words => ({
  message: `“${column}” holds ${value} in ${count(cells, 'cell')}, far from its other values: it may stand for a missing value.`,
  remedy: `If so, add ${value} to the list of missing marks.`,
});

export const thousandsFound = (cell: string, cells: number, columns: readonly string[]): Words => ({
  message: `Numbers such as “${cell}” were read with marks between the thousands: ${count(cells, 'cell')} in ${quoted(columns)}.`,
  remedy: 'If the mark is a decimal mark, choose the other decimal mark.',
});

export const infiniteFound = (cells: number, columns: readonly string[]): Words => ({
  message: `${count(cells, 'infinite value')} in ${quoted(columns)} ${cells === 1 ? 'was' : 'were'} read as missing.`,
  remedy: null,
});

export const refusedCells = (cells: number, first: readonly string[], column: string): Words => ({
  message: `${count(cells, 'cell')} of “${column}” ${cells === 1 ? 'is' : 'are'} not a number and became missing: ${quoted(first)}${cells > first.length ? ' …' : ''}`,
  remedy: 'Read the column as categories to keep them.',
});

export const strayCells = (cells: number, cell: string, row: number, column: string): Words => ({
  message: `“${column}” holds categories because of ${count(cells, 'cell')} that ${cells === 1 ? 'is' : 'are'} not a number, the first “${cell}” in row ${row}; all others are numbers.`,
  remedy: 'Correct the cells, or read the column as numbers: then these cells become missing.',
});

export const keptAsText = (why: 'padded' | 'long', cell: string, columns: readonly string[]): Words => ({
  message:
    why === 'padded'
      ? `${quoted(columns)}: numbers that begin with zeros, such as ${cell}, are kept as labels.`
      : `${quoted(columns)}: numbers with more than 15 digits, such as ${cell}, are kept as labels so that no digit is lost.`,
  remedy: null,
});

export const datesKept = (date: string, columns: readonly string[]): Words => ({
  message: `${quoted(columns)}: dates such as ${date} are kept as text for now.`,
  remedy: 'To use time in a model, add a column of numbers, for example days since the start.',
});

export const labelsMerged = (labels: readonly string[], column: string): Words => ({
  message: `In “${column}” labels that differ only by spaces at the ends were read as the same: ${quoted(labels)}.`,
  remedy: null,
});

export const nothingInColumns = (columns: readonly string[]): Words => ({
  message: `${quoted(columns)}: no values at all.`,
  remedy: null,
});

export const sheetRead = (sheet: string, sheets: number): Words => ({
  message: `The sheet “${sheet}” was read; the workbook has ${count(sheets, 'sheet')}.`,
  remedy: 'Choose another sheet if this is not the one.',
});

export const tableStartsAt = (cell: string, textAbove: boolean): Words => ({
  message: `The table begins at cell ${cell}; ${textAbove ? 'the text above it was' : 'empty rows and columns before it were'} left out.`,
  remedy: textAbove ? 'If a row of data was left out, move what stands above the table to another sheet.' : null,
});

export const mergedHeader = (names: readonly string[]): Words => ({
  message: `Merged cells in the header were given a name each: ${quoted(names)}.`,
  remedy: 'Rename them to what they hold.',
});

export const errorCells = (cells: number, kinds: readonly string[], columns: readonly string[]): Words => ({
  message: `${count(cells, 'cell')} with an error of Excel (${kinds.join(', ')}) in ${quoted(columns)} became missing.`,
  remedy: 'Correct the formulas in the workbook if there should be values.',
});
