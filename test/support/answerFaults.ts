import type { Block, Cell, Report, TableBlock } from '../../engine/contract/index.ts';

/** What is wrong with an answer, whatever was asked; nothing where it is as every answer has to be. */
export function answerFaults(report: Report): string[] {
  const tables = tablesOf(report.blocks);
  const text = JSON.stringify(report);
  return [
    ...(isSame(JSON.parse(text), report) ? [] : ['does not survive being stored']),
    ...(/NaN|Infinity|undefined|\[object/.test(text)
      ? [`shows ${text.match(/.{30}(NaN|Infinity|undefined|\[object).{20}/)?.[0]}`]
      : []),
    ...repeated(report.blocks.map(({ id }) => id)).map((id) => `two blocks ${id}`),
    ...tables.flatMap((table) => tableFaults(table).map((fault) => `${table.id}: ${fault}`)),
  ];
}

function tablesOf(blocks: readonly Block[]): TableBlock[] {
  return blocks.flatMap((block) => (block.kind === 'table' ? [block] : block.kind === 'group' ? tablesOf(block.blocks) : []));
}

/** Bootstrap percentiles need not lie around the estimate. */
const BOOTSTRAPPED = /bootstrap/;

function tableFaults({ id: name, title, columns, rows, notes }: TableBlock): string[] {
  const ids = columns.map(({ id }) => id);
  return [
    ...(title ? [] : ['no title']),
    ...columns.slice(columns.length === 2 ? 2 : 1).filter(hasNoTitle).map(({ id }) => `column ${id} without a title`),
    ...repeated(ids).map((id) => `two columns ${id}`),
    ...repeated(rows.map(({ id }) => id)).map((id) => `two rows ${id}`),
    ...notes.flatMap((note) => (note.trim() ? [] : ['an empty note'])),
    ...rows.flatMap((row) => Object.keys(row.cells).flatMap((id) => (ids.includes(id) ? [] : [`${row.id} has no column ${id}`]))),
    ...rows.flatMap((row) => columns.flatMap((column) => cellFaults(row.cells[column.id], row.format ?? column.format).map((fault) => `${row.id}, ${column.id} ${fault}`))),
    ...(BOOTSTRAPPED.test(name) ? [] : rows).flatMap((row) => orderFaults(row.cells).map((fault) => `${row.id} ${fault}`)),
  ]; // prettier-ignore
}

/** R's triangle of correlations has one heading. */
function hasNoTitle({ title, over, format }: TableBlock['columns'][number]): boolean {
  return !title && !over && format !== 'correlation';
}

function cellFaults(cell: Cell | undefined, format: string): string[] {
  const numbers = [
    valueOf(cell),
    typeof cell === 'object' ? cell?.aside : undefined,
    typeof cell === 'object' ? cell?.p : undefined,
  ];
  const [value, aside, p] = numbers;
  return [
    ...numbers.flatMap((number) => (typeof number === 'number' && !Number.isFinite(number) ? [`is ${number}`] : [])),
    ...(format === 'p' && typeof value === 'number' && (value < 0 || value > 1) ? [`is no probability: ${value}`] : []),
    ...(typeof p === 'number' && (p < 0 || p > 1) ? [`has no probability: ${p}`] : []),
    ...(typeof aside === 'number' && aside < 0 ? [`has beside it ${aside}`] : []),
    ...(['count', 'sd', 'df'].includes(format) && typeof value === 'number' && value < 0 ? [`is negative: ${value}`] : []),
  ];
}

/** Lower, estimate and upper in this order; rounding of the last digits apart. */
function orderFaults(cells: TableBlock['rows'][number]['cells']): string[] {
  const numberIn = (...names: readonly string[]) =>
    names.map((name) => valueOf(cells[name])).find((value) => typeof value === 'number');
  const [lower, estimate, upper] = [numberIn('lower'), numberIn('estimate', 'mean', 'value', 'fit'), numberIn('upper')] as (
    number | undefined
  )[];
  const after = (one: number | undefined, other: number | undefined) =>
    one !== undefined && other !== undefined && one > other + 1e-9 * Math.max(Math.abs(one), Math.abs(other));
  return [
    ...(after(lower, upper) ? [`lies from ${lower} to ${upper}`] : []),
    ...(after(lower, estimate) ? [`begins at ${lower}, after ${estimate}`] : []),
    ...(after(estimate, upper) ? [`ends at ${upper}, before ${estimate}`] : []),
  ];
}

function valueOf(cell: Cell | undefined): number | string | null | undefined {
  return typeof cell === 'object' && cell !== null ? cell.value : cell;
}

function repeated(names: readonly string[]): string[] {
  return names.filter((name, i) => names.indexOf(name) !== i);
}

/** Equal but for keys that are there with nothing in them. */
function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || one === null || typeof other !== 'object' || other === null)
    return Object.is(one, other) || (one === 0 && other === 0);
  const keys = (of: object) => Object.keys(of).filter((key) => (of as Record<string, unknown>)[key] !== undefined);
  const [own, its] = [keys(one), keys(other)];
  return (
    own.length === its.length &&
    own.every((key) => isSame((one as Record<string, unknown>)[key], (other as Record<string, unknown>)[key]))
  );
}
