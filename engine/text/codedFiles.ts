interface Words {
  readonly message: string;
  readonly remedy: string;
}

const count = new Intl.NumberFormat('en');

/** What is said of files of other statistics programs. */
export const codedWords = {
  saidSo: 'You said so.',
  nothingThere: 'There is no value in it.',
  numbers: 'The file stores numbers without labels.',
  labelledScale: 'The file calls it a scale, so its numbers are kept; the labels of single values are not used.',
  partlyLabelled: (values: number): string =>
    `${count.format(values)} of its values ${values === 1 ? 'has' : 'have'} no label, so its numbers are kept.`,
  labelled: 'Every value has a label.',
  ordinal: 'Every value has a label, and the file calls it ordinal.',
  dates: 'The file stores dates or times; they are kept as text that sorts by time.',
  texts: 'The file stores text.',

  damaged: (file: string, program: string): Words => ({
    message: `“${file}” is damaged or is not a file of ${program}.`,
    remedy: `Open it in ${program} and save it under a new name, or get it once more.`,
  }),
  tableRead: (table: string, tables: number) => ({
    message: `“${table}” was read; the file holds ${count.format(tables)} tables.`,
    remedy: 'Choose another above if it is not the one.',
  }),
  noRows: (file: string): Words => ({
    message: `“${file}” has variables but no rows.`,
    remedy: 'Check that it is the right file.',
  }),
  cutShort: (rows: number, declared: number): Words => ({
    message: `The file announces ${count.format(declared)} rows but ends after ${count.format(rows)}: it was cut short.`,
    remedy: 'What is there was read. Get the file once more if the rest matters.',
  }),
  declaredMissing: (
    cells: number,
    columns: readonly string[],
    codes: readonly string[],
  ): { message: string; remedy: string | null } => ({
    message: `${count.format(cells)} ${cells === 1 ? 'cell holds a code' : 'cells hold codes'} that the file declares missing (${codes.join(', ')}), in ${columns.join(', ')}. They are empty here.`,
    remedy: null,
  }),
};
