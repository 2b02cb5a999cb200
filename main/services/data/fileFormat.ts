import { failure } from '../../../engine/contract/index.ts';
import * as failures from '../../../engine/text/dataFailures.ts';

/** A kind of file told by its first bytes, or where those say nothing, by its ending. */
interface KnownFormat {
  readonly name: string;
  readonly starts?: (bytes: Uint8Array) => boolean;
  readonly endings?: readonly string[];
  readonly code: string;
  readonly words: (file: string, format: string) => { message: string; remedy: string };
}

const starts =
  (...magic: (string | number)[]) =>
  (bytes: Uint8Array): boolean =>
    Buffer.from(bytes).indexOf(
      Buffer.concat(magic.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from([part])))),
    ) === 0;

const includes = (bytes: Uint8Array, text: string): boolean => Buffer.from(bytes).toString('latin1').includes(text);
const zip = starts('PK', 3, 4);
const ole = starts(0xd0, 0xcf, 0x11, 0xe0);

const unsupported = 'import.unsupported';

/** Formats that are recognised and refused, each with what to do instead. The first that fits counts. */
const refused: readonly KnownFormat[] = [
  { name: 'SPSS', starts: starts('$FL'), endings: ['sav', 'zsav', 'por'], code: unsupported, words: failures.unsupported },
  { name: 'Stata', starts: starts('<stata_dta>'), endings: ['dta'], code: unsupported, words: failures.unsupported },
  { name: 'SAS', endings: ['sas7bdat', 'xpt'], code: unsupported, words: failures.unsupported },
  { name: 'R', starts: starts('RDX'), endings: ['rds', 'rda', 'rdata'], code: unsupported, words: failures.unsupported },
  { name: 'Parquet', starts: starts('PAR1'), endings: ['parquet'], code: unsupported, words: failures.unsupported },
  { name: 'jamovi', endings: ['omv'], code: unsupported, words: failures.unsupported },
  { name: 'JASP', endings: ['jasp'], code: unsupported, words: failures.unsupported },
  {
    name: 'OpenDocument',
    starts: (bytes) => zip(bytes) && includes(bytes, 'application/vnd.oasis.opendocument'),
    endings: ['ods'],
    code: unsupported,
    words: failures.unsupported,
  },
  {
    name: 'Word',
    starts: (bytes) => zip(bytes) && includes(bytes, 'word/document'),
    endings: ['docx', 'doc'],
    code: unsupported,
    words: failures.unsupported,
  },
  { name: 'binary Excel', endings: ['xlsb'], code: 'import.binary-excel', words: failures.binaryExcel },
  { name: 'PDF', starts: starts('%PDF'), endings: ['pdf'], code: unsupported, words: failures.unsupported },
  { name: 'Terrace', starts: starts('SQLite format 3'), endings: ['terrace'], code: 'import.project', words: failures.isProject },
  {
    name: 'web page',
    starts: (bytes) => /^\s*<(!doctype html|html|table)/i.test(Buffer.from(bytes).toString('latin1').slice(0, 200)),
    code: 'import.web-page',
    words: failures.isWebPage,
  },
];

/**
 * Which reader a file needs.
 *
 * @throws Failure 'import.unsupported', 'import.project', 'import.web-page', 'import.encrypted', 'import.old-excel'
 */
export function formatOf(file: string, bytes: Uint8Array): 'csv' | 'xlsx' {
  const ending = /\.([^.]+)$/.exec(file)?.[1].toLowerCase() ?? '';
  const format = refused.find(({ starts: isStart, endings }) => isStart?.(bytes) || endings?.includes(ending));
  if (format) throw failure(format.code, { file, format: format.name }, format.words(file, format.name));
  if (ole(bytes)) return 'xlsx';
  return zip(bytes) ? 'xlsx' : 'csv';
}
