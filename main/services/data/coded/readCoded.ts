import { failure, type Notice } from '../../../../engine/contract/index.ts';
import { codedWords as words } from '../../../../engine/text/codedFiles.ts';
import type { ImportOptions } from '../../../api.ts';
import { checkMemory } from '../checkMemory.ts';
import { columnNames } from '../columns/columnNames.ts';
import type { LookedAt } from '../lookAtFile.ts';
import { notice } from '../notice.ts';
import type { Extent, RawRead, ReadHooks } from '../types.ts';
import type { CodedFile } from './codedFile.ts';
import { DamagedFile } from './fileBytes.ts';
import { codebookOf } from './codebook.ts';
import { finishCoded } from './finishCoded.ts';
import { openR } from './r/openR.ts';
import { openXpt } from './sas/openXpt.ts';
import { openSav } from './spss/openSav.ts';
import { openDta } from './stata/openDta.ts';
import { takerFor } from './takers.ts';

const openers = { sav: openSav, dta: openDta, xpt: openXpt, rds: openR } as const;
const programs = { sav: 'SPSS', dta: 'Stata', xpt: 'SAS', rds: 'R' } as const;
export type CodedFormat = keyof typeof openers;

/**
 * Read a file of SPSS, Stata, SAS or R.
 *
 * @throws Failure 'import.damaged-data' where the file contradicts itself, 'import.no-rows', 'import.too-big'
 */
export async function readCoded(
  file: LookedAt & { readonly format: CodedFormat },
  options: ImportOptions,
  extent: Extent,
  hooks: ReadHooks,
): Promise<RawRead> {
  try {
    const coded = await openers[file.format](file, options.sheet);
    try {
      return await readTable(file, coded, options, extent, hooks);
    } finally {
      await coded.close();
    }
  } catch (thrown) {
    if (!(thrown instanceof DamagedFile || thrown instanceof RangeError)) throw thrown;
    throw failure(
      'import.damaged-data',
      { name: file.name, cause: thrown.message },
      words.damaged(file.name, programs[file.format]),
    );
  }
}

async function readTable(
  file: LookedAt,
  coded: CodedFile,
  options: ImportOptions,
  extent: Extent,
  hooks: ReadHooks,
): Promise<RawRead> {
  const { variables, declaredRows, encoding } = coded;
  if (extent === 'whole' && declaredRows !== null) checkMemory(file, Math.min(declaredRows, 8 * file.size), variables.length);
  const takers = variables.map(takerFor);
  const rows = await coded.rows(takers, extent, hooks);
  if (rows === 0) throw failure('import.no-rows', { name: file.name }, words.noRows(file.name));
  const written = variables.map(({ name }) => name);
  const names = columnNames(written);
  const columns = variables.map((variable, j) =>
    finishCoded(names[j], variable, takers[j], encoding, options.kinds?.[names[j]] ?? null),
  );
  return {
    rows,
    columns,
    written,
    options: { header: true, ...(coded.table === undefined ? {} : { sheet: coded.table }) },
    sheets: coded.tables ?? [],
    rowCount: extent === 'whole' ? rows : declaredRows,
    codebook: Object.fromEntries(
      variables.flatMap((variable, j) => {
        const said = codebookOf(variable, columns[j].column, takers[j]);
        return said ? [[names[j], said]] : [];
      }),
    ),
    labels: Object.fromEntries(variables.flatMap(({ label }, j) => (label ? [[names[j], label]] : []))),
    notices: [...(extent === 'whole' ? shortNotice(rows, declaredRows) : []), ...tablesNotice(coded, options)],
  };
}

function tablesNotice({ table, tables = [] }: CodedFile, { sheet }: ImportOptions): Notice[] {
  if (table === undefined || sheet !== undefined || tables.length < 2) return [];
  return [notice('info', 'import.sheet', { sheet: table, sheets: tables }, words.tableRead(table, tables.length))];
}

/** The file ends before the rows it announces. */
function shortNotice(rows: number, declared: number | null): Notice[] {
  if (declared === null || rows >= declared) return [];
  return [notice('problem', 'import.cut-short', { rows, declared }, words.cutShort(rows, declared))];
}
