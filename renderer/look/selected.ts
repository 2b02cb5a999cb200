import { coversColumns, type Bounds, type Range } from '../sheet/selection.ts';

export interface SelectedIn {
  readonly range: Range;
  readonly bounds: Bounds;
  readonly table: { readonly rows: number };
  readonly columns: readonly { readonly name: string }[];
}

/** Names of the columns in the selection, in their order in the sheet. */
export function selectedNames({ range, columns }: Pick<SelectedIn, 'range' | 'columns'>): string[] {
  return columns.slice(range.left, range.right + 1).map(({ name }) => name);
}

/** Whether whole columns are selected, as by a click on their heads. */
export function selectsColumns({ range, bounds, table }: SelectedIn): boolean {
  return table.rows > 1 && coversColumns(range, { ...bounds, rows: table.rows });
}
