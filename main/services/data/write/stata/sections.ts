import { cutBytes } from '../codedOut.ts';
import { placeLongTexts, type DtaOut } from './dtaVariable.ts';

/** Parts of the file with their tags; the map of where they begin is filled in by `dtaMap`. */
export interface DtaFront {
  readonly header: Buffer;
  /** Types, names, sort list, formats, names of value labels, labels, notes: in the order of the map. */
  readonly lists: readonly Buffer[];
}

const mapBytes = '<map>'.length + 14 * 8 + '</map>'.length;

export function dtaFront(variables: readonly DtaOut[], rows: number, made: Date): DtaFront {
  const count = variables.length;
  const texts = (width: number, of: (one: DtaOut) => string): Buffer =>
    Buffer.concat(variables.map((one) => padded(of(one), width)));
  const types = Buffer.alloc(2 * count);
  variables.forEach(({ type }, j) => types.writeUInt16LE(type, 2 * j));
  return {
    header: header(count, rows, made),
    lists: [
      tagged('variable_types', types),
      tagged(
        'varnames',
        texts(129, ({ variable }) => variable.name),
      ),
      tagged('sortlist', Buffer.alloc(2 * (count + 1))),
      tagged(
        'formats',
        texts(57, ({ format }) => format),
      ),
      tagged('value_label_names', texts(129, labelName)),
      tagged(
        'variable_labels',
        texts(321, ({ variable }) => variable.label),
      ),
      tagged('characteristics', Buffer.alloc(0)),
    ],
  };
}

/** The front of the file up to the cells. */
export function dtaMap({ header: head, lists }: DtaFront, cellBytes: number, longTextBytes: number, labelBytes: number): Buffer {
  const places = [0, head.length];
  let at = head.length + mapBytes;
  for (const list of lists) {
    places.push(at);
    at += list.length;
  }
  const dataBytes = '<data>'.length + cellBytes + '</data>'.length;
  places.push(at, at + dataBytes, at + dataBytes + longTextBytes, at + dataBytes + longTextBytes + labelBytes);
  places.push(places[places.length - 1] + '</stata_dta>'.length);
  const map = Buffer.alloc(14 * 8);
  places.forEach((place, i) => map.writeBigUInt64LE(BigInt(place), 8 * i));
  return Buffer.concat([head, tagged('map', map), ...lists, Buffer.from('<data>')]);
}

function header(count: number, rows: number, made: Date): Buffer {
  const stamp = stampOf(made);
  const K = Buffer.alloc(2);
  K.writeUInt16LE(count);
  const N = Buffer.alloc(8);
  N.writeBigUInt64LE(BigInt(rows));
  return Buffer.concat([
    Buffer.from('<stata_dta><header><release>118</release><byteorder>LSF</byteorder><K>'),
    K,
    Buffer.from('</K><N>'),
    N,
    Buffer.from('</N><label>\0\0</label><timestamp>'),
    Buffer.from([stamp.length]),
    Buffer.from(`${stamp}</timestamp></header>`),
  ]);
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** 21 Nov 2026 13:45, 17 characters. */
function stampOf(made: Date): string {
  const iso = made.toISOString();
  return `${iso.slice(8, 10)} ${months[Number(iso.slice(5, 7)) - 1]} ${iso.slice(0, 4)} ${iso.slice(11, 16)}`;
}

const gso = 'GSO';
/** Type of a text that ends with a zero. */
const textType = 130;

export function longTextSection(variables: readonly DtaOut[], rows: number): Buffer {
  const sections = variables.flatMap((one) => {
    placeLongTexts(one, rows);
    if (one.variable.kind !== 'text') return [];
    const { texts } = one.variable;
    return [...one.longTexts].map(([text, row]) => longText(one.number, row, texts[text]));
  });
  return tagged('strls', Buffer.concat(sections));
}

function longText(variable: number, row: number, text: Buffer): Buffer {
  const head = Buffer.alloc(gso.length + 17);
  head.write(gso);
  head.writeUInt32LE(variable, 3);
  head.writeBigUInt64LE(BigInt(row), 7);
  head.writeUInt8(textType, 15);
  head.writeUInt32LE(text.length + 1, 16);
  return Buffer.concat([head, text, Buffer.alloc(1)]);
}

const labelName = ({ variable, number }: DtaOut): string =>
  variable.kind !== 'text' && variable.valueLabels.length > 0 ? `labels${number}` : '';

export function valueLabelSection(variables: readonly DtaOut[]): Buffer {
  return tagged('value_labels', Buffer.concat(variables.flatMap((one) => (labelName(one) ? [labelSet(one)] : []))));
}

/** Length, name, then count, bytes of the texts, where each begins, the values, the texts. */
function labelSet(one: DtaOut): Buffer {
  const labels = one.variable.kind === 'text' ? [] : one.variable.valueLabels;
  const texts = labels.map(([, label]) => Buffer.from(`${label}\0`));
  const count = labels.length;
  const table = Buffer.alloc(8 + 8 * count);
  const textBytes = texts.reduce((sum, { length }) => sum + length, 0);
  table.writeInt32LE(count, 0);
  table.writeInt32LE(textBytes, 4);
  let at = 0;
  texts.forEach((text, i) => {
    table.writeInt32LE(at, 8 + 4 * i);
    table.writeInt32LE(labels[i][0], 8 + 4 * (count + i));
    at += text.length;
  });
  const length = Buffer.alloc(4);
  length.writeInt32LE(table.length + textBytes);
  return Buffer.concat([
    Buffer.from('<lbl>'),
    length,
    padded(labelName(one), 129),
    Buffer.alloc(3),
    table,
    ...texts,
    Buffer.from('</lbl>'),
  ]);
}

function tagged(tag: string, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`<${tag}>`), content, Buffer.from(`</${tag}>`)]);
}

/** Text with at least one zero behind it. */
function padded(text: string, width: number): Buffer {
  return Buffer.concat([cutBytes(Buffer.from(text), width - 1)], width);
}
