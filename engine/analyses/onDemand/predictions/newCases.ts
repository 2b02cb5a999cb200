/**
 * The cases a person asks predictions for: values of the predictors, one of them varied if wished, and the groups they are in.
 */
import type { Choice, Column, ColumnTable, FitResult, OneChoice } from '../../../contract/index.ts';
import { designForRows, predictorsOf as readBy, type NewRows } from '../../../frame/index.ts';
import type { GroupOfRow } from '../../../inference/predictionInterval.ts';
import { mean } from '../../../stats/index.ts';
import { caseWords as words } from '../../../text/predictions.ts';
import type { Chosen } from '../chosen.ts';
import { predictorsOf } from '../means/predictors.ts';
import type { Subject } from '../subject.ts';
import { slopeVariables, valuesOf } from '../variance/slopeVariables.ts';

/** Groups beyond this many cannot be chosen one by one. */
const MOST_GROUPS = 5000;
const POINTS = 7;

export interface NewCases {
  readonly rows: NewRows;
  /** What tells the rows apart: the value or category of what is varied; a single empty label where nothing is. */
  readonly labels: readonly string[];
  readonly varied: string | null;
  /** By the frame's grouping factors. */
  readonly groups: readonly GroupOfRow[];
  /** Predictors and the values they are held at, in words. */
  readonly held: readonly (readonly [string, number | string])[];
}

export function caseChoices(fit: FitResult): Choice[] {
  const numbers = numbersOf(fit);
  const { factors } = predictorsOf(fit);
  return [
    ...varyChoices(
      numbers,
      factors.map(({ name }) => name),
    ),
    ...(numbers.length ? [numbersChoice(numbers)] : []),
    ...factors.map(({ name, levels }) => oneOf(`category:${name}`, name, levels)),
    ...fit.groups.map(({ name }) => groupChoice(fit, name)),
  ];
}

function numbersChoice(names: readonly string[]): Choice {
  return { id: 'at', kind: 'numbers', label: words.at, explanation: words.atHelp, names, value: names.map(() => null) };
}

function varyChoices(numbers: readonly string[], factors: readonly string[]): Choice[] {
  const names = [...numbers, ...factors];
  if (names.length === 0) return [];
  const options = [{ value: 'none', label: words.noVary }, ...names.map((name) => ({ value: `of:${name}`, label: name }))];
  return [
    { id: 'vary', kind: 'one', label: words.vary, explanation: words.varyHelp, options, value: options[1].value },
    { id: 'points', kind: 'number', label: words.points, value: POINTS, min: 2, max: 101, whole: true },
  ];
}

function oneOf(id: string, label: string, levels: readonly string[]): OneChoice {
  return { id, kind: 'one', label, options: levels.map((level) => ({ value: level, label: level })), value: levels[0] };
}

function groupChoice({ conditionalModes }: FitResult, name: string): OneChoice {
  const levels = conditionalModes.find(({ group }) => group === name)?.levels ?? [];
  const known = levels.slice(0, MOST_GROUPS).map((level) => ({ value: `known:${level}`, label: level }));
  const options = [{ value: 'average', label: words.average(name) }, { value: 'new', label: words.fresh(name) }, ...known];
  return { id: `group:${name}`, kind: 'one', label: words.group(name), explanation: words.groupHelp, options, value: 'average' };
}

/** Numeric predictors of the fixed part, of random slopes and of offsets are all asked for. */
function numbersOf(fit: FitResult): string[] {
  const { numbers, factors } = predictorsOf(fit);
  const slopes = fit.method === 'lmm' ? slopeVariables(fit) : [];
  return [...new Set([...numbers, ...slopes])].filter((name) => !factors.some((factor) => factor.name === name));
}

/** The rows that the choices describe. */
export function newCases(subject: Subject, chosen: Chosen): NewCases {
  const { fit, frame, expanded } = subject;
  const numbers = numbersOf(fit);
  const { factors } = predictorsOf(fit);
  const typed = numbers.length ? chosen.numbers('at') : [];
  const at = new Map<string, number | string>([
    ...numbers.map((name, j) => [name, typed[j] ?? mean(valuesOf(subject, name))] as const),
    ...factors.map(({ name }) => [name, chosen.one(`category:${name}`)] as const),
  ]);
  const vary = numbers.length + factors.length ? chosen.one('vary') : 'none';
  const varied = vary === 'none' ? null : vary.slice('of:'.length);
  const values = varied === null ? [null] : variedValues(subject, varied, at.get(varied)!, chosen);
  const groups = fit.groups.map(({ name }, g) => groupOf(chosen.one(`group:${name}`), frame.groups[g].levels));
  const lines = values.map((value) => (varied === null ? at : new Map([...at, [varied, value!]])));
  return {
    rows: designForRows(expanded, frame, casesTable(subject, lines, rowLike(subject, groups))),
    labels: values.map((value) =>
      value === null ? '' : typeof value === 'number' ? String(Number(value.toPrecision(6))) : value,
    ),
    varied,
    groups,
    held: [...at].filter(([name]) => name !== varied),
  };
}

function groupOf(choice: string, levels: readonly string[]): GroupOfRow {
  return choice === 'average' || choice === 'new' ? choice : levels.indexOf(choice.slice('known:'.length));
}

/** Every category, or numbers evenly over the range in the rows used. */
function variedValues(subject: Subject, name: string, like: number | string, chosen: Chosen): (number | string)[] {
  if (typeof like === 'string') return [...predictorsOf(subject.fit).factors.find((factor) => factor.name === name)!.levels];
  const values = valuesOf(subject, name);
  const [low, high] = [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
  const points = chosen.given('points');
  return Array.from({ length: points }, (_, i) => low + ((high - low) * i) / (points - 1));
}

/** A row of the table from the first known group, so that what is constant in groups is as it is there; else the first row used. */
function rowLike({ frame }: Subject, groups: readonly GroupOfRow[]): number {
  const known = groups.findIndex((group) => typeof group === 'number');
  return frame.rows[known < 0 ? 0 : frame.groups[known].codes.indexOf(groups[known] as number)];
}

/** One row per case; columns that are not predictors as in the row `first` of the table. */
function casesTable(
  { table, expanded }: Subject,
  lines: readonly ReadonlyMap<string, number | string>[],
  first: number,
): ColumnTable {
  const random = expanded.random.flatMap(({ variables, group }) => [...variables, ...group.factors]);
  const named = new Set([...expanded.variables, ...expanded.offsets, ...random].flatMap(readBy));
  const columns = table.columns
    .filter(({ name }) => named.has(name))
    .map((column): Column => {
      if (column.kind === 'number')
        return { ...column, values: Float64Array.from(lines, (line) => Number(line.get(column.name) ?? column.values[first])) };
      const code = (value: number | string | undefined) =>
        value === undefined ? column.codes[first] : column.levels.indexOf(String(value));
      return { ...column, codes: Int32Array.from(lines, (line) => code(line.get(column.name))) };
    });
  return { rows: lines.length, columns };
}
