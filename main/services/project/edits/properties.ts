import { projectSteps } from '../../../../engine/text/projectSteps.ts';
import type { PropertyChanges, VariableProperties } from '../../../api.ts';
import { takeStep } from '../history.ts';
import { columnNamed } from '../rowsAndColumns.ts';
import type { KeptColumn } from '../rowsAndColumns.ts';
import type { Store } from '../store.ts';
import { dataChanged } from './changed.ts';

/** Changes what the codebook says of columns, as one step. Other missing codes are other data: models of the column become stale. */
export function setProperties(store: Store, tableId: string, names: readonly string[], set: PropertyChanges): void {
  const columns = [...new Set(names)].map((name) => columnNamed(store.db, tableId, name));
  const changed = columns.filter((column) => !isSame(column, withChanges(column.properties, set)));
  if (changed.length === 0) return;
  const place = { tab: 'data', cell: { row: 0, column: changed[0].id } } as const;
  takeStep(
    store,
    nameOf(
      changed.map(({ name }) => name),
      set,
    ),
    place,
    (step) => {
      for (const column of changed) {
        const properties = JSON.stringify(withChanges(column.properties, set));
        const data = 'missingCodes' in set ? dataChanged(store.db, column) : {};
        step.set('column', [column.id], { ...data, properties });
      }
    },
  );
}

function withChanges(properties: VariableProperties, set: PropertyChanges): VariableProperties {
  const all = Object.entries({ ...properties, ...set });
  return Object.fromEntries(all.filter(([, value]) => value !== null && value !== undefined && value !== false && value !== ''));
}

const isSame = ({ properties }: KeptColumn, next: VariableProperties): boolean =>
  JSON.stringify(withChanges(properties, {})) === JSON.stringify(next);

function nameOf(names: readonly string[], set: PropertyChanges): string {
  if (set.hidden !== undefined) return projectSteps.hideColumns(names, set.hidden === true);
  if (set.missingCodes !== undefined) return projectSteps.missingCodes(names);
  if (set.valueLabels !== undefined) return projectSteps.valueLabels(names);
  if (set.showLabels !== undefined) return projectSteps.showLabels(names, set.showLabels === true);
  return projectSteps.notes(names);
}
