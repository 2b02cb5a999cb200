import type { FailureError, OnProgress } from '../../../engine/contract/index.ts';
import { laneOf } from './protocol.ts';
import type { JobAnswer, JobAsk, JobKind, Lane } from './protocol.ts';
import type { WorkerHandle } from './worker.ts';

/** What a job may say beside what is to be done. */
export interface JobOptions {
  /** The name under which `cancel` stops it. */
  readonly job: string;
  /** A newer job with the same subject stops the older one. */
  readonly subject?: string;
  /** Waits behind every job that is not quiet. */
  readonly quiet?: boolean;
  /** What a worker that has it at hand need not make anew: such a worker is preferred for jobs of the `analysis` lane. */
  readonly atHand?: string;
  readonly onProgress?: OnProgress;
}

/** A job in the queue or at work. */
export interface Ticket {
  readonly serial: number;
  readonly kind: JobKind;
  readonly ask: JobAsk<JobKind>;
  readonly options: JobOptions;
  readonly settle: { resolve(answer: JobAnswer<JobKind>): void; reject(thrown: unknown): void };
  /** Why it is being stopped; null while it is not. */
  stopped: FailureError | null;
}

/** A worker, and what it does. */
export interface Seat {
  readonly handle: WorkerHandle;
  /** Works for the `analysis` lane alone. */
  readonly helper: boolean;
  ready: boolean;
  ticket: Ticket | null;
  /** The lane it served last. */
  lastLane: Lane | null;
  /** `atHand` of its last job. */
  atHand: string | null;
}

/** Quiet jobs behind the others, each kind in the order in which they came. */
export function byUrgency(a: Ticket, b: Ticket): number {
  return Number(a.options.quiet ?? false) - Number(b.options.quiet ?? false) || a.serial - b.serial;
}

/** A free worker for the job, if it may begin now. */
export function seatFor(ticket: Pick<Ticket, 'kind' | 'options'>, seats: readonly Seat[]): Seat | null {
  const lane = laneOf[ticket.kind];
  const ready = seats.filter((seat) => seat.ready && seat.helper === (lane === 'analysis'));
  return lane === 'analysis' ? helperFor(ticket.options.atHand ?? null, ready) : mainSeatFor(lane, ready);
}

/** One that has at hand what the job needs, or any that is free. */
function helperFor(atHand: string | null, ready: readonly Seat[]): Seat | null {
  const free = ready.filter((seat) => !seat.ticket);
  return free.find((seat) => seat.atHand === atHand) ?? free[0] ?? null;
}

/** A free worker for a lane that no job occupies: the one that served the lane last, then one that served none. */
function mainSeatFor(lane: Lane, ready: readonly Seat[]): Seat | null {
  if (ready.some(({ ticket }) => ticket && laneOf[ticket.kind] === lane)) return null;
  const free = ready.filter((seat) => !seat.ticket);
  return free.find((seat) => seat.lastLane === lane) ?? free.find((seat) => seat.lastLane === null) ?? free[0] ?? null;
}
