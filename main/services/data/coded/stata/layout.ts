import { bigEndian, littleEndian, type ByteOrder } from '../byteOrder.ts';
import { decoderFor } from '../encodings.ts';
import { DamagedFile, type FileBytes } from '../fileBytes.ts';
import { releases, type Release } from './releases.ts';
import { storageType, type StorageType } from './storageType.ts';

/** Where everything lies in a file, and its variables. */
export interface DtaLayout {
  readonly release: number;
  readonly numbers: ByteOrder;
  readonly rows: number;
  readonly rowBytes: number;
  readonly variables: readonly DtaVariable[];
  /** Bytes of the file at which rows, long texts and value labels begin; null where the format has none. */
  readonly dataAt: number;
  readonly longTextsAt: number | null;
  readonly valueLabelsAt: number;
  readonly is: Release;
}

export interface DtaVariable {
  readonly name: string;
  readonly label: string;
  readonly format: string;
  /** Which set of value labels is its own; '' none. */
  readonly labelName: string;
  readonly type: StorageType;
  /** First byte in a row. */
  readonly at: number;
}

interface Opening {
  readonly release: number;
  readonly numbers: ByteOrder;
  readonly count: number;
  readonly rows: number;
}

/** More variables than Stata itself can hold. */
const mostVariables = 120_000;

/** @throws DamagedFile */
export async function readLayout(bytes: FileBytes): Promise<DtaLayout> {
  const first = (await bytes.take(1))[0];
  bytes.seek(0);
  return first === 0x3c ? readTagged(bytes) : readOld(bytes);
}

/** Everything one after another, without names for the parts. */
async function readOld(bytes: FileBytes): Promise<DtaLayout> {
  const head = Buffer.from(await bytes.take(10));
  const release = head[0];
  const is = releaseOf(release, (types) => types !== 'pairs');
  bytes.skip(is.dataLabel + 18);
  const numbers = head[1] === 1 ? bigEndian : littleEndian;
  const opening = { release, numbers, count: numbers.int16(head, 4), rows: numbers.int32(head, 6) };
  const variables = await readVariables(bytes, opening, is, { sortBytes: 2 * (opening.count + 1), tagged: false });
  await skipNotes(bytes, numbers, is.noteLength!);
  const dataAt = bytes.position;
  const rowBytes = rowLength(variables);
  const valueLabelsAt = dataAt + rowBytes * opening.rows;
  return { ...opening, is, rowBytes, variables, dataAt, longTextsAt: null, valueLabelsAt };
}

function releaseOf(release: number, fits: (types: Release['types']) => boolean): Release {
  const is = releases[release];
  if (!is || !fits(is.types)) throw new DamagedFile(`Format ${release} is not known`);
  return is;
}

async function skipNotes(bytes: FileBytes, numbers: ByteOrder, lengthBytes: 2 | 4): Promise<void> {
  for (;;) {
    const head = await bytes.take(1 + lengthBytes);
    const [kind, length] = [head[0], lengthBytes === 2 ? numbers.int16(head, 1) : numbers.int32(head, 1)];
    if (kind === 0 && length === 0) return;
    bytes.skip(length);
  }
}

/** Parts between tags, with a map of where each begins. */
async function readTagged(bytes: FileBytes): Promise<DtaLayout> {
  const opening = await readOpening(bytes);
  const { numbers, release, count } = opening;
  await expect(bytes, '<map>');
  const places = Buffer.from(await bytes.take(14 * 8));
  const place = (i: number): number => numbers.int64(places, 8 * i);
  const is = releases[release];
  bytes.seek(place(2));
  await expect(bytes, '<variable_types>');
  const sortBytes = (release === 119 ? 4 : 2) * (count + 1);
  const variables = await readVariables(bytes, opening, is, { sortBytes, tagged: true });
  const dataAt = place(9) + '<data>'.length;
  const longTextsAt = place(10) + '<strls>'.length;
  const valueLabelsAt = place(11) + '<value_labels>'.length;
  return { ...opening, is, rowBytes: rowLength(variables), variables, dataAt, longTextsAt, valueLabelsAt };
}

async function readOpening(bytes: FileBytes): Promise<Opening> {
  await expect(bytes, '<stata_dta><header><release>');
  const release = Number((await bytes.take(3)).toString('latin1'));
  releaseOf(release, (types) => types === 'pairs');
  await expect(bytes, '</release><byteorder>');
  const numbers = (await bytes.take(3)).toString('latin1') === 'MSF' ? bigEndian : littleEndian;
  await expect(bytes, '</byteorder><K>');
  const count = release === 119 ? numbers.int32(await bytes.take(4), 0) : numbers.int16(await bytes.take(2), 0) & 0xffff;
  await expect(bytes, '</K><N>');
  const rows = release === 117 ? numbers.uint32(await bytes.take(4), 0) : numbers.int64(await bytes.take(8), 0);
  await expect(bytes, '</N><label>');
  bytes.skip(release === 117 ? (await bytes.take(1))[0] : numbers.int16(await bytes.take(2), 0));
  await expect(bytes, '</label><timestamp>');
  bytes.skip((await bytes.take(1))[0]);
  await expect(bytes, '</timestamp></header>');
  return { release, numbers, count, rows };
}

async function expect(bytes: FileBytes, tag: string): Promise<void> {
  const found = (await bytes.take(tag.length)).toString('latin1');
  if (found !== tag) throw new DamagedFile(`${tag} was expected where there is ${found}`);
}

interface Parts {
  /** Bytes of the list that says by what the rows are sorted. */
  readonly sortBytes: number;
  /** Whether tags stand between the parts. */
  readonly tagged: boolean;
}

/** The lists that describe the variables, in their order in the file. */
async function readVariables(bytes: FileBytes, { count, numbers }: Opening, is: Release, parts: Parts): Promise<DtaVariable[]> {
  if (count < 0 || count > mostVariables) throw new DamagedFile(`${count} variables`);
  const decode = decoderFor(is.encoding);
  const between = (tag: string): Promise<void> => (parts.tagged ? expect(bytes, tag) : Promise.resolve());
  const texts = async (width: number): Promise<string[]> => {
    const list = Buffer.from(await bytes.take(width * count));
    return Array.from({ length: count }, (_, j) => decode(untilZero(list.subarray(width * j, width * (j + 1)))));
  };
  const codes = Buffer.from(await bytes.take((is.types === 'pairs' ? 2 : 1) * count));
  const types = Array.from({ length: count }, (_, j) =>
    storageType(is.types === 'pairs' ? numbers.int16(codes, 2 * j) & 0xffff : codes[j], is.types),
  );
  await between('</variable_types><varnames>');
  const names = await texts(is.name);
  await between('</varnames><sortlist>');
  bytes.skip(parts.sortBytes);
  await between('</sortlist><formats>');
  const formats = await texts(is.format);
  await between('</formats><value_label_names>');
  const labelNames = await texts(is.name);
  await between('</value_label_names><variable_labels>');
  const labels = await texts(is.label);
  let at = 0;
  return types.map((type, j) => {
    at += type.bytes;
    return { name: names[j], label: labels[j], format: formats[j], labelName: labelNames[j], type, at: at - type.bytes };
  });
}

const rowLength = (variables: readonly DtaVariable[]): number => variables.reduce((sum, { type }) => sum + type.bytes, 0);

export function untilZero(bytes: Buffer): Buffer {
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, end);
}
