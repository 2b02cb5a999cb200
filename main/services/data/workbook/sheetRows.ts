import { setImmediate } from 'node:timers/promises';
import type { ColumnSink } from '../columns/numberSink.ts';
import type { RowSource } from '../columns/readColumns.ts';
import type { ReadHooks } from '../types.ts';
import { cellText, isErrorCell } from './cellText.ts';
import type { SheetCell, SheetRow, Workbook } from './openWorkbook.ts';
import type { SheetLayout } from './sheetLayout.ts';

/** Cells with an error of Excel, by column. */
export interface ErrorCells {
  readonly count: number;
  readonly kinds: readonly string[];
}

const toldEvery = 50; // ms

/** The data rows of a sheet. Empty rows between others are rows of missing values; empty rows at the end do not count. */
export class SheetRows implements RowSource {
  /** Columns in use, from the sheet's first: more than the layout has when the first rows did not show them. */
  widest = 0;
  errors = new Map<number, { count: number; kinds: Set<string> }>();
  private readonly workbook: Workbook;
  private readonly sheet: string;
  private readonly layout: SheetLayout;
  private readonly most: number | undefined;

  constructor(workbook: Workbook, sheet: string, layout: SheetLayout, most?: number) {
    this.workbook = workbook;
    this.sheet = sheet;
    this.layout = layout;
    this.most = most;
  }

  async pass(sinks: readonly (ColumnSink | null)[], hooks: ReadHooks): Promise<number> {
    this.errors = new Map();
    let rows = 0;
    let told = performance.now();
    for await (const row of this.workbook.rows(this.sheet, this.most)) {
      if (row.index < this.layout.dataRow || isEmpty(row)) continue;
      for (; rows < row.index - this.layout.dataRow; rows++) for (const sink of sinks) sink?.addMissing();
      this.addRow(row, sinks);
      rows++;
      if (performance.now() - told < toldEvery) continue;
      await tell(hooks, rows);
      told = performance.now();
    }
    return rows;
  }

  private addRow({ values }: SheetRow, sinks: readonly (ColumnSink | null)[]): void {
    for (let j = 0; j < sinks.length; j++) this.addCell(values[this.layout.firstColumn + j] ?? null, j, sinks[j]);
    if (values.length > this.widest)
      this.widest = Math.max(this.widest, values.findLastIndex((value) => cellText(value) !== '') + 1);
  }

  private addCell(cell: SheetCell, column: number, sink: ColumnSink | null): void {
    if (typeof cell === 'number') return sink?.addNumber(cell);
    if (isErrorCell(cell)) this.noteError(column, cell);
    const text = cellText(cell);
    if (text === '') sink?.addMissing();
    else sink?.addText(text);
  }

  private noteError(column: number, kind: string): void {
    const found = this.errors.get(column) ?? { count: 0, kinds: new Set<string>() };
    found.count++;
    found.kinds.add(kind);
    this.errors.set(column, found);
  }
}

const isEmpty = ({ values }: SheetRow): boolean => values.every((value) => value === null || value === '');

/** Lets messages in, so that a wish to stop is heard. */
async function tell(hooks: ReadHooks, rows: number): Promise<void> {
  await setImmediate();
  hooks.checkCancelled();
  hooks.onProgress({ stage: 'read', done: rows, total: null });
}
