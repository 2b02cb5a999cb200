import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { keptProjects } from '../../../../main/services/project/index.ts';
import type { Project } from '../../../../main/services/project/index.ts';
import { Desk, pupils, shown } from './desk.ts';

/**
 * Leaves a project as a killed program does: published with a score of 1, then changed to 9 and never closed. The working copy is put
 * where the next start finds it, without the lock of this process.
 */
async function abandoned(): Promise<{ desk: Desk; file: string; tableId: string }> {
  const first = new Desk();
  const project = await first.create();
  const tableId = await first.adopt(project, pupils);
  const desk = new Desk();
  const file = desk.file('a.terrace');
  await project.saveAs(file, false);
  await setScore(project, tableId, '9');
  fs.cpSync(first.dataFolder, desk.dataFolder, { recursive: true });
  return { desk, file, tableId };
}

const setScore = (project: Project, tableId: string, text: string) =>
  project.applyEdit(tableId, { kind: 'cells', row: 0, columns: ['score'], cells: [[text]] });

const score = (project: Project, tableId: string): unknown => (shown(project, tableId).score as unknown[])[0];

describe('work newer than its file', () => {
  test('is offered, and comes back with the file, which then follows', async () => {
    const { desk, file, tableId } = await abandoned();
    expect(keptProjects(desk.dataFolder)).toMatchObject([{ name: 'a', path: file }]);
    const { project, recovered } = await desk.open(file);
    expect([recovered, score(project, tableId)]).toEqual([true, 9]);
    await project.close();
    const again = await desk.open(file);
    expect([again.recovered, score(again.project, tableId)]).toEqual([false, 9]);
  });

  test('comes back when the file was moved meanwhile, and goes on at its new place', async () => {
    const { desk, file, tableId } = await abandoned();
    fs.renameSync(file, desk.file('moved.terrace'));
    const { project, recovered } = await desk.open(desk.file('moved.terrace'));
    expect([recovered, score(project, tableId), project.state().name]).toEqual([true, 9, 'moved']);
    await project.close();
    expect(fs.existsSync(file)).toBe(false);
  });

  test('stays with its own file when a copy of that is opened', async () => {
    const { desk, file, tableId } = await abandoned();
    fs.copyFileSync(file, desk.file('copy.terrace'));
    const copy = await desk.open(desk.file('copy.terrace'));
    expect([copy.recovered, score(copy.project, tableId)]).toEqual([false, 1]);
    const own = await desk.open(file);
    expect([own.recovered, score(own.project, tableId)]).toEqual([true, 9]);
    expect(copy.project.id).not.toBe(own.project.id);
  });

  test('is set aside, not lost, when the file has become another version', async () => {
    const { desk, file, tableId } = await abandoned();
    const other = new Desk();
    const { project: elsewhere } = await other.open(file);
    await setScore(elsewhere, tableId, '5');
    await elsewhere.close();
    const { project, recovered } = await desk.open(file);
    expect([recovered, score(project, tableId)]).toEqual([false, 5]);
    const [kept] = keptProjects(desk.dataFolder);
    expect(kept).toMatchObject({ name: 'a (recovered)', path: null });
    expect(score((await desk.open(kept.directory)).project, tableId)).toBe(9);
  });

  test('gives way to the file when it is damaged', async () => {
    const { desk, file, tableId } = await abandoned();
    const [kept] = keptProjects(desk.dataFolder);
    for (const name of ['work.db-wal', 'work.db-shm']) fs.rmSync(path.join(kept.directory, name), { force: true });
    const database = path.join(kept.directory, 'work.db');
    fs.writeFileSync(database, fs.readFileSync(database).fill(7, 4096, 20_000));
    const { project, recovered } = await desk.open(file);
    expect([recovered, score(project, tableId)]).toEqual([false, 1]);
  });

  test('of a copy that was never completed is cleared away', async () => {
    const desk = new Desk();
    const project = await desk.create();
    const half = path.join(desk.dataFolder, 'working', 'x.partial');
    fs.mkdirSync(half);
    fs.writeFileSync(path.join(half, 'work.db'), 'half');
    await (await desk.create()).close();
    expect(fs.existsSync(half)).toBe(false);
    await project.close();
  });
});
