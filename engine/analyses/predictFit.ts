/**
 * What a model's fit will take, with all that a page needs made along with it; told from sizes and the pattern of the factor alone.
 */
import type { Criterion, MachineSpeed, Prediction } from '../contract/index.ts';
import type { ModelFrame } from '../frame/types.ts';
import { isKenwardRogerQuick, kenwardRogerSeconds } from '../inference/kenwardRogerCost.ts';
import { isProfileQuick } from '../inference/profileCost.ts';
import { evaluationSeconds, fitCost, usualSpeed } from '../lmm/index.ts';
import type { LinearMixedModel } from '../lmm/index.ts';
import { costWords } from '../text/cost.ts';
import { groupLevels } from './dataLevels.ts';

/** Columns that are gone over for every row beside those of the model: residuals, ranks, keys. */
const BESIDE = 3;
/** What small work costs that is not worth telling apart; a table of profiles that is made along at most. */
const ANYTHING = 0.003;
const PROFILES = 0.05;
/** Parameters from which on they are what takes long. */
const MANY = 6;

export function predictFit(
  frame: ModelFrame,
  model: LinearMixedModel | null,
  criterion: Criterion,
  speed: MachineSpeed = usualSpeed,
): Prediction {
  const rows = (frame.n * (frame.p + randomColumns(frame) + BESIDE)) / speed.cells;
  if (model === null) return { seconds: ANYTHING + rows, bytes: 8 * frame.n * frame.p, why: costWords.rows(frame.n) };
  const fits = [...new Set([criterion, 'ML' as const])];
  const search = fits.reduce((sum, each) => sum + fitCost(model, each, speed).seconds, 0);
  const beside = fits.length * besideEvaluations(model) * evaluationSeconds(model, speed);
  const seconds = ANYTHING + rows + search + beside + tables(frame, criterion, speed);
  return { seconds, bytes: fitCost(model).bytes, why: rows > seconds / 2 ? costWords.rows(frame.n) : whySearch(frame, model) };
}

/** Evaluations after the search: differences for degrees of freedom, the covariances of the random effects, the estimates. */
function besideEvaluations({ places }: LinearMixedModel): number {
  return 2 * (places.length + 1) + 2;
}

/** Tables that are made along with a small model's fit; those of a machine that seemed slow while it was busy are not overrated. */
function tables(frame: ModelFrame, criterion: Criterion, speed: MachineSpeed): number {
  const levels = groupLevels(frame.groups);
  const groups = frame.groups.map((group, i) => ({ name: group.name, levels: group.levels.length, level: levels[i] }));
  const random = frame.random.map(({ group, columns }) => ({ group: frame.groups[group].name, columns }));
  const sizes = { groups, random, coefNames: frame.coefNames, nobs: frame.n };
  const kenwardRoger = criterion === 'REML' && isKenwardRogerQuick(sizes) ? kenwardRogerSeconds(sizes) : 0;
  return Math.min(2, usualSpeed.scattered / speed.scattered) * (kenwardRoger + (isProfileQuick(sizes) ? PROFILES : 0));
}

function whySearch(frame: ModelFrame, { factors, places, plan }: LinearMixedModel): string {
  const groups = factors.map(({ group, levels }) => ({ name: frame.groups[group].name, levels }));
  if (places.length >= MANY) return costWords.parameters(places.length);
  if (plan.sparse > 0) return costWords.crossing(groups);
  return costWords.levels(groups[0].name, groups[0].levels, factors[0].k);
}

function randomColumns({ random }: ModelFrame): number {
  return random.reduce((sum, { columns }) => sum + columns.length, 0);
}
