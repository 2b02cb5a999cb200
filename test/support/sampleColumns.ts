import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Columns of a shipped sample by name: numbers where every cell is one. The samples have no quoted commas and nothing missing. */
export function sampleColumns(name: string): Record<string, (string | number)[]> {
  const text = readFileSync(join(import.meta.dirname, '../../resources/samples', `${name}.csv`), 'utf8');
  const [header, ...rows] = text.trim().split('\n').map((line) => line.split(',').map((cell) => cell.replaceAll('"', ''))); // prettier-ignore
  return Object.fromEntries(header.map((column, j) => [column, numbersIfAll(rows.map((row) => row[j]))]));
}

function numbersIfAll(cells: string[]): (string | number)[] {
  return cells.every((cell) => Number.isFinite(Number(cell))) ? cells.map(Number) : cells;
}
