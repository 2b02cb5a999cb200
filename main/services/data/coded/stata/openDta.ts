/**
 * Stata data files, versions 6 to 18 (`.dta` formats 108 to 119).
 *
 * @see Stata's help page “dta”, which describes each format; the values and labels are checked against files that R's haven writes
 */
import { open } from 'node:fs/promises';
import type { LookedAt } from '../../lookAtFile.ts';
import type { CodedFile, CodedVariable } from '../codedFile.ts';
import { FileBytes } from '../fileBytes.ts';
import { readLayout, type DtaVariable } from './layout.ts';
import { readLongTexts } from './longTexts.ts';
import { readRows } from './rows.ts';
import { timeOf } from './timeFormat.ts';
import { readValueLabels, type DtaLabels } from './valueLabels.ts';

/** @throws DamagedFile */
export async function openDta(file: LookedAt): Promise<CodedFile> {
  const bytes = new FileBytes(await open(file.path), file.size);
  try {
    const layout = await readLayout(bytes);
    const labels = await readValueLabels(bytes, layout);
    const longTexts = await readLongTexts(bytes, layout);
    return {
      variables: layout.variables.map((variable) => variableOf(variable, labels)),
      declaredRows: layout.rows,
      encoding: layout.is.encoding,
      rows: (takers, extent, hooks) => readRows(bytes, layout, longTexts, takers, extent, hooks),
      close: () => bytes.close(),
    };
  } catch (thrown) {
    await bytes.close();
    throw thrown;
  }
}

function variableOf({ name, label, type, format, labelName }: DtaVariable, labels: DtaLabels): CodedVariable {
  const kind = type.kind === 'text' || type.kind === 'longText' ? 'text' : 'number';
  return {
    name,
    label,
    kind,
    valueLabels: (kind === 'number' && labels.get(labelName)) || new Map(),
    measure: null,
    declaredMissing: null,
    time: kind === 'number' ? timeOf(format) : null,
  };
}
