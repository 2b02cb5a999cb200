/** Names of the steps in a project's history, as undo and redo show them. */
export const projectSteps = {
  importFile: (source: string): string => `Import ${source}`,
  setCell: (column: string, row: number): string => `Set ${column}, row ${row + 1}`,
  setCells: (cells: number, column: string | null): string =>
    column === null ? `Set ${cells.toLocaleString('en')} cells` : `Set ${cells.toLocaleString('en')} cells of ${column}`,
  renameColumn: (from: string, to: string): string => `Rename ${from} to ${to}`,
  labelColumn: (column: string): string => `Label ${column}`,
  orderLevels: (column: string): string => `Order the levels of ${column}`,
  columnKind: (column: string, to: string): string => `${column} → ${to}`,
  insertRows: (at: number, count: number): string =>
    count === 1 ? `Insert row ${at + 1}` : `Insert ${count.toLocaleString('en')} rows`,
  deleteRows: (from: number, count: number): string =>
    count === 1 ? `Delete row ${from + 1}` : `Delete rows ${from + 1} to ${from + count}`,
  deleteRowRuns: (count: number): string => `Delete ${count.toLocaleString('en')} rows`,
  clearCells: (cells: number): string => (cells === 1 ? 'Clear a cell' : `Clear ${cells.toLocaleString('en')} cells`),
  fillCells: (cells: number): string => `Fill ${cells.toLocaleString('en')} cells`,
  sortRows: (columns: readonly string[]): string => (columns.length === 0 ? 'Sort as imported' : `Sort by ${columns.join(', ')}`),
  replaceCells: (text: string, cells: number): string =>
    `Replace “${text}” in ${cells.toLocaleString('en')} ${cells === 1 ? 'cell' : 'cells'}`,
  moveColumns: (names: readonly string[]): string => (names.length === 1 ? `Move ${names[0]}` : `Move ${names.length} variables`),
  hideColumns: (names: readonly string[], hidden: boolean): string =>
    `${hidden ? 'Hide' : 'Show'} ${names.length === 1 ? names[0] : `${names.length} variables`}`,
  valueLabels: (names: readonly string[]): string => `Value labels of ${of(names)}`,
  missingCodes: (names: readonly string[]): string => `Missing codes of ${of(names)}`,
  notes: (names: readonly string[]): string => `Notes on ${of(names)}`,
  showLabels: (names: readonly string[], shown: boolean): string => `Show ${shown ? 'labels' : 'values'} of ${of(names)}`,
  columnKinds: (count: number, to: string): string => `${count} variables → ${to}`,
  labelsToCategories: (column: string): string => `${column} → categories by its labels`,
  manyToCategories: (count: number): string => `${count} variables → categories by their labels`,
  insertColumn: (name: string): string => `Insert ${name}`,
  deleteColumns: (names: readonly string[]): string =>
    names.length === 1 ? `Delete ${names[0]}` : `Delete ${names.length} variables`,
  createModel: (name: string): string => `Create model ${name}`,
  renameModel: (from: string, to: string): string => `Rename model ${from} to ${to}`,
  deleteModel: (name: string): string => `Delete model ${name}`,
  moveModel: (name: string): string => `Move model ${name}`,
  addAnalysis: (title: string): string => `Add “${title}”`,
  changeAnalysis: (title: string): string => `Change “${title}”`,
  removeAnalysis: (title: string): string => `Remove “${title}”`,
  answerLevels: (inner: string): string => `Answer how ${inner} is grouped`,
  setGrouping: (columns: readonly string[], grouping: boolean): string =>
    grouping ? `${columns.join(':')} → groups` : `${columns.join(':')} → no groups`,
};

export const projectNames = {
  untitled: 'Untitled',
  model: (number: number): string => `Model ${number}`,
  recovered: (name: string): string => `${name} (recovered)`,
};

const of = (names: readonly string[]): string => (names.length === 1 ? names[0] : `${names.length} variables`);
