import type { Column, ColumnTable, FactorColumn, Grouping, LevelMap } from '../../../../engine/contract/index.ts';
import type { LevelAnswers, ReadHooks } from '../types.ts';

/** Work out which columns identify groups, how the groups lie in each other, and which level each variable lives on. */
export function detectLevels(table: ColumnTable, answers: LevelAnswers, hooks: ReadHooks): LevelMap {
  hooks.checkCancelled();
  const groupings = table.columns.filter((column) => isGrouping(column, table.rows, answers)).map((column) => grouping(column as FactorColumn));
  return {
    groupings,
    variables: table.columns.map(({ name }) => ({ column: name, constantIn: null, level: 1, betweenShare: {} })),
    relations: [],
    questions: [],
    findings: [],
  };
}

function isGrouping(column: Column, rows: number, answers: LevelAnswers): boolean {
  const said = answers.groupings.findLast(({ columns }) => columns.length === 1 && columns[0] === column.name);
  return column.kind === 'factor' && (said?.grouping ?? (column.levels.length >= 5 && column.levels.length < rows / 2));
}

function grouping(column: FactorColumn): Grouping {
  const counts = new Int32Array(column.levels.length);
  for (const code of column.codes) if (code >= 0) counts[code]++;
  const sizes = counts.filter((count) => count > 0).sort();
  return {
    name: column.name,
    columns: [column.name],
    groups: sizes.length,
    size: { min: sizes[0], median: sizes[sizes.length >> 1], max: sizes[sizes.length - 1] },
    level: 2,
    status: 'certain',
    reason: 'Its labels repeat over rows.',
  };
}
