import { columnMade, type StepWork } from '../../engine/contract/index.ts';
import type { ColumnState, TableState } from '../../main/api.ts';

/** A form for steps: as in StepWork, with a group mean apart from centring. */
export type StepForm = StepWork['kind'] | 'mean';

export const formOf = (work: StepWork): StepForm => (work.kind === 'centre' && work.as === 'mean' ? 'mean' : work.kind);

/** A step of that form as it stands before anything is chosen; `column` is the one selected in the sheet. */
export function freshWork(form: StepForm, table: TableState, column: ColumnState | null): StepWork {
  const from = fitting(form, table, column)?.name ?? '';
  const made = { column: '', from };
  switch (form) {
    case 'compute':
      return { kind: 'compute', column: freeName(table, 'new'), expression: '' };
    case 'recode': {
      const numeric = table.columns.find(({ name }) => name === from)?.kind === 'number';
      return named(table, { kind: 'recode', ...made, numeric, rules: [], otherwise: 'keep' });
    }
    case 'bin':
      return named(table, { kind: 'bin', ...made, by: { kind: 'quantiles', groups: 3 }, labels: [] });
    case 'centre':
      return named(table, { kind: 'centre', ...made, groups: [], as: 'deviation' });
    case 'mean':
      return named(table, { kind: 'centre', ...made, groups: groupings(table).slice(0, 1), as: 'mean' });
    case 'date':
      return named(table, { kind: 'date', ...made, part: 'year', since: '2000-01-01' });
    case 'text':
      return named(table, { kind: 'text', ...made, change: { kind: 'trim' } });
    case 'filter':
      return { kind: 'filter', condition: '' };
    case 'sample':
      return { kind: 'sample', size: { kind: 'share', share: 0.1 }, groups: [], seed: 1 };
  }
}

/** The columns that a form can start from. */
export function columnsFor(form: StepForm, table: TableState): readonly ColumnState[] {
  if (form === 'bin' || form === 'centre' || form === 'mean') return table.columns.filter(({ kind }) => kind === 'number');
  if (form === 'date' || form === 'text')
    return table.columns.filter(({ kind, scale }) => kind === 'factor' && scale !== 'logical');
  return table.columns;
}

function fitting(form: StepForm, table: TableState, column: ColumnState | null): ColumnState | null {
  const columns = columnsFor(form, table);
  const isGroup = (one: ColumnState) => groupings(table).includes(one.name);
  const selected = column && columns.includes(column) && !(isGroup(column) && form !== 'recode') ? column : null;
  return selected ?? columns.find((one) => !isGroup(one)) ?? columns.at(0) ?? null;
}

/** Columns that identify groups, the lowest level first. */
export function groupings(table: TableState): string[] {
  return [...new Set(table.levelMap?.groupings.flatMap(({ columns }) => columns) ?? [])];
}

/** Columns to group by: those that identify groups, then other categories, then numbers. */
export function groupChoices(table: TableState): readonly ColumnState[] {
  const first = groupings(table);
  const place = ({ name, kind }: ColumnState) => (first.includes(name) ? first.indexOf(name) : kind === 'factor' ? 1000 : 2000);
  return [...table.columns].sort((a, b) => place(a) - place(b));
}

/** The step with other settings; its column is called after them as long as the person has not named it. */
export function changed(table: TableState, before: StepWork, after: StepWork, own: string | null): StepWork {
  const isNamed = columnMade(before) !== null && columnMade(before) !== suggestedName(table, before, own);
  return isNamed || columnMade(after) === null ? after : named(table, after, own);
}

function named(table: TableState, work: StepWork, own: string | null = null): StepWork {
  const name = suggestedName(table, work, own);
  return name === null || work.kind === 'filter' || work.kind === 'sample' ? work : { ...work, column: name };
}

/** `SES.within`: the variable and what becomes of it. `own` is the name that the step has already. */
function suggestedName(table: TableState, work: StepWork, own: string | null): string | null {
  if (work.kind === 'compute' || work.kind === 'filter' || work.kind === 'sample') return columnMade(work);
  return work.from === '' ? '' : freeName(table, `${work.from}.${suffixOf(work)}`, own);
}

function suffixOf(work: Exclude<StepWork, { kind: 'compute' | 'filter' | 'sample' }>): string {
  switch (work.kind) {
    case 'recode':
      return 'recoded';
    case 'bin':
      return 'ranges';
    case 'date':
      return work.part;
    case 'text':
      return 'text';
    case 'centre':
      if (work.as === 'mean') return 'mean';
      return work.as === 'z' ? 'z' : work.groups.length > 0 ? 'within' : 'centred';
  }
}

function freeName(table: TableState, wanted: string, own: string | null = null): string {
  const taken = new Set(table.columns.map(({ name }) => name).filter((name) => name !== own));
  if (!taken.has(wanted)) return wanted;
  let number = 2;
  while (taken.has(`${wanted}${number}`)) number++;
  return `${wanted}${number}`;
}

/** Whether enough is chosen for the step to be tried. */
export function isComplete(work: StepWork): boolean {
  const name = columnMade(work);
  if (name !== null && name.trim() === '') return false;
  switch (work.kind) {
    case 'compute':
      return work.expression.trim() !== '';
    case 'filter':
      return work.condition.trim() !== '';
    case 'sample':
      return true;
    case 'recode':
      return work.from !== '' && work.rules.length > 0;
    case 'bin':
      return work.from !== '' && (work.by.kind === 'breaks' ? work.by.breaks.length > 0 : work.by.groups > 0);
    default:
      return work.from !== '';
  }
}
