/** What is said when a second file comes to a table, and when data leave the project. */
interface Words {
  readonly message: string;
  readonly remedy: string;
}

const count = new Intl.NumberFormat('en');
const counted = (n: number, what: string): string => `${count.format(n)} ${what}${n === 1 ? '' : 's'}`;
const quoted = (names: readonly string[], most = 5): string =>
  names
    .slice(0, most)
    .map((name) => `“${name}”`)
    .join(', ') + (names.length > most ? ` and ${count.format(names.length - most)} more` : '');

export const exchangeSteps = {
  append: (file: string): string => `Append rows of ${file}`,
  join: (file: string): string => `Join ${file}`,
  replace: (file: string): string => `Replace the data by ${file}`,
};

export const exchangeWords = {
  kindOpen: (columns: readonly string[]): Words => ({
    message: `${quoted(columns)} ${columns.length === 1 ? 'is a number' : 'are numbers'} on one side and categories on the other.`,
    remedy: 'Say which they are to be.',
  }),
  twice: (names: readonly string[]): Words => ({
    message: `Two columns would be called ${quoted(names)}.`,
    remedy: 'Choose another name for one of them, or leave it out.',
  }),
  noName: (column: string): Words => ({
    message: `The column “${column}” of the file would have no name.`,
    remedy: 'Type a name for it, or leave it out.',
  }),
  sourceTaken: (name: string): Words => ({
    message: `The table has a column “${name}” of numbers already, which cannot say where a row is from.`,
    remedy: 'Choose another name for the column that says it.',
  }),
  nothingMatches: (): Words => ({
    message: 'No column of the file is one of the table’s.',
    remedy: 'Say below which column is which; otherwise choose another file.',
  }),
  noKeys: (): Words => ({
    message: 'It is not known yet by which columns the rows belong together.',
    remedy: 'Choose a column of the table and the column of the file that holds the same keys.',
  }),
  noColumn: (column: string): Words => ({
    message: `There is no column “${column}” any more.`,
    remedy: 'Choose the file again.',
  }),
  keyTwice: (): Words => ({ message: 'A column stands in two keys.', remedy: 'Remove one of the two.' }),
  nothingTaken: (): Words => ({ message: 'No column of the file is to come.', remedy: 'Choose at least one column.' }),
  noneMatched: (): Words => ({
    message: 'No key of the table stands in the file.',
    remedy: 'Choose other key columns, or check how the keys are written on both sides.',
  }),
  duplicateKeys: (keys: readonly string[], total: number, rows: readonly number[]): Words => ({
    message: `${counted(total, 'key')} ${total === 1 ? 'stands' : 'stand'} in the file more than once: ${quoted(keys, 3)}${
      total > Math.min(3, keys.length) ? ', …' : ''
    } (rows ${rows.map((row) => count.format(row + 1)).join(', ')}${total > 1 ? ', …' : ''}). Which row is meant cannot be known.`,
    remedy: 'Add a column to the key, or leave one row for each key in the file. Nothing is joined until then.',
  }),
  tooManyRows: (most: number): Words => ({
    message: `A table can have ${count.format(most)} rows at most.`,
    remedy: 'Append fewer rows.',
  }),
  badRange: (text: string): Words => ({
    message: `“${text}” is no range of cells.`,
    remedy: 'Write it as Excel does: A5:K200, or A5 for everything from there on.',
  }),
  withoutCells: (): Words => ({
    message: 'This is a copy without the data: there are no cells to work with, only the results that were made from them.',
    remedy: 'Open the project that has the data, or use “Replace the data” to bring them back.',
  }),
  copyOnItself: (): Words => ({
    message: 'That is the file of the project itself.',
    remedy: 'Choose another name for the copy; the project keeps its data.',
  }),
  labelHidden: (number: number): string => `group ${count.format(number)}`,
  leftOut: 'Not in this copy: it holds values of single rows or groups, and the copy was saved without the data.',
};
