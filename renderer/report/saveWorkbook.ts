import type { Block, Report, TableBlock } from '../../engine/contract/index.ts';
import { tableToRows } from '../../engine/report/index.ts';
import type { AppClient, SheetToWrite } from '../../main/api.ts';

const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A table as a sheet of real numbers; what is not a number (an infinite one) stays empty. */
export const sheetOf = (table: TableBlock): SheetToWrite => ({
  name: table.title,
  rows: tableToRows(table).map((row) => row.map((cell) => (typeof cell === 'number' && !Number.isFinite(cell) ? null : cell))),
});

/** All tables of a report, in their order. */
export function tablesOf(report: Report): TableBlock[] {
  const inside = (block: Block): TableBlock[] =>
    block.kind === 'table' ? [block] : block.kind === 'group' ? block.blocks.flatMap(inside) : [];
  return report.blocks.flatMap(inside);
}

/**
 * Writes tables as an Excel workbook where the person says: by the native dialog where there is one, else as a download of the browser.
 * Returns the name it got, or null when the person cancelled.
 */
export async function saveWorkbook(client: AppClient, name: string, tables: readonly TableBlock[]): Promise<string | null> {
  const sheets = tables.map(sheetOf);
  if (client.host !== 'browser') {
    const chosen = await client.call('files.choose', { purpose: 'save', suggestedName: name });
    if (!chosen) return null;
    await client.call('export.workbook', { path: chosen.path, sheets });
    return chosen.path.split(/[\\/]/).at(-1) ?? name;
  }
  const { base64 } = await client.call('export.workbook', { path: null, sheets });
  download(
    name,
    Uint8Array.from(atob(base64 ?? ''), (letter) => letter.charCodeAt(0)),
  );
  return name;
}

function download(name: string, bytes: Uint8Array<ArrayBuffer>): void {
  const url = URL.createObjectURL(new Blob([bytes], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
