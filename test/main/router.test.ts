import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runApp } from '../support/runningApp.ts';
import type { RunningApp } from '../support/runningApp.ts';
import { temporaryFolder } from '../support/startServer.ts';

let running: RunningApp;

/** A file dialog with a bug. */
const chooseFile = () => {
  throw new TypeError('x is not a function');
};

beforeAll(() => {
  running = runApp(temporaryFolder(), { chooseFile });
});

afterAll(() => running.close());

const failing = (code: string) => expect.objectContaining({ failure: expect.objectContaining({ code }) });

describe('calls', () => {
  test('are refused by name where nobody knows them', async () => {
    const call = running.call as (name: string, ask: unknown) => Promise<unknown>;
    await expect(call('project.destroy', {})).rejects.toEqual(failing('app.unknown-call'));
    await expect(call('toString', {})).rejects.toEqual(failing('app.unknown-call'));
  });

  test.each([
    ['project.open', {}],
    ['project.open', { path: 7 }],
    ['project.open', { path: 'a\0b' }],
    ['project.new', { extra: 1 }],
    ['table.rows', { tableId: 't', from: -1, count: 10 }],
    ['table.rows', { tableId: 't', from: 0, count: 1e9 }],
    ['model.create', { tableId: 't', name: null, spec: { kind: 'model', formula: 'y ~ x', criterion: 'best' } }],
    ['table.edit', { job: 'j', tableId: 't', edit: { kind: 'drop-table' } }],
  ])('are checked at the door: %s %j', async (name, ask) => {
    const call = running.call as (name: string, ask: unknown) => Promise<unknown>;
    await expect(call(name, ask)).rejects.toEqual(failing('app.invalid-ask'));
  });

  test('that need a project say so where none is open', async () => {
    await expect(running.call('history.undo', {})).rejects.toEqual(failing('project.none'));
  });

  test('that meet a bug answer with a report to copy, without data', async () => {
    const { tableId } = await running.call('data.sample', { job: 'sample', id: 'sleepstudy' });
    const spec = { kind: 'model', formula: 'Reaction ~ Days', criterion: 'ML' } as const;
    await running.call('model.create', { tableId, spec, name: null });
    const thrown = await running.call('files.choose', { purpose: 'open', suggestedName: '' }).catch((error: unknown) => error);
    expect(thrown).toEqual(failing('app.bug'));
    const { report } = (thrown as { failure: { details: { report: string } } }).failure.details;
    expect(report).toContain('TypeError: x is not a function');
    expect(report).toContain('model: Reaction ~ Days');
    expect(report).not.toContain('249.56');
  });
});

describe('folders', () => {
  test('list what Terrace opens, folders first, and nothing hidden', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'b'));
    for (const name of ['a10.csv', 'a9.csv', 'notes.pdf', '.hidden.csv', 'work.terrace']) writeFileSync(join(folder, name), 'x');
    const { entries, parent } = await running.call('files.list', { directory: folder });
    expect(entries.map(({ name, kind }) => `${kind} ${name}`)).toEqual([
      'folder b',
      'data a9.csv',
      'data a10.csv',
      'project work.terrace',
    ]);
    expect(parent).toBe(dirname(folder));
  });

  test('that cannot be read say so', async () => {
    await expect(running.call('files.list', { directory: '/nowhere' })).rejects.toEqual(failing('files.unreadable'));
  });

  test('take exported text, or say why not', async () => {
    const path = join(temporaryFolder(), 'table.csv');
    await running.call('export.text', { path, text: 'ä\r\n' });
    expect(readFileSync(path, 'utf8')).toBe('ä\r\n');
    await expect(running.call('export.text', { path: '/nowhere/x.csv', text: '' })).rejects.toEqual(
      failing('export.not-written'),
    );
  });
});
