/** What a `Failure` about a data file tells a person: what happened, and what to do about it. */
interface Words {
  readonly message: string;
  readonly remedy: string;
}

const count = (number: number, one: string, many = `${one}s`): string =>
  `${number.toLocaleString('en')} ${number === 1 ? one : many}`;

export const delimiterName = (delimiter: string): string =>
  ({ ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'vertical bar', ' ': 'space' })[delimiter] ?? `“${delimiter}”`;

export const sampleUnknown = (id: string, known: readonly string[]): Words => ({
  message: `There is no sample called “${id}”.`,
  remedy: `Choose one of ${known.join(', ')}.`,
});

export const notFound = (file: string): Words => ({
  message: `There is no file “${file}” at this place.`,
  remedy: 'It may have been moved or renamed: look for it and open it from there.',
});

export const noPermission = (file: string): Words => ({
  message: `You are not allowed to read “${file}”.`,
  remedy: 'Ask its owner for permission to read, or copy it to a folder of your own.',
});

export const isFolder = (name: string): Words => ({
  message: `“${name}” is a folder, not a file.`,
  remedy: 'Open it and choose a data file in it.',
});

export const unreadable = (file: string, code: string): Words => ({
  message: `“${file}” could not be read (the system says ${code}).`,
  remedy: 'Check that the disk or network drive is connected, or copy the file to this computer and open the copy.',
});

export const empty = (file: string): Words => ({
  message: `“${file}” is empty.`,
  remedy: 'Export the data once more and check that the new file is larger than 0 bytes.',
});

export const headerOnly = (file: string, names: readonly string[]): Words => ({
  message: `“${file}” has column names (${shortList(names)}) but no rows of data.`,
  remedy: 'Export the data once more with its rows. If this one line is data, say in the preview that the file has no header.',
});

export const emptySheet = (file: string, sheet: string): Words => ({
  message: `The sheet “${sheet}” of “${file}” has no data.`,
  remedy: 'Choose another sheet in the preview.',
});

export const unknownSheet = (sheet: string, sheets: readonly string[]): Words => ({
  message: `The workbook has no sheet called “${sheet}”.`,
  remedy: `Choose one of ${shortList(sheets)}.`,
});

export interface LongRowWords {
  readonly row: number;
  readonly cells: number;
  readonly text: string;
}

export const ragged = (rows: readonly LongRowWords[], columns: number, delimiter: string, header: boolean): Words => ({
  message:
    `${rows.length === 1 ? 'Row' : 'Rows'} ${rows.map(({ row }) => row).join(', ')} ${rows.length === 1 ? 'has' : 'have'} more cells than ` +
    `the ${count(columns, 'column')} ${header ? 'named in the header' : 'of the other rows'}. ` +
    `Row ${rows[0].row} has ${rows[0].cells}: ${rows[0].text}`,
  remedy:
    `Most likely a text there holds a ${delimiterName(delimiter)} and no quotes around it, or the ${delimiterName(delimiter)} is not what ` +
    'separates the columns: put quotes around the text, or choose another delimiter in the preview.',
});

export const unclosedQuote = (row: number, text: string): Words => ({
  message: `A quote that opens in line ${row} of the file is never closed: ${text}…`,
  remedy: 'Close the quote there, or remove it; a quote inside a quoted text must be written twice ("").',
});

export const rowTooLong = (row: number): Words => ({
  message: `Line ${row} of the file does not end within 64 megabytes: this does not look like a table.`,
  remedy: 'Check that the file is text with one row per line, or export it once more as CSV.',
});

export const tooManyColumns = (columns: number, most: number): Words => ({
  message: `The file has ${count(columns, 'column')}; at most ${most.toLocaleString('en')} can be opened.`,
  remedy: 'If rows and columns are exchanged, transpose the table first; else leave out columns that you do not need.',
});

export const tooBig = (file: string, needed: number, available: number): Words => ({
  message: `“${file}” needs about ${gigabytes(needed)} of memory, and ${gigabytes(available)} are free.`,
  remedy: 'Close other programs, or save a copy of the file with only the rows or columns that you need.',
});

export const binary = (file: string): Words => ({
  message: `“${file}” is not text: it holds bytes that no text file has.`,
  remedy: 'Open it in the program that made it and save it as CSV or as an Excel workbook (.xlsx).',
});

export const unknownEncoding = (encoding: string): Words => ({
  message: `There is no text encoding called “${encoding}”.`,
  remedy: 'Try utf-8, windows-1252 or utf-16le.',
});

export const badDelimiter = (delimiter: string): Words => ({
  message: `“${delimiter}” cannot separate columns.`,
  remedy: 'Use one character: a comma, a semicolon, a tab, a vertical bar or a space.',
});

export const unsupported = (file: string, format: string): Words => ({
  message: `“${file}” is a file of the kind ${format}, which cannot be read yet.`,
  remedy: 'Save it as CSV or as an Excel workbook (.xlsx) in the program that made it, and open that.',
});

export const rCompression = (file: string): Words => ({
  message: `“${file}” is compressed by bzip2 or xz, which cannot be unpacked here.`,
  remedy: 'Save it in R with saveRDS(data, "file.rds"), which compresses in the usual way.',
});

export const isProject = (file: string): Words => ({
  message: `“${file}” is a project, not a data file.`,
  remedy: 'Open it as a project.',
});

export const isWebPage = (file: string): Words => ({
  message: `“${file}” holds a web page, whatever its ending says.`,
  remedy: 'Open it in Excel or a similar program and save it as a workbook (.xlsx) or as CSV.',
});

export const oldExcel = (file: string): Words => ({
  message: `“${file}” is a workbook in the old Excel format (.xls).`,
  remedy: 'Open it in Excel or a similar program and save it as a workbook of today (.xlsx).',
});

export const binaryExcel = (file: string): Words => ({
  message: `“${file}” is a binary Excel workbook (.xlsb).`,
  remedy: 'Open it in Excel and save it as an ordinary workbook (.xlsx).',
});

export const encrypted = (file: string): Words => ({
  message: `“${file}” is protected by a password.`,
  remedy: 'Open it in Excel, remove the password (File, Info, Protect Workbook) and save it.',
});

export const damagedWorkbook = (file: string): Words => ({
  message: `“${file}” is damaged or is not an Excel workbook.`,
  remedy: 'Open it in Excel and save it under a new name, or download it once more.',
});

export const bursting = (file: string, size: number): Words => ({
  message: `“${file}” is small but would unpack to ${gigabytes(size)}. Workbooks of data do not do that.`,
  remedy: 'If it is truly your data, save the sheet as CSV in the program that made it, and open that.',
});

const gigabytes = (bytes: number): string => `${(bytes / 2 ** 30).toFixed(1)} GB`;

const shortList = (names: readonly string[]): string =>
  names.length <= 5 ? names.join(', ') : `${names.slice(0, 5).join(', ')} and ${names.length - 5} more`;
