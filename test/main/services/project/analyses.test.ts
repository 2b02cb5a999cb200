import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import type { ModelSpec, Report } from '../../../../engine/contract/index.ts';
import type { Project } from '../../../../main/services/project/index.ts';
import { first } from '../../../../main/services/project/schema/001-first.ts';
import { SCHEMA_VERSION } from '../../../../main/services/project/schema/index.ts';
import { seal } from '../../../../main/services/project/seal.ts';
import { Desk, pupils } from './desk.ts';

const spec: ModelSpec = { kind: 'model', formula: 'score ~ 1 + (1 | school)', criterion: 'REML' };
const answer: Report = { title: 'Intervals', blocks: [] };

/** A model with one question answered. */
async function asked(desk: Desk): Promise<{ project: Project; id: string; key: string }> {
  const project = await desk.create();
  const { id } = project.createModel(await desk.adopt(project, pupils), spec, 'M');
  return { project, id, key: ask(project, id, 'a report', {}) };
}

function ask(project: Project, modelId: string, report: string, choices: Record<string, number>): string {
  project.keepReport(report, answer, 'engine');
  return project.addAnalysis({ modelId, analysis: 'intervals', title: 'Intervals', choices, report });
}

/** The project file as the first version of the program wrote it. */
async function asFirstVersion(file: string): Promise<void> {
  const made = new Database(':memory:');
  made.exec(first.sql);
  const known = new Set(made.prepare('SELECT name FROM sqlite_schema').pluck().all());
  const db = new Database(file);
  const later = db.prepare("SELECT type, name FROM sqlite_schema WHERE name NOT LIKE 'sqlite%'").all() as {
    type: string;
    name: string;
  }[];
  for (const { type, name } of later.filter(({ name }) => !known.has(name)).reverse()) db.exec(`DROP ${type} IF EXISTS ${name}`);
  for (const table of ['columns', 'tables']) {
    const fields = (of: Database.Database) =>
      of.prepare(`SELECT name FROM pragma_table_info('${table}')`).pluck().all() as string[];
    for (const field of fields(db).filter((name) => !fields(made).includes(name)))
      db.exec(`ALTER TABLE ${table} DROP COLUMN ${field}`);
  }
  db.pragma('user_version = 1');
  db.close();
  await seal(file);
}

describe('what was asked of a model', () => {
  test('stays in order, each once', async () => {
    const { project, id, key } = await asked(new Desk());
    const other = ask(project, id, 'another', { coverage: 90 });
    expect(ask(project, id, 'a newer report', {})).toBe(key);
    expect(project.analyses(id).map((each) => [each.key, each.report])).toEqual([
      [key, 'a newer report'],
      [other, 'another'],
    ]);
  });

  test('is of one model and not of another', async () => {
    const { project, id } = await asked(new Desk());
    const { id: other } = project.createModel(project.state().tables[0].id, spec, 'N');
    expect([project.analyses(id).length, project.analyses(other)]).toEqual([1, []]);
  });

  test('keeps the answers that undo can bring back over closing, and no others', async () => {
    const desk = new Desk();
    const { project, id, key } = await asked(desk);
    project.keepReport('nobody’s', answer, 'engine');
    project.changeAnalysis(key, { coverage: 50 }, 'a report');
    project.keepReport('changed', answer, 'engine');
    project.changeAnalysis(key, { coverage: 60 }, 'changed');
    project.removeAnalysis(key);
    await project.saveAs(desk.file('a.terrace'), false);
    await project.close();
    const { project: again } = await desk.open(desk.file('a.terrace'));
    await again.undo();
    expect(again.analyses(id)).toMatchObject([{ choices: { coverage: 60 }, report: 'changed' }]);
    expect(again.report('changed')).toEqual(answer);
    await again.undo();
    expect(again.analyses(id)).toMatchObject([{ choices: { coverage: 50 }, report: 'a report' }]);
    expect(again.report('nobody’s')).toBeNull();
  });
});

describe('a file of the first version', () => {
  test('is copied as it was, opened with all that is in it, and can be asked', async () => {
    const desk = new Desk();
    const project = await desk.create();
    const { id } = project.createModel(await desk.adopt(project, pupils), spec, 'M');
    const file = desk.file('old.terrace');
    await project.saveAs(file, false);
    await project.close();
    await asFirstVersion(file);
    const bytes = fs.readFileSync(file);

    const { project: opened } = await desk.open(file);
    expect(fs.readFileSync(file).equals(bytes)).toBe(true);
    const [copy] = fs.readdirSync(path.join(desk.dataFolder, 'older'));
    expect(fs.readFileSync(path.join(desk.dataFolder, 'older', copy)).equals(bytes)).toBe(true);
    expect(opened.state().models.map((model) => model.name)).toEqual(['M']);
    expect(opened.analyses(id)).toEqual([]);
    const key = ask(opened, id, 'a report', {});
    await opened.close();
    expect(new Database(file, { readonly: true }).pragma('user_version', { simple: true })).toBe(SCHEMA_VERSION);
    expect((await desk.open(file)).project.analyses(id)).toMatchObject([{ key }]);
  });
});
