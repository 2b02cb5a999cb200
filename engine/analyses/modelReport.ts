/**
 * A model's own page: which outputs it has, in which order.
 */
import type { Block, NoticeBlock, Report } from '../contract/index.ts';
import { interpret, levelEquations, modelFormula, rScript } from '../report/index.ts';
import { reportWords } from '../text/notes.ts';
import { coefficients } from './coefficients.ts';
import { conditionalModes } from './conditionalModes.ts';
import type { DefinedTable, Fitted } from './defineTable.ts';
import { fitStatistics } from './fitStatistics.ts';
import { fixedCorrelations } from './fixedCorrelations.ts';
import { intraclass } from './intraclass.ts';
import { kenwardRoger } from './kenwardRoger.ts';
import { marginalMeansTables } from './marginalMeans.ts';
import { outlineOf, type ModelOutline } from './outline.ts';
import { profile } from './profile.ts';
import { randomEffects } from './randomEffects.ts';
import { sample } from './sample.ts';
import { scaledResiduals } from './scaledResiduals.ts';

/** The tables of a model's page; those that do not apply to it are left out. */
export function tablesOf(model: ModelOutline): DefinedTable[] {
  const modes = model.groups.map(({ name }) => conditionalModes(name));
  return [
    coefficients,
    kenwardRoger,
    randomEffects,
    profile,
    ...marginalMeansTables(model),
    fitStatistics,
    intraclass,
    scaledResiduals,
    fixedCorrelations,
    sample,
    ...modes,
  ].filter((table) => table.applies(model));
}

/** The page of a fitted model. `mlFit` is the model's maximum-likelihood fit where `fit` is not that itself. */
export function modelReport(fitted: Fitted): Report {
  const { fit } = fitted;
  const model = outlineOf(fit);
  const notices = fit.notices.map((notice, index): NoticeBlock => ({
    kind: 'notice',
    id: `notice-${index}-${notice.code}`,
    notice,
  }));
  const words: Block = { kind: 'text', id: 'words', title: reportWords.inWords, paragraphs: interpret(fit) };
  const tables = tablesOf(model).map((table) => table.fill(model, fitted));
  return { title: fit.spec.formula, blocks: [...notices, words, ...tables, ...modelBlocks(fitted)] };
}

/** The same page before the fit: every table with its rows, cells empty. */
export function emptyModelReport(model: ModelOutline): Report {
  const words: Block = { kind: 'text', id: 'words', title: reportWords.inWords, paragraphs: [] };
  const tables = tablesOf(model).map((table) => table.shape(model));
  return { title: model.spec.formula, blocks: [words, ...tables] };
}

function modelBlocks({ fit }: Fitted): Block[] {
  const lines = levelEquations(fit).map(({ label, text }) => (label ? `${label}: ${text}` : text));
  return [
    { kind: 'text', id: 'equations', title: reportWords.equations, paragraphs: lines },
    { kind: 'syntax', id: 'formula', title: reportWords.formula, language: 'formula', code: modelFormula(fit) },
    { kind: 'syntax', id: 'r-script', title: reportWords.script, language: 'r', code: rScript(fit) },
  ];
}
