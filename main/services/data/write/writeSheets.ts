import { writeXlsx } from 'hucre/xlsx';
import type { SheetToWrite } from '../../../api.ts';

/** What Excel does not take in the name of a sheet, and how long it may be. */
const forbidden = /[\\/?*[\]:]/g;
const longest = 31;

/** A workbook with a sheet for each table: numbers as numbers, a header that stays in sight. */
export function workbookBytes(sheets: readonly SheetToWrite[]): Promise<Uint8Array> {
  const taken = new Set<string>();
  return writeXlsx({
    sheets: sheets.map(({ name, rows }) => ({
      name: sheetName(name, taken),
      rows: rows.map((row) => [...row]),
      freezePane: { rows: 1 },
    })),
  });
}

/** As Excel takes it; names that differ in case only count as the same. */
function sheetName(wanted: string, taken: Set<string>): string {
  const plain =
    wanted
      .replace(forbidden, ' ')
      .replace(/^'+|'+$/g, '')
      .trim() || 'Table';
  for (let turn = 1; ; turn++) {
    const suffix = turn === 1 ? '' : ` ${turn}`;
    const name = plain.slice(0, longest - suffix.length).trim() + suffix;
    if (taken.has(name.toLowerCase())) continue;
    taken.add(name.toLowerCase());
    return name;
  }
}
