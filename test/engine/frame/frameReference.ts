import type { ColumnTable, Column, ContrastName, FactorScale } from '../../../engine/contract/index.ts';
import values from '../../reference/values/frame.json' with { type: 'json' };

/** R's answers, made by test/reference/make/frame.R, and the table they are about. */
interface FrameReference {
  readonly table: Readonly<Record<string, TableCells>>;
  readonly fixed: readonly FixedCase[];
  readonly random: readonly RandomCase[];
  readonly terms: readonly { formula: string; labels: string[]; intercept: boolean; variables: string[] }[];
  readonly contrasts: readonly { levels: number; name: ContrastName; columns: number[][] }[];
  readonly numbers: { value: number[]; text: string[] };
}

export interface TableCells {
  readonly kind: 'number' | 'factor';
  readonly scale?: FactorScale;
  readonly levels?: readonly string[];
  readonly cells: readonly (number | string | null)[];
}

export interface FixedCase {
  readonly formula: string;
  readonly subset: string | null;
  readonly contrasts: Readonly<Record<string, ContrastName>> | null;
  readonly terms: readonly string[];
  readonly names: readonly string[];
  readonly assign: readonly number[];
  readonly dropped: readonly string[];
  readonly rows: readonly number[];
  readonly y: readonly (number | boolean)[];
  readonly X: readonly (readonly number[])[];
}

export interface RandomCase {
  readonly formula: string;
  readonly subset: string | null;
  readonly names: readonly string[];
  readonly n: number;
  readonly groups: readonly { name: string; levels: string[]; codes: number[] }[];
  readonly random: readonly { group: number; columns: string[]; Z: number[] }[];
}

export const reference = values as unknown as FrameReference;

export const referenceTable = tableOf(reference.table);

export function tableOf(columns: Readonly<Record<string, TableCells>>): ColumnTable {
  return {
    rows: Object.values(columns)[0].cells.length,
    columns: Object.entries(columns).map(([name, cells]) => columnOf(name, cells)),
  };
}

function columnOf(name: string, { kind, scale, levels, cells }: TableCells): Column {
  if (kind === 'number') return { kind, name, values: Float64Array.from(cells, (cell) => (cell === null ? NaN : Number(cell))) };
  return { kind, name, scale: scale!, levels: levels!, codes: Int32Array.from(cells, (cell) => levels!.indexOf(String(cell))) };
}
