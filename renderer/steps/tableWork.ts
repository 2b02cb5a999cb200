import type { TableWork } from '../../engine/contract/index.ts';
import type { TableState } from '../../main/api.ts';
import { groupings } from './work.ts';

/** A table to be made as it stands before anything is chosen. Columns whose names differ by a number alone are put forward for stacking. */
export function freshTable(kind: TableWork['kind'], source: TableState): TableWork {
  const [group] = groupings(source);
  switch (kind) {
    case 'long': {
      const columns = numberedAlike(source);
      const stem = columns.at(0)?.replace(/[._ -]?\d+$/, '') ?? '';
      const taken = source.columns.map(({ name }) => name).filter((name) => !columns.includes(name));
      return {
        ...{ kind, columns, numbered: true, dropMissing: false },
        nameColumn: free('time', taken),
        valueColumn: free(stem || 'value', taken),
        idColumn: free('id', taken),
      };
    }
    case 'wide':
      return { kind, ids: group === undefined ? [] : [group], key: '', values: [] };
    case 'aggregate': {
      const number = source.columns.find((column) => column.kind === 'number' && column.name !== group);
      const summaries = number ? [{ column: `${number.name}.mean`, from: number.name, of: 'mean' as const }] : [];
      return { kind, groups: group === undefined ? [] : [group], summaries };
    }
  }
}

/** The most columns that are called alike but for a number at the end: `mood1`, `mood2`, …; none where there are no two. */
function numberedAlike(source: TableState): string[] {
  const families = Map.groupBy(
    source.columns.map(({ name }) => name).filter((name) => /\d+$/.test(name)),
    (name) => name.replace(/\d+$/, ''),
  );
  const [largest = []] = [...families.values()].sort((a, b) => b.length - a.length);
  return largest.length > 1 ? largest : [];
}

function free(wanted: string, taken: readonly string[]): string {
  return taken.includes(wanted) ? free(`${wanted}_`, taken) : wanted;
}

export function isWhole(work: TableWork): boolean {
  if (work.kind === 'long') return work.columns.length > 0 && work.nameColumn.trim() !== '' && work.valueColumn.trim() !== '';
  if (work.kind === 'wide') return work.ids.length > 0 && work.key !== '' && work.values.length > 0;
  return work.groups.length > 0;
}
