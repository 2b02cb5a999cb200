import { describe, expect, test } from 'vitest';
import type { ColumnTable } from '../../../../engine/contract/index.ts';
import type { TableEdit } from '../../../../main/api.ts';
import { failureOf } from '../../../../engine/contract/index.ts';
import type { Project } from '../../../../main/services/project/index.ts';
import { seeded } from '../../../support/seeded.ts';
import type { Seeded } from '../../../support/seeded.ts';
import { Desk, pupils, shown, wholeTable } from './desk.ts';

describe('history', () => {
  test('takes back any series of random edits exactly, and does it again after reopening', async () => {
    for (const seed of [1, 2, 3]) await checkSeries(seeded(seed), 45);
  });

  test('survives reopening the project', async () => {
    const desk = new Desk();
    const project = await desk.create();
    const tableId = await desk.adopt(project, pupils);
    const imported = wholeTable(project, tableId);
    await project.applyEdit(tableId, { kind: 'cells', row: 1, columns: ['school'], cells: [['east']] });
    await project.applyEdit(tableId, { kind: 'column-kind', column: 'score', to: 'ordinal' });
    await project.undo();
    await project.saveAs(desk.file('a.terrace'), false);
    await project.close();

    const { project: again } = await desk.open(desk.file('a.terrace'));
    expect(again.state()).toMatchObject({ undo: 'Set school, row 2', redo: 'score → ordinal' });
    await again.redo();
    expect(shown(again, tableId).score).toEqual(['1', '2.5', null, '4']);
    await again.undo();
    await again.undo();
    expect(wholeTable(again, tableId)).toEqual(imported);
  });

  test('hides an import that is undone, with its models, and brings both back', async () => {
    const desk = new Desk();
    const project = await desk.create();
    const tableId = await desk.adopt(project, pupils, 'hsb.csv');
    project.createModel(tableId, { kind: 'model', formula: 'score ~ 1', criterion: 'REML' }, 'Null');
    expect((await project.undo())?.step).toBe('Create model Null');
    expect(await project.undo()).toEqual({ step: 'Import hsb.csv', place: { tab: 'data' } });
    expect(project.state()).toMatchObject({ tables: [], models: [], undo: null, redo: 'Import hsb.csv' });
    expect(await project.undo()).toBeNull();
    await project.redo();
    await project.redo();
    expect(project.state().models.map((model) => model.name)).toEqual(['Null']);
    expect(await project.redo()).toBeNull();
  });

  test('forgets what was undone when something else is done', async () => {
    const desk = new Desk();
    const project = await desk.create();
    const tableId = await desk.adopt(project, pupils);
    await project.applyEdit(tableId, { kind: 'cells', row: 0, columns: ['score'], cells: [['9']] });
    await project.undo();
    await project.applyEdit(tableId, { kind: 'label-column', column: 'score', label: 'Mathematics' });
    expect(project.state()).toMatchObject({ undo: 'Label score', redo: null });
    expect(shown(project, tableId).score).toEqual([1, 2.5, null, 4]);
  });

  test('names the place under the name the column has after the move', async () => {
    const desk = new Desk();
    const project = await desk.create();
    const tableId = await desk.adopt(project, pupils);
    await project.applyEdit(tableId, { kind: 'rename-column', column: 'score', to: 'maths' });
    expect((await project.undo())?.place).toEqual({ tab: 'data', cell: { row: 0, column: 'score' } });
    expect((await project.redo())?.place).toEqual({ tab: 'data', cell: { row: 0, column: 'maths' } });
  });
});

/** Does random edits, remembering the table after each, then walks the whole way back and forth. */
async function checkSeries(random: Seeded, length: number): Promise<void> {
  const desk = new Desk();
  const project = await desk.create();
  const tableId = await desk.adopt(project, randomTable(random));
  const states = [wholeTable(project, tableId)];
  const steps: string[] = [];
  while (states.length <= length) {
    if (!(await tried(project, tableId, randomEdit(random, project, tableId)))) continue;
    steps.push(project.state().undo!);
    states.push(wholeTable(project, tableId));
  }
  for (let i = steps.length - 1; i >= 0; i--) {
    expect((await project.undo())?.step).toBe(steps[i]);
    expect(wholeTable(project, tableId)).toEqual(states[i]);
  }
  await project.saveAs(desk.file('series.terrace'), false);
  await project.close();
  const { project: again } = await desk.open(desk.file('series.terrace'));
  for (const [i, step] of steps.entries()) {
    expect((await again.redo())?.step).toBe(step);
    expect(wholeTable(again, tableId)).toEqual(states[i + 1]);
  }
  await desk.clear();
}

/** Whether the edit was made and left a step; refused ones change nothing. */
async function tried(project: Project, tableId: string, edit: TableEdit): Promise<boolean> {
  const before = JSON.stringify(wholeTable(project, tableId));
  const revision = project.table(tableId).revision;
  try {
    await project.applyEdit(tableId, edit);
    return project.table(tableId).revision > revision;
  } catch (thrown) {
    if (!failureOf(thrown)) throw thrown;
    expect(JSON.stringify(wholeTable(project, tableId))).toBe(before);
    return false;
  }
}

function randomTable(random: Seeded): ColumnTable {
  const rows = 1 + random.below(30);
  const each = <T>(make: () => T): T[] => Array.from({ length: rows }, make);
  return {
    rows,
    columns: [
      { kind: 'number', name: 'x', values: Float64Array.from(each(() => (random.below(5) ? random.normal() : NaN))) },
      { kind: 'number', name: 'n', values: Float64Array.from(each(() => random.below(4))) },
      {
        kind: 'factor',
        name: 'g',
        codes: Int32Array.from(each(() => random.below(4) - 1)),
        levels: ['a', 'b', '7'],
        scale: 'nominal',
      },
    ],
  };
}

const texts = ['', '1', '0', '-2.5', '1e3', 'a', 'b', 'new', 'TRUE', 'false', '7'];

function randomEdit(random: Seeded, project: Project, tableId: string): TableEdit {
  const { rows, columns } = project.table(tableId);
  const name = (): string => columns[random.below(columns.length)].name;
  const column = name();
  const row = random.below(rows + 1);
  const count = 1 + random.below(3);
  const cell = (): string => texts[random.below(texts.length)];
  const made = `v${random.below(1000)}`;
  const scale = (): 'continuous' | 'nominal' | 'ordinal' | 'logical' =>
    (['continuous', 'nominal', 'ordinal', 'logical'] as const)[random.below(4)];
  const choices: (() => TableEdit)[] = [
    () => ({ kind: 'cells', row, columns: [column], cells: Array.from({ length: count }, () => [cell()]) }),
    () => ({ kind: 'cells', row, columns: columns.slice(0, 2).map((each) => each.name), cells: [[cell(), cell()]] }),
    () => ({ kind: 'column-kind', column, to: scale() }),
    () => ({ kind: 'column-kind', column, to: scale() }),
    () => ({ kind: 'rename-column', column, to: made }),
    () => ({ kind: 'label-column', column, label: made }),
    () => ({ kind: 'order-levels', column, levels: [...columns.find((each) => each.name === column)!.levels].reverse() }),
    () => ({ kind: 'insert-rows', at: row, count }),
    () => ({ kind: 'delete-rows', from: row, count }),
    () => ({ kind: 'insert-column', at: random.below(columns.length + 1), name: made, scale: scale() }),
    () => ({ kind: 'delete-columns', columns: [column] }),
  ];
  return choices[random.below(choices.length)]();
}
