import type { Grouping, LevelMap } from '../../../engine/contract/index.ts';
import type { ColumnState } from '../../../main/api.ts';

/** Pupils in classes in schools; class labels repeat across schools. */
export const columns: readonly ColumnState[] = [
  column('score', 'number'),
  column('ses', 'number'),
  column('sex', 'factor', ['f', 'm']),
  column('class', 'factor', ['a', 'b', 'c']),
  column('teacher years', 'number'),
  column('school', 'factor', ['S1', 'S2', 'S3', 'S4', 'S5']),
  column('sector', 'factor', ['Catholic', 'Public']),
];

export const names = columns.map(({ name }) => name);

export const map: LevelMap = {
  groupings: [grouping('class:school', ['class', 'school'], 15, 2), grouping('school', ['school'], 5, 3)],
  variables: [
    { column: 'score', constantIn: null, level: 1, betweenShare: { 'class:school': 0.3, school: 0.2 } },
    { column: 'ses', constantIn: null, level: 1, betweenShare: { 'class:school': 0.3, school: 0.25 } },
    { column: 'sex', constantIn: null, level: 1, betweenShare: {} },
    { column: 'teacher years', constantIn: 'class:school', level: 2, betweenShare: { 'class:school': 1, school: 0.4 } },
    { column: 'sector', constantIn: 'school', level: 3, betweenShare: {} },
  ],
  relations: [{ inner: 'class:school', outer: 'school', relation: 'nested' }],
  questions: [],
  findings: [],
};

function grouping(name: string, columns: readonly string[], groups: number, level: number): Grouping {
  return { name, columns, groups, size: { min: 4, median: 5, max: 6 }, level, status: 'certain', reason: '' };
}

function column(name: string, kind: 'number' | 'factor', levels: readonly string[] = []): ColumnState {
  const summary = { mean: null, sd: null, min: null, max: null, distinct: levels.length || 50, bars: [] };
  const scale = kind === 'number' ? 'continuous' : 'nominal';
  return { name, label: name, kind, scale, levels, levelCount: levels.length, missing: 0, summary, revision: 1 };
}
