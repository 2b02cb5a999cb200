import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach } from 'vitest';
import { FailureError } from '../../../../engine/contract/index.ts';
import type { ColumnTable, Failure } from '../../../../engine/contract/index.ts';
import { createProject, openProject, Project, readColumns, writeStaging } from '../../../../main/services/project/index.ts';
import type { Clock, Surroundings } from '../../../../main/services/project/index.ts';

/** A clock that stands still until it is told to go on. */
export class StoppedClock implements Clock {
  private time = Date.UTC(2026, 10, 21);
  private readonly calls = new Map<number, { at: number; call: () => void }>();
  private made = 0;

  now(): number {
    return this.time;
  }

  after(ms: number, call: () => void): () => void {
    const id = this.made++;
    this.calls.set(id, { at: this.time + ms, call });
    return () => void this.calls.delete(id);
  }

  pass(ms: number): void {
    this.time += ms;
    for (const [id, { at, call }] of this.calls) {
      if (at > this.time) continue;
      this.calls.delete(id);
      call();
    }
  }
}

let desksMade = 0;

/** A program's data folder and a person's folder, made for one test and removed after it. */
export class Desk {
  readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), 'terrace-test-'));
  readonly dataFolder = path.join(this.folder, 'data');
  readonly documents = path.join(this.folder, 'documents');
  readonly clock = new StoppedClock();
  readonly changes: string[] = [];
  private readonly projects: Project[] = [];
  private readonly number = ++desksMade;
  private ids = 0;

  constructor() {
    fs.mkdirSync(this.documents);
    desks.push(this);
  }

  get around(): Surroundings {
    return {
      dataFolder: this.dataFolder,
      clock: this.clock,
      newId: () => `id-${this.number}-${++this.ids}`,
      onChanged: () => this.changes.push('changed'),
      onSaved: ({ status }) => this.changes.push(status),
    };
  }

  file(name: string): string {
    return path.join(this.documents, name);
  }

  async create(): Promise<Project> {
    return this.keep(await createProject(this.around));
  }

  /** A project with one table in it. */
  async createWith(table: ColumnTable): Promise<Project> {
    const project = await this.create();
    await this.adopt(project, table);
    return project;
  }

  async open(file: string): Promise<{ project: Project; recovered: boolean }> {
    const opened = await openProject(file, this.around);
    this.keep(opened.project);
    return opened;
  }

  /** Imports a table as the worker and main do. */
  async adopt(project: Project, table: ColumnTable, source = 'data.csv', decimal: '.' | ',' = '.'): Promise<string> {
    const staging = path.join(this.folder, `staging-${++this.ids}.db`);
    writeStaging(staging, table, { name: source.replace(/\..*/, ''), source, decimal });
    const { tableId } = await project.adoptStaging(staging);
    fs.rmSync(staging);
    return tableId;
  }

  async clear(): Promise<void> {
    for (const project of this.projects) await project.close().catch(() => {});
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  private keep(project: Project): Project {
    this.projects.push(project);
    return project;
  }
}

const desks: Desk[] = [];

afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.clear();
});

/** Four pupils in two schools, with a missing score and a missing school. */
export const pupils: ColumnTable = {
  rows: 4,
  columns: [
    { kind: 'number', name: 'score', values: Float64Array.of(1, 2.5, NaN, 4) },
    { kind: 'factor', name: 'school', codes: Int32Array.of(0, 1, 0, -1), levels: ['north', 'south'], scale: 'nominal' },
    { kind: 'factor', name: 'girl', codes: Int32Array.of(1, 0, 1, 1), levels: ['FALSE', 'TRUE'], scale: 'logical' },
  ],
};

/** Everything that a table is, as plain values that can be compared; missing numbers as the word. */
export function wholeTable(project: Project, tableId: string): unknown {
  const { columns } = readColumns(project.file, tableId, null);
  const { columns: states, rows, name, source } = project.table(tableId);
  const values = columns.map((column) => ({
    ...column,
    ...(column.kind === 'number' ? { values: plain(column.values) } : { codes: [...column.codes] }),
  }));
  const looks = states.map(({ label, kind, scale, levels, levelCount, revision }) => ({
    label,
    kind,
    scale,
    levels,
    levelCount,
    revision,
  }));
  return { rows, name, source, values, looks };
}

function plain(values: Float64Array): (number | string)[] {
  return Array.from(values, (value) => (Number.isNaN(value) ? 'missing' : value));
}

/** The columns of a table as the sheet shows them, by name. */
export function shown(project: Project, tableId: string): Record<string, unknown> {
  const window = project.rows(tableId, 0, 1000);
  return Object.fromEntries(project.table(tableId).columns.map(({ name }, i) => [name, window.columns[i]]));
}

export async function failureOfCall(work: () => unknown): Promise<Failure> {
  try {
    await work();
  } catch (thrown) {
    if (thrown instanceof FailureError) return thrown.failure;
    throw thrown;
  }
  throw new Error('nothing failed');
}

/** Lets work that goes on by itself (publishing, summaries) come to its end. */
export async function settled(project: Project, done: () => boolean): Promise<void> {
  for (let tries = 0; tries < 2000 && !done(); tries++) await new Promise((resolve) => setTimeout(resolve, 5));
  if (!done()) throw new Error(`never settled: ${JSON.stringify(project.state().save)}`);
}
