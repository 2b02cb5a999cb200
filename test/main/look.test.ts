import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Look, PlotBlock, TableBlock } from '../../engine/contract/index.ts';
import { writeBigCsv } from '../support/bigCsv.ts';
import { runApp } from '../support/runningApp.ts';
import type { RunningApp } from '../support/runningApp.ts';
import { temporaryFolder } from '../support/startServer.ts';

let folder: string;
let running: RunningApp;

beforeEach(() => {
  folder = temporaryFolder();
  running = runApp(folder);
});

afterEach(() => running.close());

const failing = (code: string) => expect.objectContaining({ failure: expect.objectContaining({ code }) });
const summary = (...columns: string[]): Look => ({ what: 'summary', columns, by: null });
const look = (tableId: string, asked: Look, job = 'look') => running.call('data.look', { job, tableId, look: asked });

describe('looking at data in the project', () => {
  test('tells of the data as they are now, after every edit', async () => {
    const { tableId } = await running.call('data.sample', { job: 'sample', id: 'sleepstudy' });
    const largest = async () => ((await look(tableId, summary('Reaction'))).blocks[0] as TableBlock).rows[0].cells['max'];
    expect(await largest()).toBe(466.3535);
    const edit = { kind: 'cells', row: 0, columns: ['Reaction'], cells: [['900']] } as const;
    await running.call('table.edit', { job: 'edit', tableId, edit });
    expect(await largest()).toBe(900);
    await running.call('history.undo', {});
    expect(await largest()).toBe(466.3535);
  });

  test('looks at what filters leave, and counts rows as the sheet shows them', async () => {
    const { tableId } = await running.call('data.sample', { job: 'sample', id: 'sleepstudy' });
    await running.call('steps.add', { tableId, work: { kind: 'filter', condition: 'Days > 7' }, name: null });
    const filtered = async () => (await look(tableId, summary('Days'))).blocks;
    await expect.poll(async () => (await filtered())[0].kind, { timeout: 10_000 }).toBe('notice');
    expect(((await filtered())[1] as TableBlock).rows[0].cells['n']).toBe(36);
    const scatter = {
      what: 'scatter',
      x: 'Days',
      y: 'Reaction',
      colour: null,
      line: 'none',
      group: null,
      jitter: false,
    } as const;
    const pointed = async () => {
      const plot = (await look(tableId, scatter)).blocks.find((block): block is PlotBlock => block.kind === 'plot')!;
      const points = plot.plot.layers.find((layer) => layer.kind === 'points')!;
      const { columns } = await running.call('table.rows', { tableId, from: points.rows![0], count: 1 });
      return columns.flat().filter((value) => value === points.x[0] || value === points.y[0]);
    };
    expect(await pointed()).toHaveLength(2);
    await running.call('table.sort', { job: 'sort', tableId, by: [{ column: 'Reaction', descending: true }] });
    expect(await pointed()).toHaveLength(2);
  });

  test('says in words what is wrong with the columns', async () => {
    const { tableId } = await running.call('data.sample', { job: 'sample', id: 'sleepstudy' });
    await expect(look(tableId, summary('Sleep'))).rejects.toEqual(failing('table.no-column'));
    await expect(look(tableId, summary('Subject'))).rejects.toEqual(failing('look.not-numbers'));
    await expect(look('none', summary('Days'))).rejects.toEqual(failing('table.gone'));
  });

  test('lets nothing but a look through the door', async () => {
    const asked = { what: 'histogram', column: 'Days', by: null, bins: -3 } as const;
    await expect(look('any', asked)).rejects.toEqual(failing('app.invalid-ask'));
  });

  test('stops when told to', async () => {
    const path = join(folder, 'big.csv');
    writeBigCsv(path, 100_000, 8);
    const { tableId } = await running.call('data.import', { job: 'import', path, options: null });
    const { columns } = (await running.call('app.info', {})).project!.tables[0]!;
    const numbers = columns.filter(({ kind }) => kind === 'number').map(({ name }) => name);
    const asked = look(tableId, { what: 'correlations', columns: numbers, group: null }, 'long');
    const [stopped] = await Promise.allSettled([asked, running.call('job.cancel', { job: 'long' })]);
    expect(stopped).toEqual({ status: 'rejected', reason: failing('job.cancelled') });
  }, 60_000);

  test('writes the picture that a window drew', async () => {
    const path = join(folder, 'plot.png');
    const bytes = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]);
    await running.call('export.image', { path, base64: Buffer.from(bytes).toString('base64') });
    expect(Uint8Array.from(readFileSync(path))).toEqual(bytes);
  });
});
