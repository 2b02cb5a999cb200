/**
 * SAS transport files, versions 5 and 8 (`.xpt`): what SAS, the FDA and most archives exchange.
 *
 * @see SAS Institute, TS-140 “The Record Layout of a Data Set in SAS Transport (XPORT) Format”, and its successor for version 8
 */
import { open } from 'node:fs/promises';
import type { LookedAt } from '../../lookAtFile.ts';
import { frontRows, type CodedFile, type CodedVariable } from '../codedFile.ts';
import { DamagedFile, FileBytes } from '../fileBytes.ts';
import type { CellTaker } from '../takers.ts';
import { addIbmDouble } from './ibmDouble.ts';
import { timeOf } from './timeFormat.ts';

interface XptVariable {
  readonly coded: CodedVariable;
  readonly length: number;
  readonly at: number;
}

interface XptLayout {
  readonly variables: readonly XptVariable[];
  readonly rowBytes: number;
  readonly dataAt: number;
}

const cardBytes = 80;
const batchBytes = 1 << 20;
const space = 0x20;

/** @throws DamagedFile */
export async function openXpt(file: LookedAt): Promise<CodedFile> {
  const bytes = new FileBytes(await open(file.path), file.size);
  try {
    const layout = await readLayout(bytes);
    return {
      variables: layout.variables.map(({ coded }) => coded),
      declaredRows: null,
      encoding: 'windows-1252',
      rows: async (takers, extent, hooks) => {
        bytes.seek(layout.dataAt);
        let rows = 0;
        const most = extent === 'front' ? frontRows : Infinity;
        const perBatch = Math.max(1, Math.floor(batchBytes / layout.rowBytes));
        while (rows < most && bytes.left >= layout.rowBytes) {
          hooks.checkCancelled();
          const count = Math.min(perBatch, most - rows, Math.floor(bytes.left / layout.rowBytes));
          const cells = await bytes.take(count * layout.rowBytes);
          const used = bytes.left < layout.rowBytes ? count - emptyEnd(cells, layout.rowBytes, count) : count;
          layout.variables.forEach((variable, j) => takeCells(takers[j], variable, cells, layout.rowBytes, used));
          rows += used;
          hooks.onProgress({ stage: 'read', done: bytes.position, total: bytes.size });
        }
        return rows;
      },
      close: () => bytes.close(),
    };
  } catch (thrown) {
    await bytes.close();
    throw thrown;
  }
}

/** Three cards for the library, three for the member, its variables, then the rows. */
async function readLayout(bytes: FileBytes): Promise<XptLayout> {
  bytes.skip(3 * cardBytes);
  const member = (await bytes.take(cardBytes)).toString('latin1');
  const described = Number.parseInt(member.slice(-6).trim(), 10);
  if (!/^HEADER RECORD\*+(MEMBER|MEMBV8)/.test(member) || ![136, 140].includes(described))
    throw new DamagedFile('There is no member header');
  bytes.skip(3 * cardBytes);
  const names = (await bytes.take(cardBytes)).toString('latin1');
  if (!/^HEADER RECORD\*+(NAMESTR|NAMSTV8)/.test(names)) throw new DamagedFile('There are no variables');
  const count = Number.parseInt(names.slice(53, 58), 10);
  if (!(count > 0) || count * described > bytes.left) throw new DamagedFile(`${count} variables`);
  const records = Buffer.from(await bytes.take(count * described));
  bytes.seek(roundUp(bytes.position));
  const longLabels = await readLongLabels(bytes);
  const variables = Array.from({ length: count }, (_, j) =>
    variableOf(records.subarray(j * described, (j + 1) * described), longLabels),
  );
  const rowBytes = Math.max(...variables.map(({ at, length }) => at + length));
  if (!(rowBytes > 0)) throw new DamagedFile('Rows are empty');
  return { variables, rowBytes, dataAt: bytes.position };
}

const roundUp = (position: number): number => Math.ceil(position / cardBytes) * cardBytes;

/** Version 8 keeps long names and labels apart, by the number of their variable; then comes the card before the rows. */
async function readLongLabels(bytes: FileBytes): Promise<Map<number, { name: string; label: string }>> {
  const found = new Map<number, { name: string; label: string }>();
  const card = (await bytes.take(cardBytes)).toString('latin1');
  if (/^HEADER RECORD\*+LABELV[89]/.test(card)) {
    const count = Number.parseInt(card.slice(48, 53), 10);
    const withFormats = card.includes('LABELV9');
    for (let i = 0; i < count; i++) {
      const head = Buffer.from(await bytes.take(withFormats ? 10 : 6));
      const [number, nameBytes, labelBytes] = [0, 2, 4].map((at) => head.readUInt16BE(at));
      const name = (await bytes.take(nameBytes)).toString('latin1').trim();
      const label = (await bytes.take(labelBytes)).toString('latin1').trim();
      if (withFormats) bytes.skip(head.readUInt16BE(6) + head.readUInt16BE(8));
      found.set(number, { name, label });
    }
    bytes.seek(roundUp(bytes.position));
    return (await expectRows(bytes), found);
  }
  if (!/^HEADER RECORD\*+OBS/.test(card)) throw new DamagedFile('There are no rows');
  return found;
}

async function expectRows(bytes: FileBytes): Promise<void> {
  if (!/^HEADER RECORD\*+OBS/.test((await bytes.take(cardBytes)).toString('latin1'))) throw new DamagedFile('There are no rows');
}

function variableOf(record: Buffer, longLabels: ReadonlyMap<number, { name: string; label: string }>): XptVariable {
  const text = (from: number, to: number): string => record.toString('latin1', from, to).replaceAll('\0', ' ').trim();
  const isNumber = record.readInt16BE(0) === 1;
  const length = record.readInt16BE(4);
  const at = record.readInt32BE(84);
  if (length <= 0 || at < 0 || (isNumber && length > 8)) throw new DamagedFile(`A variable of ${length} bytes at ${at}`);
  const long = longLabels.get(record.readInt16BE(6));
  const name = long?.name || (record.length >= 120 && text(88, 120)) || text(8, 16);
  const coded: CodedVariable = {
    name,
    label: long?.label || text(16, 56),
    kind: isNumber ? 'number' : 'text',
    valueLabels: new Map(),
    measure: null,
    declaredMissing: null,
    time: isNumber ? timeOf(text(56, 64)) : null,
  };
  return { coded, length, at };
}

/** Rows at the end of the last card that are nothing but spaces. */
function emptyEnd(cells: Buffer, rowBytes: number, count: number): number {
  if (rowBytes >= cardBytes) return 0;
  let empty = 0;
  while (
    empty < count &&
    cells.subarray((count - empty - 1) * rowBytes, (count - empty) * rowBytes).every((byte) => byte === space)
  )
    empty++;
  return empty;
}

function takeCells(taker: CellTaker, { at, length }: XptVariable, cells: Buffer, rowBytes: number, rows: number): void {
  for (let row = 0; row < rows; row++) {
    const from = row * rowBytes + at;
    if (taker.kind === 'number') addIbmDouble(taker, cells, from, length);
    else taker.addBytes(cells, from, from + length);
  }
}
