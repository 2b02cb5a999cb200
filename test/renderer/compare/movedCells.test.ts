import { expect, test } from 'vitest';
import type { TableBlock, TableRow } from '../../../engine/contract/index.ts';
import { movedCells } from '../../../renderer/compare/movedCells.ts';
import { cellKey } from '../../../renderer/report/cellKey.ts';

const row = (id: string, now: number | null, se?: number): TableRow => ({
  id,
  cells: { name: id, kept: 1, now: se === undefined ? now : { value: now, aside: se } },
});

const table = (...rows: TableRow[]): TableBlock => ({
  kind: 'table',
  id: 'comparison',
  title: 'Models side by side',
  columns: [
    { id: 'name', title: '', format: 'text' },
    { id: 'kept', title: 'Null', format: 'estimate' },
    { id: 'now', title: '+ SES', format: 'estimate' },
  ],
  rows: [{ id: 'section', heading: 'Fixed effects', cells: {} }, ...rows],
  notes: [],
});

test('marks a number whose shown digits changed, in the column asked for only', () => {
  const before = table(row('SES', 2.19, 0.11), row('Size', 1));
  const after = table(row('SES', 2.39, 0.11), row('Size', 1));
  expect(movedCells(before, after, 'now')).toEqual(new Set([cellKey('SES', 'now')]));
});

test('marks a number whose standard error alone changed', () => {
  expect(movedCells(table(row('SES', 2.19, 0.11)), table(row('SES', 2.19, 0.13)), 'now').size).toBe(1);
});

test('leaves a number alone that changed beyond the digits shown', () => {
  expect(movedCells(table(row('SES', 2.19000001, 0.11)), table(row('SES', 2.19, 0.11)), 'now').size).toBe(0);
});

test('marks a row that came, and an empty cell that was filled', () => {
  const before = table(row('SES', null));
  expect(movedCells(before, table(row('SES', 2.19), row('Sector', 1)), 'now')).toEqual(
    new Set([cellKey('SES', 'now'), cellKey('Sector', 'now')]),
  );
});

test('marks nothing in a table or a column that is new', () => {
  const after = table(row('SES', 2.19));
  expect(movedCells(null, after, 'now').size).toBe(0);
  const before = { ...after, columns: after.columns.slice(0, 2) };
  expect(movedCells(before, after, 'now').size).toBe(0);
});
