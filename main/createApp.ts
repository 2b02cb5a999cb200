import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { failureOf } from '../engine/contract/index.ts';
import type { Failure } from '../engine/contract/index.ts';
import type { ToWindow } from './api.ts';
import { Announcer } from './handlers/announcer.ts';
import { appHandlers } from './handlers/app.ts';
import { checkFits } from './handlers/checkFits.ts';
import type { Context } from './handlers/context.ts';
import { dataHandlers } from './handlers/data.ts';
import { LevelMaps } from './handlers/levelMaps.ts';
import { modelHandlers } from './handlers/models.ts';
import { projectHandlers } from './handlers/project.ts';
import type { AppSurroundings } from './handlers/surroundings.ts';
import { Workspace } from './handlers/workspace.ts';
import { createRouter } from './router.ts';
import { WorkerPool } from './services/jobs/pool.ts';
import { kindOf } from './services/listFiles.ts';
import { openLog } from './services/log.ts';
import { bugFailure } from './services/problemReport.ts';
import { systemClock } from './services/project/index.ts';
import { RecentFiles } from './services/recentFiles.ts';

export type { AppSurroundings } from './handlers/surroundings.ts';

/** The program without a host: windows attach to it, whatever carries their frames. */
export interface App {
  attach(send: (frame: ToWindow) => void): Window;
  /** Opens a project, or imports a data file into a new one. Trouble is told to the windows. */
  openFile(path: string): Promise<void>;
  /** Logs an exception that nobody expected and tells it; the program goes on. */
  reportBug(thrown: unknown): void;
  /** Stops the workers, publishes the project and closes it. */
  close(): Promise<void>;
}

/** One window's end of the conversation. */
export interface Window {
  /** Takes whatever arrived; what is not a frame is dropped. */
  hear(frame: unknown): void;
  detach(): void;
}

const Frame = v.object({ serial: v.number(), name: v.string(), ask: v.unknown() });

export function createApp(around: AppSurroundings): App {
  mkdirSync(around.dataFolder, { recursive: true, mode: 0o700 });
  const { clock = systemClock, newId = randomUUID } = around;
  const log = openLog(join(around.dataFolder, 'log.txt'), clock.now);
  const announcer = new Announcer(tellProject);
  const jobs = new WorkerPool({ spawn: around.spawnWorker, folder: join(around.dataFolder, 'jobs', String(process.pid)), log });
  const recent = new RecentFiles(around.dataFolder, [around.resources], clock.now);
  const levelMaps = new LevelMaps({ jobs, clock, isOpen: (project) => workspace.open === project, onTrouble: quietTrouble });
  const workspace = new Workspace(
    {
      dataFolder: around.dataFolder,
      clock,
      newId,
      onChanged: () => announcer.projectChanged(),
      onSaved: (save) => announcer.tell('project.saved', save),
    },
    recent,
    (project) => {
      jobs.cancelLane('engine');
      announcer.projectChanged();
      if (project) void checkFits(context, project).catch((thrown) => workspace.open === project && quietTrouble(thrown));
    },
  );
  const context: Context = { around, workspace, jobs, recent, tell: (name, event) => announcer.tell(name, event) };
  const handlers = { ...appHandlers(context), ...projectHandlers(context), ...dataHandlers(context), ...modelHandlers(context) };
  const route = createRouter(handlers, describeBug);

  function tellProject(): void {
    announcer.tell('project.changed', workspace.open?.state() ?? null);
    if (workspace.open) levelMaps.changed(workspace.open);
  }

  function describeBug(thrown: unknown, doing: string): Failure {
    const formulas = workspace.open?.state().models.map(({ spec }) => spec.formula) ?? [];
    const described = bugFailure(thrown, doing, { version: around.version, formulas });
    log(`bug: ${String(described.details['report'])}`);
    return described;
  }

  function quietTrouble(thrown: unknown): void {
    const trouble = failureOf(thrown) ?? describeBug(thrown, 'in the background');
    if (trouble.code !== 'job.cancelled') announcer.trouble(trouble);
  }

  async function answer(frame: unknown, send: (frame: ToWindow) => void): Promise<void> {
    const checked = v.safeParse(Frame, frame);
    if (!checked.success) return log('dropped something that is not a frame');
    const { serial, name, ask } = checked.output;
    const reply = await route(name, ask);
    announcer.flush();
    send({ kind: 'reply', serial, reply });
  }

  return {
    attach: (send) => {
      const leave = announcer.add(send);
      return { hear: (frame) => void answer(frame, send), detach: leave };
    },
    openFile: async (path) => {
      const [name, ask] =
        kindOf(path) === 'project' ? ['project.open', { path }] : ['data.import', { job: newId(), path, options: null }];
      const reply = await route(name as string, ask);
      if ('failure' in reply) announcer.trouble(reply.failure);
    },
    reportBug: (thrown) => announcer.trouble(describeBug(thrown, 'in the background')),
    close: async () => {
      levelMaps.close();
      jobs.close();
      await workspace.close();
    },
  };
}
