import type { Notice } from '../../../../../engine/contract/index.ts';
import type { ReadHooks } from '../../types.ts';
import { outVariable } from '../codedOut.ts';
import type { FileSink } from '../fileSink.ts';
import { renamedNotice } from '../notices.ts';
import { outNames, type NameRules } from '../outNames.ts';
import type { TableToWrite, WriteOptions } from '../writeFile.ts';
import { BytecodeWriter } from './bytecodeWriter.ts';
import { savDictionary } from './dictionary.ts';
import { savVariables } from './savVariables.ts';

const rules: NameRules = {
  longest: 64,
  forbidden: /[^\p{L}\p{N}_.@#$]/gu,
  reserved: new Set(['all', 'and', 'by', 'eq', 'ge', 'gt', 'le', 'lt', 'ne', 'not', 'or', 'to', 'with']),
};

const rowsAtOnce = 2000;

/**
 * An SPSS system file in UTF-8. Categories become numbers with value labels, ISO dates become dates, labels that are too many or too long
 * become text; where a name had to change, the column's own stands in the variable's label.
 *
 * @see PSPP Developers Guide, “System File Format”
 */
export async function writeSav(
  sink: FileSink,
  { table, labels }: TableToWrite,
  { made }: WriteOptions,
  hooks: ReadHooks,
): Promise<Notice[]> {
  const written = table.columns.map(({ name }) => name);
  const names = outNames(written, rules);
  const label = (j: number): string => labels[written[j]] || (names[j] === written[j] ? '' : written[j]);
  const variables = savVariables(table.columns.map((column, j) => outVariable(column, names[j], label(j))));
  await sink.add(savDictionary(variables, table.rows, made));
  const cells = new BytecodeWriter();
  for (let row = 0; row < table.rows; row++) {
    for (const { variable, pieces, pad } of variables) {
      if (variable.kind === 'text') cells.addText(variable.texts[variable.at(row)] ?? pad, pieces);
      else cells.addNumber(secondsOrNumber(variable.kind, variable.at(row)));
    }
    if (row % rowsAtOnce === rowsAtOnce - 1) {
      hooks.checkCancelled();
      await sink.add(cells.take());
      hooks.onProgress({ stage: 'write', done: row + 1, total: table.rows });
    }
  }
  await sink.add(cells.end());
  return renamedNotice(written, names, 'SPSS');
}

/** Seconds from 1582-10-14 to 1970-01-01. */
const origin = 141_428 * 86_400;

function secondsOrNumber(kind: 'number' | 'date' | 'dateTime', value: number): number {
  if (kind === 'number') return value;
  return origin + (kind === 'date' ? value * 86_400 : value / 1000);
}
