import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { createProject, fileWork, keptProjects, openProject } from '../../../../main/services/project/index.ts';
import type { FileWork, Project } from '../../../../main/services/project/index.ts';
import { notSaved } from '../../../../main/services/project/publish.ts';
import { failureOf } from '../../../../engine/contract/index.ts';
import { Desk, failureOfCall, pupils, settled, shown } from './desk.ts';

async function saved(desk: Desk, name = 'a.terrace'): Promise<{ project: Project; tableId: string; file: string }> {
  const project = await desk.create();
  const tableId = await desk.adopt(project, pupils);
  await project.saveAs(desk.file(name), false);
  return { project, tableId, file: desk.file(name) };
}

const setScore = (project: Project, tableId: string, text: string) =>
  project.applyEdit(tableId, { kind: 'cells', row: 0, columns: ['score'], cells: [[text]] });

/** What a file holds in its first cell, read by SQLite alone. */
function firstScore(file: string): number {
  const db = new Database(file, { readonly: true });
  const { data } = db.prepare('SELECT data FROM chunks ORDER BY id').get() as { data: Buffer };
  db.close();
  return data.readDoubleLE(0);
}

describe('publishing', () => {
  test('writes one ordinary file: no journal, nothing beside it, no path inside', async () => {
    const desk = new Desk();
    const { file, project } = await saved(desk);
    expect(project.state()).toMatchObject({ name: 'a', path: file, save: { status: 'saved', failure: null } });
    expect(fs.readdirSync(desk.documents)).toEqual(['a.terrace']);
    const bytes = fs.readFileSync(file);
    expect([bytes[18], bytes[19]]).toEqual([1, 1]);
    expect(bytes.toString('latin1', 68, 72)).toBe('Terr');
    expect(bytes.includes(Buffer.from(desk.documents))).toBe(false);
  });

  test('follows within two seconds of a pause, and waits while changes come', async () => {
    const desk = new Desk();
    const { project, tableId, file } = await saved(desk);
    const told = desk.changes.filter((change) => change === 'saved').length;
    for (const text of ['5', '6', '7']) {
      await setScore(project, tableId, text);
      expect(project.state().save.status).toBe('pending');
      desk.clock.pass(1000);
    }
    expect(firstScore(file)).toBe(1);
    desk.clock.pass(1000);
    await settled(project, () => project.state().save.status === 'saved');
    expect(firstScore(file)).toBe(7);
    // A refreshed summary may be told after it.
    expect(desk.changes.filter((change) => change === 'saved').length).toBeGreaterThan(told);
  });

  test('does not wait longer than ten seconds for a pause', async () => {
    const desk = new Desk();
    const { project, tableId, file } = await saved(desk);
    for (let i = 0; i < 12; i++) {
      await setScore(project, tableId, String(i));
      desk.clock.pass(1000);
    }
    await settled(project, () => firstScore(file) >= 9);
  });

  test('comes before closing is done', async () => {
    const desk = new Desk();
    const { project, tableId, file } = await saved(desk);
    await setScore(project, tableId, '42');
    await project.close();
    expect(firstScore(file)).toBe(42);
    expect(fs.readdirSync(path.join(desk.dataFolder, 'working'))).toEqual([]);
  });

  test('never shows half a file to somebody who reads it all the time', async () => {
    const desk = new Desk();
    const { project, tableId, file } = await saved(desk);
    let reading = true;
    const reader = (async () => {
      let reads = 0;
      for (; reading; reads++) {
        const db = new Database(fs.readFileSync(file));
        expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
        db.close();
        await new Promise((resolve) => setImmediate(resolve));
      }
      return reads;
    })();
    for (let i = 0; i < 15; i++) {
      await setScore(project, tableId, String(i));
      await project.publishNow();
    }
    reading = false;
    expect(await reader).toBeGreaterThan(5);
    expect(firstScore(file)).toBe(14);
  });

  test('keeps the permissions of the file', async () => {
    const desk = new Desk();
    const { project, tableId, file } = await saved(desk);
    fs.chmodSync(file, 0o640);
    await setScore(project, tableId, '3');
    await project.publishNow();
    expect(fs.statSync(file).mode & 0o777).toBe(0o640);
  });

  test('says that the folder is gone, keeps the work, and succeeds when it is back', async () => {
    const desk = new Desk();
    const { project, tableId, file } = await saved(desk);
    fs.renameSync(desk.documents, `${desk.documents}-away`);
    await setScore(project, tableId, '8');
    desk.clock.pass(2000);
    await settled(project, () => project.state().save.status === 'failed');
    expect(project.state().save.failure).toMatchObject({ code: 'project.folder-gone' });
    expect(shown(project, tableId).score).toEqual([8, 2.5, null, 4]);
    fs.renameSync(`${desk.documents}-away`, desk.documents);
    desk.clock.pass(10_000);
    await settled(project, () => project.state().save.status === 'saved');
    expect(firstScore(file)).toBe(8);
  });

  test('keeps and offers work that could not be published on closing', async () => {
    const desk = new Desk();
    const { project, tableId, file } = await saved(desk);
    fs.renameSync(desk.documents, `${desk.documents}-away`);
    await setScore(project, tableId, '8');
    await project.close();
    expect(keptProjects(desk.dataFolder)).toMatchObject([{ name: 'a', path: file }]);
    fs.renameSync(`${desk.documents}-away`, desk.documents);
    const { project: again, recovered } = await desk.open(file);
    expect(recovered).toBe(true);
    expect(shown(again, tableId).score).toEqual([8, 2.5, null, 4]);
  });

  test('does not overwrite a file that something else has changed', async () => {
    const desk = new Desk();
    const { project, tableId, file } = await saved(desk);
    fs.writeFileSync(file, 'a version from another machine');
    await setScore(project, tableId, '8');
    expect((await project.publishNow()).failure).toMatchObject({ code: 'project.changed-elsewhere' });
    expect(fs.readFileSync(file, 'utf8')).toBe('a version from another machine');
    await project.saveAs(desk.file('b.terrace'), false);
    expect(firstScore(desk.file('b.terrace'))).toBe(8);
  });

  test('recognises its own file when only its time has changed', async () => {
    const desk = new Desk();
    const { project, tableId, file } = await saved(desk);
    fs.utimesSync(file, new Date(0), new Date(0));
    await setScore(project, tableId, '8');
    expect((await project.publishNow()).status).toBe('saved');
  });

  test('leaves large files to the worker, and does without one that fails', async () => {
    const desk = new Desk();
    const asked: string[] = [];
    const helper: FileWork = {
      writeSnapshot: async (database, target) => (asked.push('snapshot'), fileWork.writeSnapshot(database, target)),
      inspectCopy: async () => {
        asked.push('inspect');
        throw new Error('the worker died');
      },
    };
    const around = { ...desk.around, fileWork: helper };
    const project = await createProject(around);
    const values = new Float64Array(700_000).map((_, i) => i);
    const tableId = await desk.adopt(project, { rows: values.length, columns: [{ kind: 'number', name: 'x', values }] });
    await project.saveAs(desk.file('large.terrace'), false);
    await project.close();
    const { project: again } = await openProject(desk.file('large.terrace'), around);
    expect(asked).toEqual(['snapshot', 'inspect']);
    expect(again.rows(tableId, 699_999, 1).columns).toEqual([[699_999]]);
    await again.close();
  });

  test('names the trouble by its cause', () => {
    const code = (errno: string) => failureOf(notSaved('/x/a.terrace', Object.assign(new Error(), { code: errno })))?.code;
    expect(['ENOSPC', 'EROFS', 'EACCES', 'ENOENT', 'EIO'].map(code)).toEqual([
      'project.disk-full',
      'project.not-writable',
      'project.not-writable',
      'project.folder-gone',
      'project.not-saved',
    ]);
  });
});

describe('saving under another name', () => {
  test('asks before it replaces a file', async () => {
    const desk = new Desk();
    const { project } = await saved(desk);
    fs.writeFileSync(desk.file('b.terrace'), 'precious');
    expect((await failureOfCall(() => project.saveAs(desk.file('b.terrace'), false))).code).toBe('project.exists');
    expect(fs.readFileSync(desk.file('b.terrace'), 'utf8')).toBe('precious');
    await project.saveAs(desk.file('b.terrace'), true);
    expect(project.state()).toMatchObject({ name: 'b', save: { status: 'saved' } });
  });

  test('stays with the old name when the new one cannot be written', async () => {
    const desk = new Desk();
    const { project, file } = await saved(desk);
    const trouble = await failureOfCall(() => project.saveAs(path.join(desk.folder, 'nowhere', 'b.terrace'), false));
    expect(trouble.code).toBe('project.folder-gone');
    expect(project.state()).toMatchObject({ path: file, save: { status: 'saved' } });
  });

  test('refuses the file of another project that is open', async () => {
    const desk = new Desk();
    await saved(desk, 'a.terrace');
    const { project } = await saved(desk, 'b.terrace');
    expect((await failureOfCall(() => project.saveAs(desk.file('a.terrace'), true))).code).toBe('project.open-elsewhere');
  });
});
