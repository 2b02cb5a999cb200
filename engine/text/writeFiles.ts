const count = new Intl.NumberFormat('en');

/** What is said of data files that the program writes. */
export const writeWords = {
  exists: (file: string) => ({
    message: `There is a file called “${file}” already.`,
    remedy: 'Choose another name, or say that it may be replaced.',
  }),
  tooManyRows: (rows: number, most: number) => ({
    message: `A sheet of Excel holds ${count.format(most)} rows; the data have ${count.format(rows)}.`,
    remedy: 'Export them as CSV instead.',
  }),
  tooManyColumns: (columns: number, most: number, program: string) => ({
    message: `${program} takes ${count.format(most)} variables; the data have ${count.format(columns)}.`,
    remedy: 'Export them as CSV instead.',
  }),
  tooLarge: (cells: number, column: string) => ({
    message: `${count.format(cells)} ${cells === 1 ? 'number' : 'numbers'} of “${column}” and others are larger than Stata can hold; they are missing in the file.`,
    remedy: null,
  }),
  renamed: (renamed: readonly { readonly column: string; readonly name: string }[], program: string) => ({
    message: `${program} does not take ${renamed.length === 1 ? 'one name' : `${count.format(renamed.length)} names`}: ${renamed
      .slice(0, 5)
      .map(({ column, name }) => `“${column}” became ${name}`)
      .join(', ')}${renamed.length > 5 ? ', …' : ''}. The names as they were stand in the variables’ labels.`,
    remedy: null,
  }),
};
