/** The dialog between choosing a file and having its data. */
import { count, counted } from './numbers.ts';

export const importing = {
  title: (name: string) => `Import ${name}`,
  into: (project: string) => `The data become another table of ${project}.`,
  reading: 'Looking into the file…',
  import: 'Import',
  another: 'Choose another file…',
  stop: 'Stop',
  stopping: 'Stopping…',
  importingRows: (rows: number) => (rows > 0 ? `Reading: ${counted(rows, 'row')} so far` : 'Reading…'),
  importingOf: (done: number, total: number) => `Reading: ${Math.round((100 * done) / total)} %`,
  detected: 'How the file is read',
  preview: 'First rows',
  rowsShown: (shown: number, total: number | null) =>
    total === shown
      ? `all ${counted(shown, 'row')}`
      : total === null
        ? `first ${counted(shown, 'row')}`
        : `first ${count(shown)} of ${counted(total, 'row')}`,
  columnsFound: (n: number) => counted(n, 'column'),
  missingCell: 'missing',

  delimiter: 'Columns are separated by',
  delimiters: { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'vertical bar', ' ': 'space' } as Record<string, string>,
  decimal: 'Decimal mark',
  decimals: { '.': 'point (1.5)', ',': 'comma (1,5)' },
  encoding: 'Encoding',
  encodings: {
    'utf-8': 'Unicode (UTF-8)',
    'utf-16le': 'Unicode (UTF-16)',
    'utf-16be': 'Unicode (UTF-16, big-endian)',
    'windows-1252': 'Western European (Windows)',
    'iso-8859-1': 'Western European (Latin-1)',
    'iso-8859-2': 'Central European (Latin-2)',
    'iso-8859-15': 'Western European (Latin-9)',
    'windows-1250': 'Central European (Windows)',
    'windows-1251': 'Cyrillic (Windows)',
    macintosh: 'Western European (Mac)',
    shift_jis: 'Japanese (Shift JIS)',
    gb18030: 'Chinese (GB 18030)',
  } as Record<string, string>,
  foundOut: 'found out',
  header: 'First row',
  headers: { names: 'column names', data: 'already data' },
  sheet: 'Sheet',
  codedFile: (format: 'sav' | 'dta' | 'xpt' | 'rds') =>
    `A file of ${{ sav: 'SPSS', dta: 'Stata', xpt: 'SAS', rds: 'R' }[format]} says itself how it is to be read: names, labels, categories, dates and missing values are taken as it has them.`,
  range: 'Range of cells',
  rangeHint: 'As Excel writes it: A5:K200, or A5 for everything from there on; its first row holds the names',
  rangeAll: 'all',
  missing: 'Cells that mean missing',
  missingHint: 'Beside the empty cell; separate with spaces, e.g. NA 999',
  kinds: { number: 'number', factor: 'categories' },
  kindOf: (column: string) => `Kind of ${column}`,
};
