/**
 * SPSS system files, `.sav` and the compressed `.zsav`.
 *
 * @see PSPP Developers Guide, “System File Format”; the values and labels are checked against files that R's haven writes
 */
import { open } from 'node:fs/promises';
import type { LookedAt } from '../../lookAtFile.ts';
import type { CodedFile } from '../codedFile.ts';
import { FileBytes } from '../fileBytes.ts';
import { readDictionary } from './dictionary.ts';
import { readHeader } from './header.ts';
import { readRows } from './rows.ts';
import { variablesOf } from './variables.ts';

/** @throws DamagedFile */
export async function openSav(file: LookedAt): Promise<CodedFile> {
  const bytes = new FileBytes(await open(file.path), file.size);
  try {
    const header = await readHeader(bytes);
    const dictionary = await readDictionary(bytes, header.numbers);
    const { variables, places, slots, encoding } = variablesOf(dictionary, header.writer);
    const data = { start: bytes.position, header, places, slots, systemMissing: dictionary.systemMissing };
    return {
      variables,
      declaredRows: header.rows,
      encoding,
      rows: (takers, extent, hooks) => readRows(bytes, data, takers, extent, hooks),
      close: () => bytes.close(),
    };
  } catch (thrown) {
    await bytes.close();
    throw thrown;
  }
}
