import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { keptProjects } from '../../../../main/services/project/index.ts';
import { seeded } from '../../../support/seeded.ts';
import { Desk, failureOfCall, pupils, shown } from './desk.ts';

/** A published project, closed again. */
async function published(desk: Desk, name = 'a.terrace'): Promise<{ file: string; tableId: string }> {
  const project = await desk.create();
  const tableId = await desk.adopt(project, pupils);
  await project.saveAs(desk.file(name), false);
  await project.close();
  return { file: desk.file(name), tableId };
}

/** Opens a file that must not be opened; checks that neither it nor its folder changed, and answers the failure's code. */
async function refused(desk: Desk, file: string): Promise<string> {
  const before = { bytes: fs.readFileSync(file), stat: fs.statSync(file), folder: fs.readdirSync(path.dirname(file)) };
  const { code } = await failureOfCall(() => desk.open(file));
  expect(fs.readFileSync(file).equals(before.bytes)).toBe(true);
  expect(fs.statSync(file).mtimeMs).toBe(before.stat.mtimeMs);
  expect(fs.readdirSync(path.dirname(file))).toEqual(before.folder);
  return code;
}

describe('opening a project', () => {
  test('leaves the file and its folder as they were when nothing is changed', async () => {
    const desk = new Desk();
    const { file, tableId } = await published(desk);
    const bytes = fs.readFileSync(file);
    const { project, recovered } = await desk.open(file);
    expect(recovered).toBe(false);
    expect(shown(project, tableId).score).toEqual([1, 2.5, null, 4]);
    desk.clock.pass(60_000);
    expect(fs.readdirSync(desk.documents)).toEqual(['a.terrace']);
    await project.close();
    expect(fs.readFileSync(file).equals(bytes)).toBe(true);
    expect(fs.readdirSync(path.join(desk.dataFolder, 'working'))).toEqual([]);
  });

  test('refuses what is not there, not a project, or a database of somebody else', async () => {
    const desk = new Desk();
    expect((await failureOfCall(() => desk.open(desk.file('none.terrace')))).code).toBe('project.not-found');
    fs.writeFileSync(desk.file('text.terrace'), 'score,school\n1,north\n');
    expect(await refused(desk, desk.file('text.terrace'))).toBe('project.foreign');
    fs.writeFileSync(desk.file('empty.terrace'), '');
    expect(await refused(desk, desk.file('empty.terrace'))).toBe('project.foreign');
    new Database(desk.file('other.terrace')).exec('CREATE TABLE t (a)').close();
    expect(await refused(desk, desk.file('other.terrace'))).toBe('project.foreign');
    expect((await failureOfCall(() => desk.open(desk.documents))).code).toBe('project.unreadable');
  });

  test('refuses a file of a newer version and says so', async () => {
    const desk = new Desk();
    const { file } = await published(desk);
    const db = new Database(file);
    db.pragma('user_version = 99');
    db.close();
    expect(await refused(desk, file)).toBe('project.newer');
  });

  test('refuses a file cut short anywhere', async () => {
    const desk = new Desk();
    const { file } = await published(desk);
    const whole = fs.readFileSync(file);
    for (const share of [0.001, 0.1, 0.5, 0.99]) {
      fs.writeFileSync(file, whole.subarray(0, Math.floor(whole.length * share)));
      expect(['project.foreign', 'project.damaged']).toContain(await refused(desk, file));
    }
  });

  test('refuses a file in which any one bit was flipped', async () => {
    const desk = new Desk();
    const { file } = await published(desk);
    const whole = fs.readFileSync(file);
    const random = seeded(11);
    for (let trial = 0; trial < 100; trial++) {
      const bytes = Buffer.from(whole);
      // The change counter, which tells an edit by another SQLite program from damage, is the one field not covered.
      let at = 24;
      while (at >= 24 && at < 28) at = trial < 50 ? random.below(whole.length) : 100 + random.below(5000);
      bytes[at] ^= 1 << random.below(8);
      fs.writeFileSync(file, bytes);
      expect(['project.damaged', 'project.foreign', 'project.newer']).toContain(await refused(desk, file));
    }
  });

  test('opens a file that another SQLite program has edited soundly, and none that it left with wrong data', async () => {
    const desk = new Desk();
    const { file } = await published(desk);
    const edit = (sql: string): void => void new Database(file).exec(sql).close();
    edit("UPDATE tables SET name = 'pupils of 1982'");
    const { project } = await desk.open(file);
    expect(project.state().tables[0].name).toBe('pupils of 1982');
    await project.close();
    edit("UPDATE chunks SET data = x'0000000000000000'");
    expect(await refused(desk, file)).toBe('project.damaged');
  });

  test('is refused while the project is open already', async () => {
    const desk = new Desk();
    const { file } = await published(desk);
    const { project } = await desk.open(file);
    expect((await failureOfCall(() => desk.open(file))).code).toBe('project.open-elsewhere');
    await project.close();
    await (await desk.open(file)).project.close();
  });

  test('finds the same file behind a symbolic link', async () => {
    const desk = new Desk();
    const { file } = await published(desk);
    fs.symlinkSync(file, desk.file('link.terrace'));
    await desk.open(desk.file('link.terrace'));
    expect((await failureOfCall(() => desk.open(file))).code).toBe('project.open-elsewhere');
  });

  test('keeps what was looked at', async () => {
    const desk = new Desk();
    const { file } = await published(desk);
    const view = { tab: 'report', activeModel: 'm', compared: ['m', 'n'] } as const;
    const { project } = await desk.open(file);
    project.remember(view);
    expect(project.state().save.status).toBe('saved');
    await project.close();
    expect((await desk.open(file)).project.state().view).toEqual(view);
  });
});

describe('untitled projects', () => {
  test('are offered after closing, and open where they were', async () => {
    const desk = new Desk();
    const project = await desk.create();
    const tableId = await desk.adopt(project, pupils, 'pupils.csv');
    expect(keptProjects(desk.dataFolder)).toEqual([]);
    await project.close();
    const [kept] = keptProjects(desk.dataFolder);
    expect(kept).toMatchObject({ name: 'pupils', path: null });
    const { project: again, recovered } = await desk.open(kept.directory);
    expect(recovered).toBe(false);
    expect(shown(again, tableId).school).toEqual(['north', 'south', 'north', null]);
    expect(keptProjects(desk.dataFolder)).toEqual([]);
  });

  test('are called by the data imported first, as long as these are there, until they are saved under a name', async () => {
    const desk = new Desk();
    const project = await desk.create();
    expect(project.state().name).toBe('Untitled');
    await desk.adopt(project, pupils, 'hsb.csv');
    await desk.adopt(project, pupils, 'more.csv');
    expect(project.state().name).toBe('hsb');
    await project.undo();
    await project.undo();
    expect(project.state().name).toBe('Untitled');
    await project.redo();
    await project.saveAs(desk.file('thesis.terrace'), false);
    expect(project.state().name).toBe('thesis');
  });

  test('leave nothing when nothing was done in them', async () => {
    const desk = new Desk();
    const project = await desk.create();
    project.remember({ tab: 'model', activeModel: null, compared: null });
    await project.close();
    expect(keptProjects(desk.dataFolder)).toEqual([]);
    expect(fs.readdirSync(path.join(desk.dataFolder, 'working'))).toEqual([]);
  });
});
