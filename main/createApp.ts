import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { failureOf } from '../engine/contract/index.ts';
import type { Failure } from '../engine/contract/index.ts';
import type { ToWindow } from './api.ts';
import { analysisHandlers } from './handlers/analyses.ts';
import { Announcer } from './handlers/announcer.ts';
import { appHandlers } from './handlers/app.ts';
import { checkFits } from './handlers/checkFits.ts';
import type { Context } from './handlers/context.ts';
import { dataHandlers } from './handlers/data.ts';
import { dataStepHandlers } from './handlers/dataSteps.ts';
import { Deriving } from './handlers/deriving.ts';
import { exchangeHandlers } from './handlers/exchange.ts';
import { stopLostFits } from './handlers/fitModel.ts';
import { LevelMaps } from './handlers/levelMaps.ts';
import { lookHandlers } from './handlers/look.ts';
import { madeTableHandlers } from './handlers/madeTables.ts';
import { modelHandlers } from './handlers/models.ts';
import { wasOvertaken } from './handlers/overtaken.ts';
import { projectHandlers } from './handlers/project.ts';
import { stopLostAnalyses } from './handlers/runAnalysis.ts';
import type { AppSurroundings } from './handlers/surroundings.ts';
import { tableWorkHandlers } from './handlers/tableWork.ts';
import { Workspace } from './handlers/workspace.ts';
import { createRouter } from './router.ts';
import type { Handlers, Route } from './router.ts';
import { WorkerPool } from './services/jobs/pool.ts';
import { ownFolder, removeLeftovers } from './services/leftovers.ts';
import { kindOf } from './services/listFiles.ts';
import { openLog } from './services/log.ts';
import type { Log } from './services/log.ts';
import { bugFailure } from './services/problemReport.ts';
import { systemClock } from './services/project/index.ts';
import type { FileWork, Project, Surroundings } from './services/project/index.ts';
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
  return new Terrace(around);
}

class Terrace implements App {
  readonly #around: AppSurroundings;
  readonly #newId: () => string;
  readonly #log: Log;
  readonly #announcer = new Announcer(() => this.#tellProject());
  readonly #jobs: WorkerPool;
  readonly #workspace: Workspace;
  readonly #levelMaps: LevelMaps;
  readonly #deriving: Deriving;
  readonly #route: Route;

  constructor(around: AppSurroundings) {
    const { dataFolder, resources, spawnWorker, clock = systemClock, newId = randomUUID } = around;
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
    this.#around = around;
    this.#newId = newId;
    this.#log = openLog(join(dataFolder, 'log.txt'), clock.now);
    this.#jobs = new WorkerPool({ spawn: spawnWorker, folder: ownFolder(dataFolder, 'jobs'), log: this.#log });
    void removeLeftovers(dataFolder, clock.now()).catch((thrown) => this.#log(`leftovers: ${String(thrown)}`));
    const recent = new RecentFiles(dataFolder, [resources], clock.now);
    this.#workspace = new Workspace(
      { dataFolder, clock, newId, fileWork: fileWorkBy(this.#jobs), ...this.#listening() },
      recent,
      (project) => this.#opened(project),
    );
    this.#levelMaps = new LevelMaps({
      jobs: this.#jobs,
      clock,
      isOpen: (project) => this.#workspace.open === project,
      onTrouble: (thrown) => this.#quietTrouble(thrown),
    });
    this.#deriving = new Deriving({
      jobs: this.#jobs,
      dataFolder,
      tell: (name, event) => this.#announcer.tell(name, event),
      isOpen: (project) => this.#workspace.open === project,
      onTrouble: (thrown) => this.#quietTrouble(thrown),
    });
    this.#route = createRouter(this.#handlers(recent), (thrown, doing) => this.#describeBug(thrown, doing));
  }

  attach(send: (frame: ToWindow) => void): Window {
    const leave = this.#announcer.add(send);
    return { hear: (frame) => void this.#answer(frame, send), detach: leave };
  }

  async openFile(path: string): Promise<void> {
    const reply = await (kindOf(path) === 'project' ? this.#route('project.open', { path }) : this.#import(path));
    if ('failure' in reply) this.#announcer.trouble(reply.failure);
  }

  reportBug(thrown: unknown): void {
    this.#announcer.trouble(this.#describeBug(thrown, 'in the background'));
  }

  async close(): Promise<void> {
    this.#levelMaps.close();
    this.#jobs.cancelAllBut('writeSnapshot');
    await this.#workspace.close();
    this.#jobs.close();
    rmSync(ownFolder(this.#around.dataFolder, 'staging'), { recursive: true, force: true });
  }

  #handlers(recent: RecentFiles): Handlers {
    const context: Context = {
      around: this.#around,
      workspace: this.#workspace,
      jobs: this.#jobs,
      recent,
      deriving: this.#deriving,
      tell: (name, event) => this.#announcer.tell(name, event),
    };
    return {
      ...appHandlers(context),
      ...projectHandlers(context),
      ...dataHandlers(context),
      ...dataStepHandlers(context),
      ...madeTableHandlers(context),
      ...lookHandlers(context),
      ...tableWorkHandlers(context),
      ...exchangeHandlers(context),
      ...modelHandlers(context),
      ...analysisHandlers(context),
    };
  }

  /** What projects tell of themselves. */
  #listening(): Pick<Surroundings, 'onChanged' | 'onSaved' | 'onTrouble'> {
    return {
      onChanged: () => this.#announcer.projectChanged(),
      onSaved: (save) => this.#announcer.tell('project.saved', save),
      onTrouble: (thrown) => this.#quietTrouble(thrown),
    };
  }

  /** Another project is open, or none: what was computed for the one before is of no use. */
  #opened(project: Project | null): void {
    this.#jobs.cancelLane('engine');
    this.#jobs.cancelLane('analysis');
    this.#levelMaps.leave();
    this.#deriving.leave();
    this.#announcer.projectChanged();
    if (!project) return;
    const context = { jobs: this.#jobs, workspace: this.#workspace };
    void checkFits(context, project).catch((thrown) => this.#workspace.open === project && this.#quietTrouble(thrown));
  }

  #import(path: string): ReturnType<Route> {
    return this.#route('data.import', { job: this.#newId(), path, options: null });
  }

  #tellProject(): void {
    const project = this.#workspace.open;
    this.#announcer.tell('project.changed', project?.state() ?? null);
    if (!project) return;
    this.#deriving.changed(project);
    this.#levelMaps.changed(project);
    stopLostFits({ jobs: this.#jobs }, project);
    stopLostAnalyses({ jobs: this.#jobs }, project);
  }

  /** Every change that a call made is told before the call is answered. */
  async #answer(frame: unknown, send: (frame: ToWindow) => void): Promise<void> {
    const checked = v.safeParse(Frame, frame);
    if (!checked.success) return this.#log('dropped something that is not a frame');
    const { serial, name, ask } = checked.output;
    const reply = await this.#route(name, ask);
    this.#announcer.flush();
    send({ kind: 'reply', serial, reply });
  }

  #describeBug(thrown: unknown, doing: string): Failure {
    const formulas = this.#workspace.open?.state().models.map(({ spec }) => spec.formula) ?? [];
    const described = bugFailure(thrown, doing, { version: this.#around.version, formulas });
    this.#log(`bug: ${String(described.details['report'])}`);
    return described;
  }

  /** Trouble of work that no call is waiting for. */
  #quietTrouble(thrown: unknown): void {
    if (!wasOvertaken(thrown)) this.#announcer.trouble(failureOf(thrown) ?? this.#describeBug(thrown, 'in the background'));
  }
}

/** Leaves the work on whole project files to a worker. */
function fileWorkBy(jobs: WorkerPool): FileWork {
  return {
    writeSnapshot: (database, target) => jobs.run('writeSnapshot', { database, target }, { job: `write ${target}` }),
    inspectCopy: (database, path) => jobs.run('inspectCopy', { database, path }, { job: `inspect ${database}` }),
  };
}
