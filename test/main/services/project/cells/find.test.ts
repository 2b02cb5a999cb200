import { describe, expect, test } from 'vitest';
import type { ColumnTable } from '../../../../../engine/contract/index.ts';
import type { CellSearch, CellValue } from '../../../../../main/api.ts';
import { cellFigures, findCells, readingTable, replacements } from '../../../../../main/services/project/index.ts';
import type { Project } from '../../../../../main/services/project/index.ts';
import { Desk } from '../desk.ts';

const table: ColumnTable = {
  rows: 5,
  columns: [
    { kind: 'number', name: 'score', values: Float64Array.of(1.5, 15, NaN, 99, 99) },
    { kind: 'factor', name: 'town', codes: Int32Array.of(0, 1, 1, -1, 2), levels: ['Aa.ch', 'Bonn', 'bo.n'], scale: 'nominal' },
  ],
};

const search = (text: string, more: Partial<CellSearch> = {}): CellSearch => ({
  text,
  whole: false,
  matchCase: false,
  ranges: null,
  ...more,
});

const find = (project: Project, wanted: CellSearch) =>
  readingTable(project.file, project.state().tables[0].id, (reader) => findCells(reader, wanted, {}));

async function replace(project: Project, wanted: CellSearch, by: string): Promise<number | null> {
  const { id } = project.state().tables[0];
  return project.replaceCells(
    id,
    wanted.text,
    readingTable(project.file, id, (reader) => replacements(reader, wanted, by, {})),
  );
}

const column = (project: Project, name: string): CellValue[] => [
  ...project.rows(project.state().tables[0].id, 0, 9, [name]).columns[0],
];

describe('finding', () => {
  test('finds parts of cells in either case, row by row', async () => {
    const project = await new Desk().createWith(table);
    expect(find(project, search('BO')).cells).toEqual([
      { row: 1, column: 'town' },
      { row: 2, column: 'town' },
      { row: 4, column: 'town' },
    ]);
    expect(find(project, search('Bo', { matchCase: true })).count).toBe(2);
    expect(find(project, search('5')).cells.map(({ row }) => row)).toEqual([0, 1]);
  });

  test('compares whole numbers as numbers, and finds missing cells by nothing', async () => {
    const project = await new Desk().createWith(table);
    expect(find(project, search('1.50', { whole: true })).cells).toEqual([{ row: 0, column: 'score' }]);
    expect(find(project, search('', { whole: true })).cells).toEqual([
      { row: 2, column: 'score' },
      { row: 3, column: 'town' },
    ]);
    expect(find(project, search('')).count).toBe(0);
  });

  test('keeps to the cells selected', async () => {
    const project = await new Desk().createWith(table);
    const ranges = [
      { row: 3, count: 9, columns: ['score'] },
      { row: 4, count: 1, columns: ['score', 'town'] },
    ];
    expect(find(project, search('9', { ranges })).count).toBe(2);
    expect(find(project, search('o', { ranges })).cells).toEqual([{ row: 4, column: 'town' }]);
  });
});

describe('replacing', () => {
  test('changes all finds as one step, and undo brings them back', async () => {
    const project = await new Desk().createWith(table);
    expect(await replace(project, search('99', { whole: true }), '')).toBe(2);
    expect(column(project, 'score')).toEqual([1.5, 15, null, null, null]);
    expect(project.state().undo).toBe('Replace “99” in 2 cells');
    await project.undo();
    expect(column(project, 'score')).toEqual([1.5, 15, null, 99, 99]);
  });

  test('takes both texts literally, and makes new levels where it must', async () => {
    const project = await new Desk().createWith(table);
    const ranges = [{ row: 0, count: 5, columns: ['town'] }];
    expect(await replace(project, search('.', { ranges }), '$&')).toBe(2);
    expect(column(project, 'town')).toEqual(['Aa$&ch', 'Bonn', 'Bonn', null, 'bo$&n']);
    await project.undo();
    expect(column(project, 'town')).toEqual(['Aa.ch', 'Bonn', 'Bonn', null, 'bo.n']);
    expect(project.state().tables[0].columns[1].levels).toEqual(['Aa.ch', 'Bonn', 'bo.n']);
  });

  test('refuses to make something else of a number', async () => {
    const project = await new Desk().createWith(table);
    await expect(replace(project, search('9'), 'x')).rejects.toMatchObject({ failure: { code: 'table.not-a-number' } });
    expect(column(project, 'score')).toEqual([1.5, 15, null, 99, 99]);
  });
});

describe('the figures of a selection', () => {
  test('count each cell once, whatever ranges it is in', async () => {
    const project = await new Desk().createWith(table);
    const { id } = project.state().tables[0];
    const ranges = [
      { row: 0, count: 4, columns: ['score', 'town'] },
      { row: 3, count: 2, columns: ['score'] },
    ];
    const figures = readingTable(project.file, id, (reader) => cellFigures(reader, ranges, () => {}));
    const numbers = [1.5, 15, 99, 99];
    const mean = numbers.reduce((sum, value) => sum + value) / 4;
    const sd = Math.sqrt(numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 3);
    expect(figures).toMatchObject({ cells: 9, missing: 2, numbers: 4, min: 1.5, max: 99 });
    expect(figures.mean).toBeCloseTo(mean, 12);
    expect(figures.sd).toBeCloseTo(sd, 12);
    expect(project.figures(id, ranges)).toEqual(figures);
  });
});
