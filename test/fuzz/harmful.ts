import { crc32, deflateRawSync } from 'node:zlib';

/** Columns V1, V2, … and rows of single digits. */
export function bigCsv(columns: number, rows: number): Buffer {
  const header = Array.from({ length: columns }, (_, j) => `V${j + 1}`).join(',');
  const row = Array.from({ length: columns }, (_, j) => j % 10).join(',');
  return Buffer.from([header, ...Array<string>(rows).fill(row)].join('\n'));
}

const piece = 50_000_000;

/** The compressed form of `length` spaces, without ever having them all. */
function packedSpaces(length: number): Buffer {
  const block = deflateRawSync(Buffer.alloc(piece, 0x20), { level: 9, finishFlush: 2 });
  const pieces = Array<Buffer>(Math.max(1, Math.round(length / piece))).fill(block);
  return Buffer.concat([...pieces, deflateRawSync(Buffer.alloc(0))]);
}

interface Entry {
  readonly name: string;
  readonly packed: Buffer;
  readonly length: number;
  readonly crc: number;
}

const entry = (name: string, text: string): Entry => {
  const bytes = Buffer.from(text);
  return { name, packed: deflateRawSync(bytes), length: bytes.length, crc: crc32(bytes) };
};

/** A workbook whose only sheet is mostly nothing. @param says the length that its directory gives */
export function zipBomb(kind: 'xlsx' | 'ods', length: number, says = length): Buffer {
  const bomb = (name: string): Entry => ({ name, packed: packedSpaces(length), length: says, crc: 0 });
  return kind === 'ods'
    ? zip([{ ...entry('mimetype', 'application/vnd.oasis.opendocument.spreadsheet') }, bomb('content.xml')])
    : zip([
        entry(
          '[Content_Types].xml',
          '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
        ),
        entry(
          '_rels/.rels',
          '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        ),
        entry(
          'xl/workbook.xml',
          '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
        ),
        entry(
          'xl/_rels/workbook.xml.rels',
          '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        ),
        bomb('xl/worksheets/sheet1.xml'),
      ]);
}

function zip(entries: readonly Entry[]): Buffer {
  let at = 0;
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  for (const one of entries) {
    const local = Buffer.concat([header(0x04034b50, one, 30), Buffer.from(one.name), one.packed]);
    central.push(Buffer.concat([centralHeader(one, at), Buffer.from(one.name)]));
    locals.push(local);
    at += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, directory, end]);
}

function header(magic: number, { name, packed, length, crc }: Entry, size: number): Buffer {
  const bytes = Buffer.alloc(size);
  bytes.writeUInt32LE(magic, 0);
  const from = size === 30 ? 4 : 6;
  bytes.writeUInt16LE(20, from);
  bytes.writeUInt16LE(8, from + 4);
  bytes.writeUInt32LE(crc, from + 10);
  bytes.writeUInt32LE(packed.length, from + 14);
  bytes.writeUInt32LE(length, from + 18);
  bytes.writeUInt16LE(name.length, from + 22);
  return bytes;
}

function centralHeader(one: Entry, at: number): Buffer {
  const bytes = header(0x02014b50, one, 46);
  bytes.writeUInt32LE(at, 42);
  return bytes;
}

/** The front of an SPSS file with these records behind it. */
function sav(rows: number, ...records: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(176, 0x20);
  head.write('$FL2', 0);
  [2, 1, 1, 0, rows].forEach((value, i) => head.writeInt32LE(value, 64 + 4 * i));
  head.writeDoubleLE(100, 84);
  return Buffer.concat([head, ...records]);
}

const int32s = (...values: number[]): Buffer => {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, i) => bytes.writeInt32LE(value, 4 * i));
  return bytes;
};

const variable = (j: number): Buffer => Buffer.concat([int32s(2, 0, 0, 0, 0x050802, 0x050802), Buffer.from(`V${j}`.padEnd(8))]);

export const hugeSav = (): Buffer => sav(2 ** 31 - 1, variable(1), int32s(3, 2 ** 31 - 1), Buffer.alloc(64));

/** One row, every cell 1. */
export function wideSav(columns: number): Buffer {
  const variables = Array.from({ length: columns }, (_, j) => variable(j));
  const cells = Buffer.alloc(Math.ceil(columns / 8) * 8, 101);
  cells.fill(0, columns);
  return sav(1, ...variables, int32s(999, 0), cells);
}
