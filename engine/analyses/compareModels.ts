/**
 * Fitted models side by side: what is called the same stands in the same row.
 */
import type {
  Cell,
  ComparedModel,
  ComparisonRequest,
  FitResult,
  Report,
  TableBlock,
  TableColumn,
  TableRow,
} from '../contract/index.ts';
import { explanations } from '../text/explanations.ts';
import { comparisonNotes } from '../text/notes.ts';
import { plain } from '../text/words.ts';
import { explainedSection } from './comparedExplained.ts';
import { fitRows } from './comparedFit.ts';
import { randomRows } from './comparedRandom.ts';
import { mergedOrder, type ComparedRow } from './comparedRow.ts';

/** One table of all models, a column each in the order given, in sections: fixed effects, random effects, fit. */
export function compareModels(request: ComparisonRequest): Report {
  return { title: 'Models side by side', blocks: [comparisonTable(request.models)] };
}

function comparisonTable(models: readonly ComparedModel[]): TableBlock {
  const fits = models.map(({ fit }) => fit);
  const explained = explainedSection(models);
  const sections: [string, readonly ComparedRow[]][] = [
    ['Fixed effects · estimate (SE)', fixedRows(fits)],
    ['Random effects · SD', randomRows(fits)],
    ...(explained ? [[explained.heading, explained.rows] satisfies [string, readonly ComparedRow[]]] : []),
    ['Fit', fitRows(models)],
  ];
  const rows = sections.flatMap(([heading, section], index) => [
    { id: `section-${index}`, heading, cells: {} },
    ...section.map((row) => tableRow(row, models)),
  ]);
  return {
    kind: 'table',
    id: 'comparison',
    title: 'Models side by side',
    columns: columnsOf(models),
    rows,
    notes: comparisonNotes(fits),
  };
}

function columnsOf(models: readonly ComparedModel[]): TableColumn[] {
  const named = models.map(({ id, name, fit }): TableColumn => ({
    id,
    title: name,
    subtitle: estimation(fit),
    format: 'estimate',
  }));
  return [{ id: 'name', title: '', format: 'text' }, ...named];
}

function estimation(fit: FitResult): string {
  return fit.method === 'lm' ? 'least squares' : fit.criterion;
}

function tableRow({ label, cell, ...row }: ComparedRow, models: readonly ComparedModel[]): TableRow {
  const cells = models.map((model, index) => [model.id, cell(model, models[index - 1] ?? null)] as const);
  return { ...row, explanation: plain(row.explanation ?? ''), cells: { name: plain(label), ...Object.fromEntries(cells) } };
}

function fixedRows(fits: readonly FitResult[]): ComparedRow[] {
  return mergedOrder(fits.map(({ coefNames }) => coefNames)).map((name) => ({
    id: `fixed:${name}`,
    label: name,
    ...(coefLevel(fits, name) === null ? {} : { level: coefLevel(fits, name) as number }),
    explanation: coefficientExplanation(fits, name),
    cell: ({ fit }) => coefficientCell(fit, name),
  }));
}

function coefficientExplanation(fits: readonly FitResult[], name: string): string {
  const fit = fits.find(({ coefNames }) => coefNames.includes(name)) ?? fits[0];
  return name === '(Intercept)' ? explanations.intercept(fit.outcome) : explanations.coefficient(fit.outcome, name, fit);
}

function coefficientCell(fit: FitResult, name: string): Cell {
  const test = fit.tests.find((candidate) => candidate.name === name);
  if (test) return { value: test.estimate, aside: test.se, p: test.p };
  return fit.droppedColumns.includes(name) ? { value: 'left out', explanation: explanations.leftOut() } : null;
}

function coefLevel(fits: readonly FitResult[], name: string): number | null {
  const fit = fits.find(({ coefNames }) => coefNames.includes(name));
  return fit ? fit.coefLevels[fit.coefNames.indexOf(name)] : null;
}
