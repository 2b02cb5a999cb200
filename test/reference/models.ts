/**
 * Every reference model, named once in models.json, on the sample files the program ships; what R gives for it stands in
 * values/models.json (make/models.R).
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../engine/index.ts';
import type { ColumnTable, Criterion, FitResult, ModelSpec, Report } from '../../engine/contract/index.ts';
import { parseCsv } from '../../main/services/reference/parseCsv.ts';
import { referenceTable } from '../../main/services/reference/referenceTable.ts';
import models from './models.json' with { type: 'json' };
import values from './values/models.json' with { type: 'json' };

export interface Expected {
  readonly coefNames: readonly string[];
  readonly beta: readonly number[];
  readonly se: readonly number[];
  readonly df: readonly number[];
  readonly p: readonly number[];
  readonly sigma: number;
  readonly logLik: number;
  readonly AIC: number;
  readonly BIC: number;
  readonly npar: number;
  readonly scaledResiduals: readonly number[];
  /** Linear models. */
  readonly r2?: number;
  readonly r2adjusted?: number;
  readonly F?: readonly number[];
  /** Mixed models. */
  readonly theta?: readonly number[];
  readonly thetaNames?: readonly string[];
  readonly varCorr?: readonly {
    readonly grp: string;
    readonly var1: string | null;
    readonly var2: string | null;
    readonly vcov: number;
    readonly sdcor: number;
  }[];
  readonly groups?: Readonly<Record<string, number>>;
  readonly criterionValue?: number;
  readonly devianceML?: number;
  readonly DIC?: number;
  /** The criterion at a theta away from the optimum. */
  readonly at?: { readonly theta: readonly number[]; readonly criterion: number };
  readonly firstModes?: Readonly<Record<string, number>>;
  readonly firstLevel?: string;
}

export const expected = values.models as unknown as Readonly<Record<string, Expected>>;
export const likelihoodRatios = values.likelihoodRatios;
export const modelIds = models.map(({ id }) => id);

export function specOf(id: string): ModelSpec {
  const { formula, criterion } = modelNamed(id);
  return { kind: 'model', formula, criterion: criterion as Criterion };
}

export function tableOf(id: string): ColumnTable {
  const { file, factors } = modelNamed(id);
  return sampleTable(file, factors);
}

/** A shipped sample with the columns in `factors` read as categories, their levels sorted as R sorts them, and the others as numbers. */
export function sampleTable(file: string, factors: readonly string[]): ColumnTable {
  const csv = readFileSync(join(import.meta.dirname, '../../resources/samples', `${file}.csv`), 'utf8');
  const numbers = [...parseCsv(csv)].filter(
    ([name, cells]) => !factors.includes(name) && cells.every((cell) => cell === null || Number.isFinite(Number(cell))),
  );
  const columns = [
    ...numbers.map(([name]) => [name, { type: 'numeric' }] as const),
    ...factors.map((name) => [name, { type: 'factor' }] as const),
  ];
  return referenceTable(csv, Object.fromEntries(columns));
}

const fitted = new Map<string, { report: Report; fits: readonly FitResult[] }>();

/** The model's fits and page; made once. */
export function fittedModel(id: string): { report: Report; fits: readonly FitResult[] } {
  const known = fitted.get(id);
  if (known) return known;
  const made = run(specOf(id), tableOf(id), { onProgress: () => undefined, checkCancelled: () => undefined });
  fitted.set(id, made);
  return made;
}

function modelNamed(id: string) {
  const found = models.find((model) => model.id === id);
  if (!found) throw new Error(`There is no reference model ${id}`);
  return found;
}
