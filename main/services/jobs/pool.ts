import { closeSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { failure, FailureError } from '../../../engine/contract/index.ts';
import type { CheckCancelled } from '../../../engine/contract/index.ts';
import { jobWords } from '../../../engine/text/jobs.ts';
import { laneOf } from './protocol.ts';
import type { JobAnswer, JobAsk, JobKind, Lane } from './protocol.ts';
import { byUrgency, seatFor } from './schedule.ts';
import type { JobOptions, Seat, Ticket } from './schedule.ts';
import { thrownBy, workerDied } from './thrown.ts';
import type { FromWorker, SpawnWorker, ToWorker, WorkerDeath } from './worker.ts';

export type { JobOptions } from './schedule.ts';

/** Milliseconds that a cancelled job may take to stop by itself before its worker is ended. */
const PATIENCE = 1000;
/** Workers that may die in a row before one was ever ready; then jobs fail instead of starting another. */
const MAX_FAILED_BOOTS = 3;
/** Milliseconds without work after which a helper is ended. */
const IDLE = 60_000;

export interface PoolOptions {
  readonly spawn: SpawnWorker;
  /** A folder of the pool's own; a file in it asks a running job to stop. */
  readonly folder: string;
  /** How many processes; 2 unless told. With one there is no spare, and one job at a time. */
  readonly workers?: 1 | 2;
  /** How many more there may be for the `analysis` lane; all cores but one unless told. */
  readonly helpers?: number;
  /** Milliseconds after which an idle helper is ended; a minute unless told. */
  readonly helperIdle?: number;
  /** Told of bugs in a worker and of workers that died, for the log. */
  readonly log: (line: string) => void;
}

/**
 * Two worker processes and the queue before them: one at work and one warm spare, which also takes the short jobs of the `data`
 * lane. A job that does not stop within a second of being cancelled loses its worker, the spare takes over and a new one starts.
 *
 * Jobs of the `analysis` lane have *helpers*: further workers, started when they are needed and ended when they have been idle for a while,
 * so that no fit and no click waits for an analysis, and long ones use all cores.
 *
 * A worker computes without looking at its messages, so *stop* is a file: the pool creates `folder/serial`, and the worker's
 * `checkCancelled` looks whether it is there (every 20 ms, a few microseconds). This works alike in a child process and in
 * Electron's `utilityProcess`, which share no memory with main.
 */
export class WorkerPool {
  readonly #options: PoolOptions;
  readonly #seats = new Set<Seat>();
  /** Names of jobs that were cancelled, for the work that main does after them. */
  readonly #cancelled = new Set<string>();
  #queue: Ticket[] = [];
  #serial = 0;
  #failedBoots = 0;
  #closed = false;

  constructor(options: PoolOptions) {
    this.#options = options;
    mkdirSync(options.folder, { recursive: true });
    this.#fill();
  }

  /** @throws Failure 'job.cancelled', 'job.worker-died', or what the job itself fails with */
  run<K extends JobKind>(kind: K, ask: JobAsk<K>, options: JobOptions): Promise<JobAnswer<K>> {
    if (this.#closed) return Promise.reject(failure('job.cancelled', { kind }, jobWords.cancelled()));
    const { promise, resolve, reject } = Promise.withResolvers<JobAnswer<K>>();
    const settle = { resolve: resolve as (answer: JobAnswer<JobKind>) => void, reject };
    if (options.subject !== undefined) this.#replace(options.subject);
    this.#cancelled.delete(options.job);
    this.#queue.push({ serial: ++this.#serial, kind, ask, options, settle, stopped: null });
    this.#fill();
    this.#dispatch();
    return promise;
  }

  /** How many jobs of the `analysis` lane may run at once. */
  get helpers(): number {
    return Math.max(1, this.#options.helpers ?? availableParallelism() - 1);
  }

  /** An analysis is likely to be asked for: one helper gets ready. */
  prepareHelper(): void {
    if (this.#helperSeats().length === 0) this.#start(true);
  }

  /** Stops every job of this name; does nothing where there is none. */
  cancel(job: string): void {
    this.#cancelled.add(job);
    this.#stop((ticket) => ticket.options.job === job, failure('job.cancelled', { job }, jobWords.cancelled()));
  }

  /** For what main itself still has to do under the job's name. */
  checkCancelled(job: string): CheckCancelled {
    return () => {
      if (this.#cancelled.has(job)) throw failure('job.cancelled', { job }, jobWords.cancelled());
    };
  }

  /** Stops everything that reads a project which is being left; looking into files goes on. */
  cancelLane(lane: Lane): void {
    this.#stop((ticket) => laneOf[ticket.kind] === lane, failure('job.cancelled', {}, jobWords.cancelled()));
  }

  /** Stops all work but that of one kind. */
  cancelAllBut(kind: JobKind): void {
    this.#stop((ticket) => ticket.kind !== kind, failure('job.cancelled', {}, jobWords.cancelled()));
  }

  close(): void {
    this.#closed = true;
    this.#stop(() => true, failure('job.cancelled', {}, jobWords.cancelled()));
    for (const seat of [...this.#seats]) this.#end(seat);
    rmSync(this.#options.folder, { recursive: true, force: true });
  }

  #replace(subject: string): void {
    this.#stop((ticket) => ticket.options.subject === subject, failure('job.cancelled', { replaced: true }, jobWords.replaced()));
  }

  #stop(matches: (ticket: Ticket) => boolean, why: FailureError): void {
    const leaving = this.#queue.filter(matches);
    this.#queue = this.#queue.filter((ticket) => !leaving.includes(ticket));
    for (const ticket of leaving) ticket.settle.reject(why);
    for (const seat of this.#seats)
      if (seat.ticket && !seat.ticket.stopped && matches(seat.ticket)) this.#stopRunning(seat, seat.ticket, why);
  }

  #stopRunning(seat: Seat, ticket: Ticket, why: FailureError): void {
    ticket.stopped = why;
    closeSync(openSync(this.#stopFile(ticket.serial), 'w'));
    setTimeout(() => seat.ticket === ticket && this.#end(seat), PATIENCE).unref();
  }

  #stopFile(serial: number): string {
    return join(this.#options.folder, String(serial));
  }

  /**
   * Starts what is missing: the two workers, then helpers for the jobs that wait for one. The next once all are ready, so that they do not
   * slow each other's start.
   */
  #fill(): void {
    if (this.#closed || [...this.#seats].some((seat) => !seat.ready)) return;
    if (this.#failedBoots >= MAX_FAILED_BOOTS && this.#queue.length === 0) return;
    const helpers = this.#helperSeats();
    if (this.#seats.size - helpers.length < (this.#options.workers ?? 2)) this.#start(false);
    else if (helpers.length < this.helpers && this.#wantsHelper(helpers)) this.#start(true);
  }

  #helperSeats(): Seat[] {
    return [...this.#seats].filter((seat) => seat.helper);
  }

  #wantsHelper(helpers: readonly Seat[]): boolean {
    const free = helpers.filter((seat) => !seat.ticket).length;
    return this.#queue.filter(({ kind }) => laneOf[kind] === 'analysis').length > free;
  }

  #start(helper: boolean): void {
    if (this.#closed) return;
    const seat: Seat = {
      handle: this.#options.spawn({
        onMessage: (message) => this.#hear(seat, message),
        onExit: (cause) => this.#bury(seat, cause),
      }),
      helper,
      ready: false,
      ticket: null,
      lastLane: null,
      atHand: null,
    };
    this.#seats.add(seat);
  }

  #dispatch(): void {
    for (const ticket of [...this.#queue].sort(byUrgency)) {
      const seat = seatFor(ticket, [...this.#seats]);
      if (seat) this.#seat(ticket, seat);
    }
  }

  #seat(ticket: Ticket, seat: Seat): void {
    this.#queue = this.#queue.filter((other) => other !== ticket);
    seat.ticket = ticket;
    seat.lastLane = laneOf[ticket.kind];
    seat.atHand = ticket.options.atHand ?? null;
    seat.handle.post({
      serial: ticket.serial,
      kind: ticket.kind,
      ask: ticket.ask,
      stopFile: this.#stopFile(ticket.serial),
    } as ToWorker);
  }

  #hear(seat: Seat, message: FromWorker): void {
    if (message.kind === 'ready') this.#welcome(seat, message);
    else if (message.serial !== seat.ticket?.serial) return;
    else if (message.kind === 'progress') seat.ticket.options.onProgress?.(message.progress);
    else this.#finish(seat, seat.ticket, message);
  }

  #welcome(seat: Seat, { bootMs, warmMs }: Extract<FromWorker, { kind: 'ready' }>): void {
    seat.ready = true;
    this.#failedBoots = 0;
    this.#options.log(`worker ready: boot ${bootMs.toFixed(0)} ms, dummy fit ${warmMs.toFixed(0)} ms`);
    this.#dispatch();
    this.#fill();
    if (seat.helper) this.#endWhenIdle(seat);
  }

  /** Waits anew for as long as there is work in between. */
  #endWhenIdle(seat: Seat): void {
    const serial = this.#serial;
    setTimeout(() => {
      if (!this.#seats.has(seat)) return;
      if (seat.ticket || this.#serial !== serial) this.#endWhenIdle(seat);
      else this.#end(seat);
    }, this.#options.helperIdle ?? IDLE).unref();
  }

  #finish(seat: Seat, ticket: Ticket, message: Extract<FromWorker, { kind: 'answer' | 'failure' | 'bug' }>): void {
    seat.ticket = null;
    if (ticket.stopped) rmSync(this.#stopFile(ticket.serial), { force: true });
    if (message.kind === 'answer') ticket.settle.resolve(message.answer);
    else ticket.settle.reject(ticket.stopped ?? thrownBy(message));
    this.#dispatch();
  }

  /** Ends a worker that is not wanted any more; its job, if any, was stopped. */
  #end(seat: Seat): void {
    this.#seats.delete(seat);
    seat.handle.end();
    if (seat.ticket) this.#reject(seat.ticket, null);
    this.#fill();
    this.#dispatch();
  }

  /** A worker died by itself. */
  #bury(seat: Seat, cause: WorkerDeath): void {
    if (!this.#seats.delete(seat)) return;
    if (!seat.ready) this.#failedBoots += 1;
    this.#options.log(`worker died: ${JSON.stringify(cause)}`);
    if (seat.ticket) this.#reject(seat.ticket, cause);
    if (this.#failedBoots >= MAX_FAILED_BOOTS) this.#abandonQueue(cause);
    this.#fill();
    this.#dispatch();
  }

  #reject(ticket: Ticket, cause: WorkerDeath | null): void {
    rmSync(this.#stopFile(ticket.serial), { force: true });
    ticket.settle.reject(ticket.stopped ?? workerDied(ticket.kind, cause));
  }

  #abandonQueue(cause: WorkerDeath): void {
    for (const ticket of this.#queue) ticket.settle.reject(workerDied(ticket.kind, cause));
    this.#queue = [];
  }
}
