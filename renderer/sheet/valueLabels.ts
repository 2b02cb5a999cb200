import type { CellValue, ColumnState, ValueLabel } from '../../main/api.ts';

/** What values are called, where the sheet shows that in their place; null where it shows the values. */
export type Labels = ReadonlyMap<number | string, string> | null;

export function labelsOf({ kind, properties }: ColumnState): Labels {
  const labels = properties?.valueLabels;
  if (!labels || !properties.showLabels || kind === 'factor') return null;
  return new Map(labels.map(({ value, label }) => [value, label]));
}

export const shownLabel = (labels: Labels, value: CellValue): string | null =>
  value === null ? null : (labels?.get(value) ?? null);

/** Value labels as they are typed: one to a line, the value, an equals sign, the label. */
export const labelsText = (labels: readonly ValueLabel[]): string =>
  labels.map(({ value, label }) => `${value} = ${label}`).join('\n');

/** null for a line without a value; a value named twice keeps its last label. */
export function parseLabels(text: string, numbers: boolean): ValueLabel[] | null {
  const found = new Map<number | string, string>();
  for (const line of text.split(/\r?\n/).filter((each) => each.trim() !== '')) {
    const [, before, label] = /^([^=]*?)\s*=\s*(.*)$/.exec(line.trim()) ?? [];
    const value = valueOf(before, numbers);
    if (value === null) return null;
    found.set(value, label);
  }
  const labels = [...found].map(([value, label]) => ({ value, label }));
  return numbers ? labels.sort((a, b) => Number(a.value) - Number(b.value)) : labels;
}

function valueOf(text: string | undefined, numbers: boolean): number | string | null {
  if (text === undefined || text === '') return null;
  if (!numbers) return text;
  const number = Number(text.replace(',', '.').replace('−', '-'));
  return Number.isFinite(number) ? number : null;
}
