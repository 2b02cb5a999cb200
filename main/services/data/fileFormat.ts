import { failure } from '../../../engine/contract/index.ts';
import type { ImportPreview } from '../../api.ts';
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

const isSav = starts('$FL');

/** Newer files say what they are; older ones begin with the number of their format. */
const isDta = (bytes: Uint8Array, ending: string): boolean =>
  starts('<stata_dta>')(bytes) || (ending === 'dta' && bytes[0] >= 102 && bytes[0] <= 115 && bytes[1] <= 2);

const isXpt = starts('HEADER RECORD*******LIB');

/** Mostly compressed by gzip, which says nothing of what is inside: then the ending counts. */
const isR = (bytes: Uint8Array, ending: string): boolean =>
  starts('RDX')(bytes) ||
  starts('X\n', 0, 0, 0)(bytes) ||
  (starts(0x1f, 0x8b)(bytes) && ['rds', 'rda', 'rdata'].includes(ending));

const includes = (bytes: Uint8Array, text: string): boolean => Buffer.from(bytes).toString('latin1').includes(text);
const zip = starts('PK', 3, 4);
const isOpenDocument = (bytes: Uint8Array): boolean => zip(bytes) && includes(bytes, 'application/vnd.oasis.opendocument');
const isOds = (bytes: Uint8Array): boolean => isOpenDocument(bytes) && includes(bytes, 'opendocument.spreadsheet');
const ole = starts(0xd0, 0xcf, 0x11, 0xe0);

const unsupported = 'import.unsupported';

/** Formats that are recognised and refused, each with what to do instead. The first that fits counts. */
const refused: readonly KnownFormat[] = [
  { name: 'portable SPSS', endings: ['por'], code: unsupported, words: failures.unsupported },
  { name: 'SAS', endings: ['sas7bdat'], code: unsupported, words: failures.unsupported },
  {
    name: 'R, compressed by bzip2 or xz,',
    starts: (bytes) => starts('BZh')(bytes) || starts(0xfd, '7zXZ')(bytes),
    code: 'import.r-compression',
    words: failures.rCompression,
  },
  { name: 'Parquet', starts: starts('PAR1'), endings: ['parquet'], code: unsupported, words: failures.unsupported },
  { name: 'jamovi', endings: ['omv'], code: unsupported, words: failures.unsupported },
  { name: 'JASP', endings: ['jasp'], code: unsupported, words: failures.unsupported },
  {
    name: 'OpenDocument other than a table',
    starts: (bytes) => isOpenDocument(bytes) && !isOds(bytes),
    endings: ['odt', 'odp'],
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
export function formatOf(file: string, bytes: Uint8Array): ImportPreview['format'] {
  const ending = /\.([^.]+)$/.exec(file)?.[1].toLowerCase() ?? '';
  if (isSav(bytes)) return 'sav';
  if (isDta(bytes, ending)) return 'dta';
  if (isOds(bytes)) return 'ods';
  if (isXpt(bytes)) return 'xpt';
  if (isR(bytes, ending)) return 'rds';
  const format = refused.find(({ starts: isStart, endings }) => isStart?.(bytes) || endings?.includes(ending));
  if (format) throw failure(format.code, { file, format: format.name }, format.words(file, format.name));
  if (ole(bytes)) return 'xlsx';
  return zip(bytes) ? 'xlsx' : 'csv';
}
