import { describe, expect, test } from 'vitest';
import type { FitResult, ModelSpec } from '../../../../engine/contract/index.ts';
import type { Project } from '../../../../main/services/project/index.ts';
import { Desk, failureOfCall, pupils, settled } from './desk.ts';

const spec: ModelSpec = { kind: 'model', formula: 'score ~ 1 + (1 | school)', criterion: 'REML' };

async function withModel(): Promise<{ desk: Desk; project: Project; tableId: string; id: string }> {
  const desk = new Desk();
  const project = await desk.create();
  const tableId = await desk.adopt(project, pupils);
  return { desk, project, tableId, ...project.createModel(tableId, spec, null) };
}

/** A fit as the store needs it; its numbers are the engine's business. */
function fitOf(project: Project, id: string): { key: string; result: FitResult } {
  const { key, spec: fitted, criterion } = project.fitPlan(id);
  const parts = {
    spec: fitted,
    criterion,
    engineVersion: '1',
    beta: [Math.PI],
    notices: [],
    log: { ms: { frame: 1, fit: 2, total: 3.5 } },
  };
  return { key, result: parts as unknown as FitResult };
}

function fitted(project: Project, id: string): string {
  const { key, result } = fitOf(project, id);
  project.keepFit(key, result, id);
  return key;
}

const statusOf = (project: Project, id: string): string => project.modelState(id).fit.status;

describe('models', () => {
  test('have the first free name, or the one given, in the order of the list', async () => {
    const { project, tableId, id } = await withModel();
    project.createModel(tableId, spec, '+ slope');
    project.renameModel(id, 'Model 3');
    const last = project.createModel(tableId, spec, null);
    expect(project.state().models.map((model) => model.name)).toEqual(['Model 3', '+ slope', 'Model 4']);
    project.moveModel(last.id, 0);
    expect(project.state().models.map((model) => model.name)).toEqual(['Model 4', 'Model 3', '+ slope']);
    await project.undo();
    project.deleteModel(id);
    expect(project.state().models.map((model) => model.name)).toEqual(['+ slope', 'Model 4']);
    expect(project.state().undo).toBe('Delete model Model 3');
    expect((await failureOfCall(() => project.modelState(id))).code).toBe('model.gone');
    await project.undo();
    expect(project.state().models.map((model) => model.name)).toEqual(['Model 3', '+ slope', 'Model 4']);
  });

  test('change in one step with the name that the window gave it', async () => {
    const { project, id } = await withModel();
    project.changeModel(id, { ...spec, formula: 'score ~ girl + (1 | school)' }, '+ girl');
    expect(project.state().undo).toBe('+ girl');
    await project.undo();
    expect(project.modelState(id).spec).toEqual(spec);
  });
});

describe('fits', () => {
  test('are kept, and shown again after reopening without being made anew', async () => {
    const { desk, project, id } = await withModel();
    expect(project.modelState(id).fit).toEqual({ status: 'none', fitKey: null, notices: [], failure: null, ms: null });
    const { key, result } = fitOf(project, id);
    project.keepFit(key, result, id);
    project.keepReport(key, { title: 'Model 1', blocks: [] }, '1');
    await project.saveAs(desk.file('a.terrace'), false);
    await project.close();
    const { project: again } = await desk.open(desk.file('a.terrace'));
    expect(again.modelState(id).fit).toEqual({ status: 'done', fitKey: key, notices: [], failure: null, ms: 3.5 });
    expect(again.fit(key)).toEqual(result);
    expect(again.report(key)).toEqual({ title: 'Model 1', blocks: [] });
  });

  test('keep numbers that JSON has no word for', async () => {
    const { project, id } = await withModel();
    const { key, result } = fitOf(project, id);
    const saturated = {
      ...result,
      se: [NaN],
      AIC: -Infinity,
      tests: [{ statistic: Infinity, df: null }],
    } as unknown as FitResult;
    project.keepFit(key, saturated, id);
    expect(project.fit(key)).toEqual(saturated);
  });

  test('become stale with the data they used and come back with undo; other columns and labels do not matter', async () => {
    const { project, tableId, id } = await withModel();
    const key = fitted(project, id);
    await project.applyEdit(tableId, { kind: 'cells', row: 0, columns: ['girl'], cells: [['FALSE']] });
    await project.applyEdit(tableId, { kind: 'label-column', column: 'score', label: 'Mathematics' });
    expect(statusOf(project, id)).toBe('done');
    await project.applyEdit(tableId, { kind: 'cells', row: 0, columns: ['score'], cells: [['7']] });
    expect(project.modelState(id).fit).toMatchObject({ status: 'stale', fitKey: key });
    await project.undo();
    expect(statusOf(project, id)).toBe('done');
    await project.applyEdit(tableId, { kind: 'insert-rows', at: 0, count: 1 });
    expect(statusOf(project, id)).toBe('stale');
    await project.undo();
    await project.applyEdit(tableId, { kind: 'order-levels', column: 'school', levels: ['south', 'north'] });
    expect(statusOf(project, id)).toBe('stale');
  });

  test('are never mixed up between tables with the same columns', async () => {
    const { desk, project, id } = await withModel();
    fitted(project, id);
    const other = await desk.adopt(project, pupils);
    expect(statusOf(project, project.createModel(other, spec, null).id)).toBe('none');
  });

  test('of a model that came back to an earlier form are found again', async () => {
    const { project, id } = await withModel();
    const key = fitted(project, id);
    project.changeModel(id, { ...spec, formula: 'score ~ 1' }, '- school');
    expect(project.modelState(id).fit).toMatchObject({ status: 'stale', fitKey: key });
    const other = fitted(project, id);
    project.changeModel(id, spec, '+ school');
    expect(project.modelState(id).fit).toMatchObject({ status: 'done', fitKey: key });
    expect(project.hasFit(other)).toBe(true);
    expect(project.fitPlan(id, 'ML').key).not.toBe(key);
  });

  test('that no model shows are kept for the last two hundred, with their pages', async () => {
    const { desk, project, id } = await withModel();
    const shownKey = fitted(project, id);
    const { result } = fitOf(project, id);
    project.keepFit(`${shownKey}/ML`, result, null);
    project.changeModel(id, { ...spec, formula: 'score ~ 1' }, '- school');
    const lastKey = fitted(project, id);
    project.keepFit(`${lastKey}/ML`, result, null);
    project.changeModel(id, spec, '+ school');
    for (let i = 0; i < 203; i++) {
      desk.clock.pass(1);
      project.keepReport(`spare ${i}`, { title: '', blocks: [] }, '1');
      project.keepFit(`spare ${i}`, result, null);
    }
    await project.saveAs(desk.file('a.terrace'), false);
    await project.close();
    const { project: again } = await desk.open(desk.file('a.terrace'));
    await settled(again, () => !again.hasFit('spare 0'));
    const kept = (i: number) => [again.hasFit(`spare ${i}`), again.report(`spare ${i}`) !== null];
    expect([kept(2), kept(3)]).toEqual([
      [false, false],
      [true, true],
    ]);
    const inUse = [shownKey, lastKey].flatMap((key) => [key, `${key}/ML`]);
    expect(inUse.map((key) => again.hasFit(key))).toEqual([true, true, true, true]);
  });

  test('run or fail in the eyes of this sitting, for the form they were started on', async () => {
    const { project, id } = await withModel();
    const { key } = project.fitPlan(id);
    project.noteAttempt(id, { key, failure: null });
    expect(statusOf(project, id)).toBe('running');
    const failure = { code: 'fit.constant-outcome', message: 'It is constant.', remedy: 'Choose another.', details: {} };
    project.noteAttempt(id, { key, failure });
    expect(project.modelState(id).fit).toMatchObject({ status: 'failed', failure });
    project.changeModel(id, { ...spec, formula: 'score ~ 1' }, '- school');
    expect(statusOf(project, id)).toBe('none');
    await project.undo();
    project.noteAttempt(id, null);
    expect(statusOf(project, id)).toBe('none');
  });

  test('read the columns that formula, condition and weights name, quoted or not', async () => {
    const { project, tableId } = await withModel();
    const plan = (change: Partial<ModelSpec>) =>
      project.fitPlan(project.createModel(tableId, { ...spec, ...change }, null).id).columns;
    expect(plan({})).toEqual(['score', 'school']);
    expect(plan({ formula: 'log(`score`) ~ 1', subset: 'girl == "TRUE"' })).toEqual(['score', 'girl']);
    expect(plan({ formula: 'score ~ 1', weights: 'girl' })).toEqual(['score', 'girl']);
    expect(plan({ formula: 'score ~ .' })).toEqual(['score', 'school', 'girl']);
    expect(plan({ formula: 'score ~ (' })).toEqual([]);
  });
});

describe('levels', () => {
  test('remember what was said, as steps', async () => {
    const { project, tableId } = await withModel();
    project.answerLevel(tableId, 'q', 'nested');
    project.answerLevel(tableId, 'q', 'crossed');
    project.setGrouping(tableId, ['girl'], true);
    project.setGrouping(tableId, ['school'], true);
    project.setGrouping(tableId, ['girl'], false);
    const said = {
      readings: { q: 'crossed' },
      groupings: [
        { columns: ['school'], grouping: true },
        { columns: ['girl'], grouping: false },
      ],
    };
    expect(project.levelAnswers(tableId)).toEqual(said);
    expect(project.state().undo).toBe('girl → no groups');
    for (let i = 0; i < 4; i++) await project.undo();
    expect(project.levelAnswers(tableId)).toEqual({ readings: { q: 'nested' }, groupings: [] });
  });

  test('are worked out again when data or answers changed, and the last map stays until then', async () => {
    const { project, tableId } = await withModel();
    const [{ key }] = project.levelMapsWanted();
    const map = { groupings: [], variables: [], relations: [], questions: [], findings: [] };
    project.keepLevelMap(tableId, key, map);
    expect(project.levelMapsWanted()).toEqual([]);
    project.answerLevel(tableId, 'q', 'nested');
    expect(project.levelMapsWanted()).toHaveLength(1);
    expect(project.table(tableId).levelMap).toEqual(map);
    await project.undo();
    expect(project.levelMapsWanted()).toEqual([]);
    await project.applyEdit(tableId, { kind: 'cells', row: 0, columns: ['score'], cells: [['7']] });
    expect(project.levelMapsWanted()).toHaveLength(1);
  });
});
