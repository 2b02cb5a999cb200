import { failure, type Notice } from '../../../../../engine/contract/index.ts';
import { writeWords as words } from '../../../../../engine/text/writeFiles.ts';
import { notice } from '../../notice.ts';
import type { ReadHooks } from '../../types.ts';
import { outVariable } from '../codedOut.ts';
import type { FileSink } from '../fileSink.ts';
import { renamedNotice } from '../notices.ts';
import { outNames, type NameRules } from '../outNames.ts';
import type { TableToWrite, WriteOptions } from '../writeFile.ts';
import { dtaVariable, type DtaOut } from './dtaVariable.ts';
import { dtaFront, dtaMap, longTextSection, valueLabelSection } from './sections.ts';

const rules: NameRules = {
  longest: 32,
  forbidden: /[^\p{L}\p{N}_]/gu,
  reserved: new Set(
    'aggregate array boolean break byte case catch class double else end float for if in int long new null pragma private return static strl switch this typedef using void while with'.split(
      ' ',
    ),
  ),
};
const mostVariables = 32_767;
const rowsAtOnce = 2000;

/**
 * A Stata data file of format 118 (Stata 14 and later). Categories become numbers with value labels, ISO dates become dates; where a name
 * had to change, the column's own stands in the variable's label.
 *
 * @throws Failure 'export.too-many-columns'
 * @see Stata's help page “dta”
 */
export async function writeDta(
  sink: FileSink,
  { table, labels }: TableToWrite,
  { made }: WriteOptions,
  hooks: ReadHooks,
): Promise<Notice[]> {
  const columns = table.columns.length;
  if (columns > mostVariables)
    throw failure('export.too-many-columns', { columns }, words.tooManyColumns(columns, mostVariables, 'Stata'));
  const written = table.columns.map(({ name }) => name);
  const names = outNames(written, rules);
  const label = (j: number): string => labels[written[j]] || (names[j] === written[j] ? '' : written[j]);
  const variables = table.columns.map((column, j) => dtaVariable(outVariable(column, names[j], label(j)), j));
  const parts = { front: dtaFront(variables, table.rows, made), longTexts: longTextSection(variables, table.rows) };
  const labelled = valueLabelSection(variables);
  const rowBytes = variables.reduce((sum, { bytes }) => sum + bytes, 0);
  await sink.add(dtaMap(parts.front, rowBytes * table.rows, parts.longTexts.length, labelled.length));
  await writeRows(sink, variables, table.rows, rowBytes, hooks);
  await sink.add(Buffer.from('</data>'));
  await sink.add(parts.longTexts);
  await sink.add(labelled);
  await sink.add(Buffer.from('</stata_dta>'));
  return [...renamedNotice(written, names, 'Stata'), ...lostNotice(variables)];
}

async function writeRows(
  sink: FileSink,
  variables: readonly DtaOut[],
  rows: number,
  rowBytes: number,
  hooks: ReadHooks,
): Promise<void> {
  for (let from = 0; from < rows; from += rowsAtOnce) {
    hooks.checkCancelled();
    const count = Math.min(rowsAtOnce, rows - from);
    const cells = Buffer.alloc(count * rowBytes);
    let at = 0;
    for (const { write, bytes } of variables) {
      for (let i = 0; i < count; i++) write(cells, i * rowBytes + at, from + i);
      at += bytes;
    }
    await sink.add(cells);
    hooks.onProgress({ stage: 'write', done: from + count, total: rows });
  }
}

function lostNotice(variables: readonly DtaOut[]): Notice[] {
  const lost = variables.filter(({ lost: cells }) => cells.count > 0);
  if (lost.length === 0) return [];
  const cells = lost.reduce((sum, { lost: { count } }) => sum + count, 0);
  return [notice('caution', 'export.too-large', { cells }, words.tooLarge(cells, lost[0].variable.name))];
}
