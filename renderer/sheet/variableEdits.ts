import type { ColumnState } from '../../main/api.ts';
import { project } from '../state/project.svelte.ts';
import { en } from '../text/en.ts';
import { toasts } from '../ui/toasts.svelte.ts';
import { missingText, parseMissing } from './missingText.ts';
import { labelsText, parseLabels } from './valueLabels.ts';

/** What the list of variables shows of each, in its columns. */
export type Facet = 'name' | 'label' | 'kind' | 'values' | 'missing' | 'notes' | 'shown';

export const facets: readonly Facet[] = ['name', 'label', 'kind', 'values', 'missing', 'notes', 'shown'];

const words = en.sheet.variables;

/** A facet as it is shown in one line. */
export function facetText(column: ColumnState, facet: Facet): string {
  const { properties = {} } = column;
  switch (facet) {
    case 'name':
      return column.name;
    case 'label':
      return column.label;
    case 'kind':
      return en.sheet.card.scales[column.scale];
    case 'values':
      return valuesText(column);
    case 'missing':
      return missingText(properties.missingCodes);
    case 'notes':
      return properties.notes ?? '';
    case 'shown':
      return properties.hidden ? words.hidden : words.yes;
  }
}

function valuesText({ kind, scale, levels, levelCount, properties }: ColumnState): string {
  const labels = properties?.valueLabels ?? [];
  if (kind === 'number' || labels.length > 0) return labelsText(labels).replaceAll('\n', '; ');
  return scale === 'ordinal' ? words.levelsShort(levels, levelCount) : words.listShort(levels, levelCount);
}

/** A facet as it is edited. */
export function editedText(column: ColumnState, facet: Facet): string {
  return facet === 'values' ? labelsText(column.properties?.valueLabels ?? []) : facetText(column, facet);
}

/** Sets a facet from what was typed; false where that cannot be read. */
export async function setFacet(column: ColumnState, facet: Facet, text: string): Promise<boolean> {
  if (text === editedText(column, facet)) return true;
  const { name } = column;
  switch (facet) {
    case 'name':
      return project.edit({ kind: 'rename-column', column: name, to: text.trim() });
    case 'label':
      return project.edit({ kind: 'label-column', column: name, label: text.trim() });
    case 'values':
      return setValueLabels([column], text);
    case 'missing':
      return setMissing([column], text);
    case 'notes':
      return project.edit({ kind: 'column-properties', columns: [name], set: { notes: text.trim() || null } });
    case 'kind':
    case 'shown':
      return true;
  }
}

export async function setKind(columns: readonly ColumnState[], to: ColumnState['scale']): Promise<boolean> {
  const [column, ...more] = columns.map(({ name }) => name);
  return project.edit({ kind: 'column-kind', column, to, more });
}

/** Numbers and texts read codes differently; all columns change in one step where they are of one kind. */
export async function setMissing(columns: readonly ColumnState[], text: string): Promise<boolean> {
  const numbers = columns.some(({ kind }) => kind === 'number');
  const missingCodes = parseMissing(text, numbers);
  if (missingCodes === null) return refuse(words.notMissing);
  const names = columns.map(({ name }) => name);
  return project.edit({ kind: 'column-properties', columns: names, set: { missingCodes: missingCodes ?? null } });
}

export async function setValueLabels(columns: readonly ColumnState[], text: string): Promise<boolean> {
  const labels = parseLabels(
    text,
    columns.every(({ kind, properties }) => kind === 'number' || labelsNumbers(properties)),
  );
  if (labels === null) return refuse(words.notLabels);
  const set = { valueLabels: labels.length > 0 ? labels : null };
  return project.edit({ kind: 'column-properties', columns: columns.map(({ name }) => name), set });
}

/** Categories that were numbers once keep the numbers that they are called by. */
const labelsNumbers = (properties: ColumnState['properties']): boolean =>
  (properties?.valueLabels ?? []).some(({ value }) => typeof value === 'number');

function refuse(message: string): boolean {
  toasts.show(message, { tone: 'problem' });
  return false;
}
