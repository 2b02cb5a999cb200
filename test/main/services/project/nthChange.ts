import type { Project } from '../../../../main/services/project/index.ts';

const scales = ['continuous', 'logical'] as const;

/** The n-th of an endless series of changes, the same each time; each is one step of the history. */
export async function doNth(project: Project, tableId: string, n: number): Promise<void> {
  switch (n % 6) {
    case 0:
      return void (await project.applyEdit(tableId, { kind: 'label-column', column: 'score', label: String(n) }));
    case 1:
      return void (await project.applyEdit(tableId, {
        kind: 'cells',
        row: n % 5,
        columns: ['score', 'school'],
        cells: [[String(n), `s${n}`]],
      }));
    case 2:
      return void project.createModel(tableId, { kind: 'model', formula: 'score ~ 1', criterion: 'REML' }, `model ${n}`);
    case 3:
      return void (await project.applyEdit(tableId, { kind: 'insert-rows', at: n % 4, count: 2 }));
    case 4:
      return void (await project.undo());
    default:
      return void (await project.applyEdit(tableId, { kind: 'column-kind', column: 'girl', to: scales[Math.floor(n / 6) % 2] }));
  }
}

/** What the series has made of the project, without what only counts changes. */
export function madeBySeries(project: Project, tableId: string): unknown {
  const { columns } = project.table(tableId);
  const looks = columns.map(({ label, kind, scale, levels }) => ({ label, kind, scale, levels }));
  return { looks, cells: project.rows(tableId, 0, 100_000).columns, models: project.state().models.map((model) => model.name) };
}
