import fs from 'node:fs';
import path from 'node:path';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { keptProjects, writeStaging } from '../../../../main/services/project/index.ts';
import { seeded } from '../../../support/seeded.ts';
import { Desk, failureOfCall, pupils } from './desk.ts';
import { doNth, madeBySeries } from './nthChange.ts';

const script = fileURLToPath(new URL('./busyChild.ts', import.meta.url));
const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** Starts the busy program; `lines` grows with what it says. */
function start(...words: string[]): { child: ChildProcess; lines: () => string[]; ended: Promise<unknown> } {
  const child = spawn(process.execPath, [script, ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  let said = '';
  child.stdout!.on('data', (bytes: Buffer) => (said += bytes.toString()));
  const ended = new Promise((resolve) => child.on('close', resolve));
  return { child, ended, lines: () => said.split('\n').slice(0, -1) };
}

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 3000 && !holds(); tries++) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(holds()).toBe(true);
}

/** Answers what the first changes of the series make of the pupils, for each count up to the one asked for. */
async function seriesOf(): Promise<(count: number) => Promise<unknown[]>> {
  const project = await new Desk().createWith(pupils);
  const tableId = project.state().tables[0].id;
  const states = [madeBySeries(project, tableId)];
  return async (count) => {
    while (states.length <= count) {
      await doNth(project, tableId, states.length - 1);
      states.push(madeBySeries(project, tableId));
    }
    return states.slice(0, count + 1);
  };
}

describe('a program killed at work', () => {
  test('has lost no acknowledged change, and leaves a healthy file', async () => {
    const random = seeded(5);
    const series = await seriesOf();
    for (let trial = 0; trial < 5; trial++) {
      const desk = new Desk();
      const staging = path.join(desk.folder, 'staging.db');
      writeStaging(staging, pupils, { name: 'data', source: 'data.csv' });
      const file = desk.file('busy.terrace');
      const { child, lines, ended } = start(desk.dataFolder, file, staging);
      await until(() => lines().length > 0);
      await new Promise((resolve) => setTimeout(resolve, random.below(250)));
      child.kill('SIGKILL');
      await ended;

      const acknowledged = lines().length;
      const states = await series(acknowledged + 1);
      const { project } = await desk.open(file);
      const after = madeBySeries(project, project.state().tables[0].id);
      expect(states.slice(acknowledged)).toContainEqual(after);

      const elsewhere = new Desk();
      const { project: asPublished } = await elsewhere.open(file);
      expect(states).toContainEqual(madeBySeries(asPublished, asPublished.state().tables[0].id));
      await project.undo();
      await project.close();
      expect(fs.readdirSync(desk.documents).filter((name) => !name.startsWith('.'))).toEqual(['busy.terrace']);
      expect(keptProjects(desk.dataFolder)).toEqual([]);
    }
  }, 60_000);

  test('gives its project free, which nobody else can open before', async () => {
    const desk = new Desk();
    const project = await desk.create();
    await desk.adopt(project, pupils);
    const file = desk.file('shared.terrace');
    await project.saveAs(file, false);
    await project.close();
    const { child, lines, ended } = start(desk.dataFolder, file);
    await until(() => lines().includes('open'));
    const trouble = await failureOfCall(() => desk.open(file));
    expect(trouble).toMatchObject({
      code: 'project.open-elsewhere',
      message: '“shared” is already open in another Terrace window.',
    });
    child.kill('SIGKILL');
    await ended;
    expect((await desk.open(file)).recovered).toBe(false);
  });
});
