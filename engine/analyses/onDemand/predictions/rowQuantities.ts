/**
 * What the model makes of every row: fitted values, residuals, leverage.
 */
import type { CellFormat, Choice, FitResult, TableBlock } from '../../../contract/index.ts';
import { designForRows, type NewRows } from '../../../frame/index.ts';
import { leverage } from '../../../glm/lm.ts';
import { rowInfluence } from '../../../inference/influence.ts';
import { leverageCost, mixedLeverage } from '../../../inference/leverage.ts';
import { predictFixed, predictWithGroups } from '../../../inference/predict.ts';
import { fitted, fixedPredictor, ranef } from '../../../lmm/index.ts';
import { rowWords as words } from '../../../text/predictions.ts';
import { defineAnalysis } from '../defineAnalysis.ts';
import type { Subject } from '../subject.ts';
import { table } from '../table.ts';

/** Rows of a table at once: more would hold up a window and its project. */
const MOST_ROWS = 50_000;
/** Multiplications beyond which leverages are left out: about half a minute. */
const AFFORDABLE = 2e10;

type Quantity = 'outcome' | 'fitted' | 'population' | 'residual' | 'pearson' | 'standardized' | 'student' | 'leverage' | 'cook';

const formats: Readonly<Record<Quantity, CellFormat>> = {
  outcome: 'estimate',
  fitted: 'estimate',
  population: 'estimate',
  residual: 'estimate',
  pearson: 'estimate',
  standardized: 'estimate',
  student: 'estimate',
  leverage: 'share',
  cook: 'estimate',
};

export const rowQuantities = defineAnalysis({
  id: 'row-quantities',
  title: words.title,
  about: words.about,
  area: 'predictions',
  applies: () => true,
  choices: (fit) => [quantityChoice(fit), ...(fit.nobs > MOST_ROWS ? [firstChoice(fit)] : [])],
  blocks: (subject, chosen) => {
    const first = subject.fit.nobs > MOST_ROWS ? chosen.given('first') : 1;
    return [rowTable(subject, chosen.some('quantities') as readonly Quantity[], first - 1), ...unusedTables(subject)];
  },
});

/** Without group effects and with them is the same for a linear model, which alone has studentised residuals. */
function quantityChoice({ method }: FitResult): Choice {
  const names = (Object.keys(formats) as Quantity[]).filter((name) => name !== (method === 'lm' ? 'population' : 'student'));
  const options = names.map((name) => ({ value: name, label: words[name] }));
  const value = names.filter((name) => ['outcome', 'fitted', 'population', 'residual', 'pearson'].includes(name));
  return { id: 'quantities', kind: 'some', label: words.choice, options, value, least: 1 };
}

/** Which of very many rows the table begins with. */
function firstChoice({ nobs }: FitResult): Choice {
  const explanation = words.firstHelp(MOST_ROWS, nobs);
  return { id: 'first', kind: 'number', label: words.first, explanation, value: 1, min: 1, max: nobs, whole: true };
}

/** @param first of the rows used that the table begins with, from 0 */
function rowTable(subject: Subject, asked: readonly Quantity[], first: number): TableBlock {
  const { frame, fit } = subject;
  const needsLeverage = asked.some((name) => ['standardized', 'student', 'leverage', 'cook'].includes(name));
  const isTooLarge = needsLeverage && fit.method === 'lmm' && leverageCost(subject.model) > AFFORDABLE;
  const shown = isTooLarge
    ? asked.filter((name) => ['outcome', 'fitted', 'population', 'residual', 'pearson'].includes(name))
    : asked;
  const values = rowValues(subject, needsLeverage && !isTooLarge, shown.includes('student'));
  return table({
    id: 'rows',
    title: words.title,
    columns: [
      { id: 'row', title: words.row, format: 'text' },
      ...shown.map((name) => ({ id: name, title: name === 'outcome' ? fit.outcome : words[name], format: formats[name] })),
    ],
    rows: Array.from((frame.rowNumbers ?? frame.rows).slice(first, first + MOST_ROWS), (row, i) => ({
      id: String(row + 1),
      label: String(row + 1),
      cells: Object.fromEntries(shown.map((name) => [name, finite(values[name]?.[first + i])])),
    })),
    notes: [
      ...(frame.n > MOST_ROWS ? [words.firstHelp(MOST_ROWS, frame.n)] : []),
      words.rowNote,
      ...notesOf(fit, shown),
      ...(isTooLarge ? [words.tooLarge] : []),
    ],
  });
}

/** Predictions for the rows of the data that the fit did not use, where they have all predictors. */
function unusedTables(subject: Subject): TableBlock[] {
  const { frame, fit, expanded, table: data } = subject;
  if (data.rows === frame.n || fit.spec.offset !== undefined) return [];
  const rows = designForRows(expanded, frame, data);
  const population = predictFixed(rows, fit.beta);
  const values = fit.method === 'lm' ? population : withGroups(subject, rows);
  const used = new Set(frame.rows);
  const unused = [...values.keys()].filter((row) => !used.has(row) && Number.isFinite(values[row])).slice(0, MOST_ROWS);
  if (unused.length === 0) return [];
  return [
    table({
      id: 'unused-rows',
      title: words.newTitle,
      columns: [
        { id: 'row', title: words.row, format: 'text' },
        { id: 'fitted', title: words.fitted, format: 'estimate' },
        ...(fit.method === 'lm' ? [] : [{ id: 'population', title: words.population, format: 'estimate' as const }]),
      ],
      rows: unused.map((row) => ({
        id: String((data.rowNumbers?.[row] ?? row) + 1),
        label: String((data.rowNumbers?.[row] ?? row) + 1),
        cells: { fitted: values[row], ...(fit.method === 'lm' ? {} : { population: population[row] }) },
      })),
      notes: [words.newNote],
    }),
  ];
}

function withGroups({ model, asked }: Subject, rows: NewRows): Float64Array {
  return predictWithGroups(rows, asked.beta, model, ranef(model, asked.fit));
}

type RowValues = Partial<Record<Quantity, ArrayLike<number>>>;

/** n numbers of each quantity. */
function rowValues(subject: Subject, withLeverage: boolean, withStudent: boolean): RowValues {
  const { frame, fit } = subject;
  const outcome = frame.y;
  const values = subject.fit.method === 'lm' ? linearFitted(subject) : mixedFitted(subject);
  const residual = outcome.map((y, i) => y - values.fitted[i]);
  const pearson = residual.map((e, i) => (e * Math.sqrt(frame.weights?.[i] ?? 1)) / fit.sigma);
  const student = withStudent && fit.method === 'lm' ? { student: rowInfluence(subject.linear).student } : {};
  if (!withLeverage) return { outcome, ...values, residual, pearson };
  const h = fit.method === 'lm' ? leverage(subject.linear) : mixedLeverage(subject.model, subject.asked.fit);
  const standardized = pearson.map((e, i) => e / Math.sqrt(1 - h[i]));
  const cook = pearson.map((e, i) => ((e / (1 - h[i])) ** 2 * h[i]) / frame.p);
  return { outcome, ...values, residual, pearson, standardized, leverage: h, cook, ...student };
}

function linearFitted({ linear }: Subject) {
  return { fitted: linear.fitted, population: linear.fitted };
}

function mixedFitted({ model, asked }: Subject) {
  return { fitted: fitted(model, asked.fit, ranef(model, asked.fit)), population: fixedPredictor(model, asked.fit) };
}

function notesOf({ method }: FitResult, shown: readonly Quantity[]): string[] {
  return [
    ...(shown.includes('pearson') ? [words.pearsonNote] : []),
    ...(shown.includes('standardized') ? [words.standardizedNote] : []),
    ...(shown.includes('leverage') ? [method === 'lm' ? words.leverageLinear : words.leverageMixed] : []),
    ...(shown.includes('cook') ? [words.cookNote] : []),
  ];
}

function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}
