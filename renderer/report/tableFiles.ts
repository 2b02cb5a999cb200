import type { TableBlock } from '../../engine/contract/index.ts';
import type { OutputStyle } from '../../main/api.ts';
import { outputStyle } from '../project/output.ts';
import { tableToCsv, tableToHtml, tableToTsv } from '../../engine/report/index.ts';

/** One table as the two texts of a rich copy: HTML for word processors, tabs for spreadsheets. */
export interface TableTexts {
  readonly html: string;
  readonly tsv: string;
}

/** Numbers as they leave the project: a spreadsheet that expects a decimal comma takes 1.5 for the first of May. */
export function textsOf(table: TableBlock, { decimal }: OutputStyle = outputStyle()): TableTexts {
  const options = { decimalMark: decimal };
  return { html: tableToHtml(table, options), tsv: tableToTsv(table, options) };
}

/**
 * Puts both texts on the system's clipboard as one item. It goes through a copy event of its own, because `navigator.clipboard.write`
 * sanitises HTML under the page's content security policy and takes the table's borders and alignment away.
 * Throws where the browser refuses.
 */
export function copyTable(table: TableBlock): void {
  const answer = (event: ClipboardEvent) => {
    event.stopImmediatePropagation();
    putOnEvent(event, table);
  };
  window.addEventListener('copy', answer, { capture: true, once: true });
  const copied = document.execCommand('copy');
  window.removeEventListener('copy', answer, { capture: true });
  if (!copied) throw new Error('The browser refused to copy.');
}

/** Answers a real copy event (Ctrl+C) with the table. */
export function putOnEvent(event: ClipboardEvent, table: TableBlock): void {
  const { html, tsv } = textsOf(table);
  event.clipboardData?.setData('text/html', html);
  event.clipboardData?.setData('text/plain', tsv);
  event.preventDefault();
}

/** The CSV of a table as the file holds it: UTF-8 with a byte order mark, by which Excel knows the encoding. */
export function csvFileText(table: TableBlock, { decimal, separator }: OutputStyle = outputStyle()): string {
  return '\uFEFF' + tableToCsv(table, { decimalMark: decimal, separator });
}

/** A file name that every system takes: `Fixed effects.csv` for the title “Fixed effects”. */
export function fileNameOf(title: string, extension: string): string {
  const plain = title
    .replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^\.+/, '');
  return `${plain.slice(0, 80).trim() || 'table'}.${extension}`;
}
