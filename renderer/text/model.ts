/** Every sentence of the Model tab, its tables and its pages. */

const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

export const reportText = {
  copy: 'Copy',
  copyHint: 'Copies the table for Word and Excel alike. Ctrl+C does the same while the table has the focus.',
  csv: 'CSV',
  csvHint: 'Saves the table with every digit, as a file for spreadsheets and programs.',
  copied: (title: string) => `Copied the table “${title}”.`,
  copiedMore: 'Paste it into a document or a spreadsheet.',
  copiedCode: (title: string) => `Copied “${title}”.`,
  copyRefused: 'The table could not be copied: the browser does not let this page use the clipboard.',
  copyCodeRemedy: 'Select the text, then press Ctrl+C.',
  copyRefusedRemedy: 'Click a cell of the table, then press Ctrl+C.',
  saved: (name: string) => `Saved the table as “${name}”.`,
  fullValue: (digits: string) => `In full: ${digits}`,
  pOf: (p: string) => `p ${/^[<>]/.test(p) ? p : `= ${p}`}`,
  table: 'Table',
};

export { plural };
