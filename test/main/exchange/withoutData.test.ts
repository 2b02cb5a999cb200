import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { school } from './school.ts';
import type { School } from './school.ts';

/** Names and scores that stand in no word or number of the program's own. */
const names = ['Quirxel', 'Zwobble', 'Flandry', 'Ympho Vale', 'Kregge', 'Ostrunk'];
const score = (i: number): string => (0.123456 + ((i * 7919) % 1009) * 1.000037).toFixed(6);
const rows = Array.from(
  { length: 90 },
  (_, i) => `${names[i % 6]},Pupil-${1000 + i},${score(i)},${score(i + 3000)},${i % 2 ? 'girl' : 'boy'}`,
);
const spec = { kind: 'model', formula: 'score ~ hours + sex + (1 | school)', criterion: 'REML' } as const;

describe('a copy without the data', () => {
  let at: School | null = null;
  afterEach(async () => void (await at?.close()));

  async function studied(): Promise<{ at: School; copy: string; model: string }> {
    at = await school(`school,pupil,score,hours,sex\n${rows.join('\n')}\n`);
    const { id } = await at.call('model.create', { tableId: at.tableId, spec, name: 'Schools' });
    await at.call('model.fit', { job: 'fit', id });
    for (const { id: analysis } of (await at.call('analyses.offered', { id })).filter(({ replicates }) => replicates === null)) {
      const choices = {};
      await at.call('analysis.run', { job: `ask ${analysis}`, id, analysis, choices, key: null }).catch(() => undefined);
    }
    // History, too, holds cells.
    await at.call('table.edit', {
      job: 'e',
      tableId: at.tableId,
      edit: { kind: 'cells', row: 0, columns: ['pupil'], cells: [['Secretname']] },
    });
    await at.call('history.undo', {});
    await at.call('table.edit', { job: 'd', tableId: at.tableId, edit: { kind: 'insert-rows', at: 90, count: 1 } });
    await at.call('history.undo', {});
    const copy = join(at.folder, 'copy.terrace');
    await at.call('project.copyWithoutData', { path: copy, overwrite: false });
    return { at, copy, model: id };
  }

  it('holds no label and no value of a cell in any of its bytes', async () => {
    const { at: app, copy } = await studied();
    const bytes = readFileSync(copy);
    for (const word of [...names, 'Pupil-10', 'Secretname']) expect(bytes.includes(word), word).toBe(false);
    for (const word of names) expect(bytes.includes(Buffer.from(word, 'utf16le')), word).toBe(false);
    for (let i = 0; i < 90; i++) {
      for (const value of [Number(score(i)), Number(score(i + 3000))]) {
        expect(bytes.includes(String(value)), String(value)).toBe(false);
        const binary = Buffer.alloc(8);
        binary.writeDoubleLE(value);
        expect(bytes.includes(binary), `${value} as bytes`).toBe(false);
      }
    }
    // The project itself still has them, where they can be found the same way.
    const own = join(app.folder, 'own.terrace');
    await app.call('project.saveAs', { path: own, overwrite: false });
    expect(readFileSync(own).includes(names[0]!)).toBe(true);
  });

  it('names no group that a number names', async () => {
    const numbered = rows.map((row, i) => row.replace(names[i % 6]!, String(770_001 + (i % 6) * 13)));
    at = await school(`school,pupil,score,hours,sex\n${numbered.join('\n')}\n`);
    const { id } = await at.call('model.create', { tableId: at.tableId, spec, name: 'Schools' });
    await at.call('model.fit', { job: 'fit', id });
    for (const { id: analysis } of (await at.call('analyses.offered', { id })).filter(({ area }) => area === 'groups'))
      await at.call('analysis.run', { job: analysis, id, analysis, choices: {}, key: null }).catch(() => undefined);
    const copy = join(at.folder, 'copy.terrace');
    await at.call('project.copyWithoutData', { path: copy, overwrite: false });
    for (let g = 0; g < 6; g++) expect(readFileSync(copy).includes(String(770_001 + g * 13)), String(g)).toBe(false);
  });

  it('opens with columns, models and results, and says what cannot be done', async () => {
    const { at: app, copy, model } = await studied();
    const before = await app.call('model.report', { id: model });
    const { state } = await app.call('project.open', { path: copy });
    expect(state.tables[0]).toMatchObject({ rows: 0, rowsLeftOut: 90 });
    expect(state.tables[0]!.columns.map(({ name, kind, levels }) => [name, kind, levels.length])).toEqual([
      ['school', 'factor', 0],
      ['pupil', 'factor', 0],
      ['score', 'number', 0],
      ['hours', 'number', 0],
      ['sex', 'factor', 0],
    ]);
    expect(state.models[0]).toMatchObject({ name: 'Schools', fit: { status: 'done' } });
    const tables = (report: typeof before) => report!.blocks.filter(({ id }) => id === 'fixedEffects' || id === 'fixed');
    expect(tables(await app.call('model.report', { id: model }))).toEqual(tables(before));
    expect((await app.call('models.compare', { ids: [model] })).blocks.length).toBeGreaterThan(0);
    await app.call('model.change', { id: model, spec: { ...spec, formula: 'score ~ 1 + (1 | school)' }, step: 'Change' });
    await expect(app.call('model.fit', { job: 'again', id: model })).rejects.toMatchObject({
      failure: { code: 'table.without-cells' },
    });
  });

  it('is never taken for the project it was made from, not even where that file is gone', async () => {
    const { at: app, copy } = await studied();
    const id = (await app.call('app.info', {})).project!.id;
    const { state } = await app.call('project.open', { path: copy });
    expect(state.id).not.toBe(id);
    await app.call('project.close', {});
    const bytes = readFileSync(copy);
    for (const word of names) expect(bytes.includes(word), word).toBe(false);
  });

  it('is not put in the place of the project, nor of a file that nobody said to replace', async () => {
    const { at: app, copy } = await studied();
    await expect(app.call('project.copyWithoutData', { path: copy, overwrite: false })).rejects.toMatchObject({
      failure: { code: 'project.exists' },
    });
    const own = join(app.folder, 'own.terrace');
    await app.call('project.saveAs', { path: own, overwrite: false });
    copyFileSync(own, `${own}.before`);
    await expect(app.call('project.copyWithoutData', { path: own, overwrite: true })).rejects.toMatchObject({
      failure: { code: 'project.copy-on-itself' },
    });
  });
});
