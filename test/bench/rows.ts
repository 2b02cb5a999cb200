/**
 * What is measured: every linear model and step whose speed is promised, with the data it runs on and the promise.
 */
import type { ColumnTable } from '../../engine/contract/index.ts';
import { besideCheckout, sample } from './dataFiles.ts';
import { crossedAtRandom, crossedNearby, slopesOverGroups } from './simulated.ts';

/** `fit` goes from formula and table to estimates; the other steps start from a fitted model. */
export type Task = 'fit' | 'satterthwaite' | 'kenwardRoger' | 'profile';

/** CPU seconds of the engine over CPU seconds of R, by the BLAS that R runs on. */
export interface Targets {
  readonly reference: number;
  readonly openblas: number;
}

export interface BenchRow {
  readonly id: string;
  readonly title: string;
  readonly task: Task;
  readonly formula: string;
  /** null where the data are not at hand. */
  readonly table: () => ColumnTable | null;
  /** null where R is not asked. */
  readonly targets: Targets | null;
  /** Why R is not asked. */
  readonly rCannot?: string;
  readonly atMost?: { readonly megabytes?: number; readonly seconds?: number };
}

const sleepstudy = () => sample('sleepstudy', { Reaction: 'numeric', Days: 'numeric', Subject: 'factor' });
const penicillin = () => sample('Penicillin', { diameter: 'numeric', plate: 'factor', sample: 'factor' });
const pastes = () => sample('Pastes', { strength: 'numeric', batch: 'factor', cask: 'factor' });
const instEval = () => besideCheckout('InstEval', { y: 'numeric', s: 'factor', d: 'factor', service: 'factor', dept: 'factor' });

const onSleepstudy = { formula: 'Reaction ~ Days + (Days | Subject)', table: sleepstudy } as const;
const onInstEval = { formula: 'y ~ service + (1 | s) + (1 | d)', table: instEval } as const;
const onGroups = 'y ~ x1 + x2 + x3 + x4 + (1 + x1 | g)';
const onCrossed = 'y ~ x + (1 | a) + (1 | b)';

export const benchRows: readonly BenchRow[] = [
  { id: 'sleepstudy', title: 'sleepstudy', task: 'fit', ...onSleepstudy, targets: faster(25) },
  {
    id: 'penicillin',
    title: 'Penicillin',
    task: 'fit',
    formula: 'diameter ~ 1 + (1 | plate) + (1 | sample)',
    table: penicillin,
    targets: faster(25),
  },
  { id: 'pastes', title: 'Pastes', task: 'fit', formula: 'strength ~ 1 + (1 | batch/cask)', table: pastes, targets: faster(25) },
  { id: 'insteval-service', title: 'InstEval service + (1|s) + (1|d)', task: 'fit', ...onInstEval, targets: faster(35, 9) },
  {
    id: 'insteval-dept',
    title: 'InstEval service*dept + (1|s) + (1|d)',
    task: 'fit',
    formula: 'y ~ service * dept + (1 | s) + (1 | d)',
    table: instEval,
    targets: faster(24, 9),
  },
  {
    id: 'insteval-slope',
    title: 'InstEval (1+service|d) + (1|s)',
    task: 'fit',
    formula: 'y ~ 1 + service + (1 + service | d) + (1 | s)',
    table: instEval,
    targets: faster(50, 8),
  },
  {
    id: 'slope-1e5',
    title: '1e5 rows x 1e3 groups, slope',
    task: 'fit',
    formula: onGroups,
    table: () => slopesOverGroups(1e5, 1e3),
    targets: faster(200),
  },
  {
    id: 'slope-1e6',
    title: '1e6 rows x 1e4 groups, slope',
    task: 'fit',
    formula: onGroups,
    table: () => slopesOverGroups(1e6, 1e4),
    targets: faster(300),
    atMost: { megabytes: 300 },
  },
  {
    id: 'crossed-local',
    title: 'local crossed 2e4 x 2e4, n = 1e5',
    task: 'fit',
    formula: onCrossed,
    table: () => crossedNearby(1e5, 2e4),
    targets: faster(25),
  },
  {
    id: 'crossed-random',
    title: 'random crossed 5e3 x 5e3, n = 25e3',
    task: 'fit',
    formula: onCrossed,
    table: () => crossedAtRandom(25e3, 5e3),
    targets: { reference: 1 / 8, openblas: 0.6 },
  },
  { id: 'satterthwaite-small', title: 'Satterthwaite, sleepstudy', task: 'satterthwaite', ...onSleepstudy, targets: faster(300) },
  { id: 'satterthwaite-insteval', title: 'Satterthwaite, InstEval', task: 'satterthwaite', ...onInstEval, targets: faster(30) },
  { id: 'kenward-roger-small', title: 'Kenward-Roger, sleepstudy', task: 'kenwardRoger', ...onSleepstudy, targets: faster(500) },
  {
    id: 'kenward-roger-insteval',
    title: 'Kenward-Roger, InstEval',
    task: 'kenwardRoger',
    ...onInstEval,
    targets: null,
    rCannot: 'needs n x n matrices, 40 GB each',
    atMost: { seconds: 5 },
  },
  { id: 'profile', title: 'profile intervals, sleepstudy', task: 'profile', ...onSleepstudy, targets: faster(500) },
];

function faster(thanReference: number, thanOpenblas = thanReference): Targets {
  return { reference: 1 / thanReference, openblas: 1 / thanOpenblas };
}
