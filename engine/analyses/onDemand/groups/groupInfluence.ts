/**
 * Every level of a grouping factor left out in turn.
 */
import type { Choice, FitResult, TableBlock } from '../../../contract/index.ts';
import { cooksDistanceOf, dfbetasOf } from '../../../inference/influence.ts';
import { fitWithoutLevel } from '../../../inference/withoutLevel.ts';
import { influenceWords as words } from '../../../text/groups.ts';
import { plain } from '../../../text/words.ts';
import type { RowCells } from '../../defineTable.ts';
import type { Chosen } from '../chosen.ts';
import { defineAnalysis } from '../defineAnalysis.ts';
import type { Subject } from '../subject.ts';
import { table } from '../table.ts';

/** Levels up to which the variances are estimated anew unless told otherwise. */
const FEW = 500;

/** One level's estimates, in the order of a repetition's numbers: p coefficients, their p standard errors, then the SDs. */
interface Without {
  readonly level: string;
  readonly beta: readonly number[];
  readonly se: readonly number[];
  readonly sds: readonly number[];
  readonly dfbetas: readonly number[];
  readonly cook: number;
}

export const groupInfluence = defineAnalysis({
  id: 'group-influence',
  title: words.title,
  about: words.about,
  area: 'groups',
  applies: ({ method }) => method === 'lmm',
  choices: (fit) => [factorChoice(fit), searchedChoice(fit)],
  repeated: {
    count: (chosen) => Number(chosen.one('group').split(' ', 1)[0]),
    make: (subject, chosen, from, to) => {
      const group = groupOf(subject.fit, chosen);
      const { criterion } = subject.fit;
      const theta = subject.fit.theta.map(({ value }) => value);
      return Array.from({ length: to - from }, (_, i) => {
        subject.hooks.checkCancelled();
        const { checkCancelled } = subject.hooks;
        const left = fitWithoutLevel(
          subject.frame,
          group,
          from + i,
          { theta, criterion },
          chosen.yes('searched'),
          checkCancelled,
        );
        return left === null ? [] : [...left.beta, ...left.se, ...left.sds];
      });
    },
  },
  blocks: (subject, chosen, replicates) => {
    const group = groupOf(subject.fit, chosen);
    const all = replicates.map((numbers, level) => withoutOf(subject, group, level, numbers));
    const sorted = all.sort((a, b) => (Number.isNaN(b.cook) ? -1 : Number.isNaN(a.cook) ? 1 : b.cook - a.cook));
    return [influenceTable(subject, group, sorted, chosen), coefficientTable(subject, group, sorted)];
  },
});

/** The number of levels leads an option's value: how many repetitions there are follows from the choices alone. */
function factorChoice({ groups }: FitResult): Choice {
  const options = groups.map(({ name, levels }) => ({ value: `${levels} ${name}`, label: plain(name) }));
  return { id: 'group', kind: 'one', label: words.group, options, value: options[options.length - 1].value };
}

function searchedChoice({ groups }: FitResult): Choice {
  const value = groups[groups.length - 1].levels <= FEW;
  return { id: 'searched', kind: 'yes', label: words.searched, explanation: words.searchedHelp, value };
}

function groupOf({ groups }: FitResult, chosen: Chosen): number {
  return groups.findIndex(({ name, levels }) => `${levels} ${name}` === chosen.one('group'));
}

function withoutOf({ fit, frame }: Subject, group: number, at: number, numbers: readonly number[]): Without {
  const p = fit.beta.length;
  const known = (from: number, count: number): number[] => Array.from({ length: count }, (_, j) => numbers[from + j] ?? NaN);
  const [beta, se, sds] = [known(0, p), known(p, p), known(2 * p, sdNames(fit).length)];
  const change = fit.beta.map((value, j) => value - beta[j]);
  const cook = change.some(Number.isNaN) ? NaN : cooksDistanceOf(change, fit.vcovBeta);
  return { level: frame.groups[group].levels[at], beta, se, sds, dfbetas: dfbetasOf(fit.beta, { beta, se }), cook };
}

function sdNames({ varCorr }: FitResult): string[] {
  const sds = varCorr.filter(({ var2 }) => var2 === null);
  return sds.map(({ grp, var1 }) => (var1 === null ? 'Residual' : `${grp}: ${var1}`));
}

function influenceTable({ fit }: Subject, group: number, all: readonly Without[], chosen: Chosen): TableBlock {
  const name = fit.groups[group].name;
  const cutoff = 4 / all.length;
  const above = all.filter(({ cook }) => cook > cutoff).length;
  return table({
    id: 'group-influence',
    title: words.table(name),
    columns: [
      { id: 'level', title: name, format: 'text' },
      { id: 'cook', title: words.cook, format: 'estimate' },
      ...fit.coefNames.map((title, j) => ({ id: `dfbetas-${j}`, title, format: 'estimate' as const, over: words.changes })),
      ...sdNames(fit).map((title, j) => ({ id: `sd-${j}`, title, format: 'sd' as const, over: words.sds })),
    ],
    rows: all.map((one) => ({
      id: one.level,
      label: one.level,
      level: fit.groups[group].level,
      ...(one.cook > cutoff ? { explanation: words.flagged(cutoff) } : {}),
      cells: { cook: known(one.cook), ...numbered('dfbetas', one.dfbetas), ...numbered('sd', one.sds) },
    })),
    notes: [
      words.method,
      words.cutoff(cutoff, above),
      words.dfbetas(2 / Math.sqrt(all.length)),
      chosen.yes('searched') ? words.exact : words.oneStep,
      ...(all.some(({ cook }) => Number.isNaN(cook)) ? [words.missing] : []),
    ],
  });
}

function coefficientTable({ fit }: Subject, group: number, all: readonly Without[]): TableBlock {
  const { name, level } = fit.groups[group];
  return table({
    id: 'coefficients-without',
    title: words.coefficients(name),
    columns: [
      { id: 'level', title: name, format: 'text' },
      ...fit.coefNames.map((title, j) => ({ id: `beta-${j}`, title, subtitle: '(SE)', format: 'estimate' as const })),
    ],
    rows: [
      { id: ' all', label: words.full, cells: withErrors(fit.beta, fit.se) },
      ...all.map((one) => ({ id: one.level, label: one.level, level, cells: withErrors(one.beta, one.se) })),
    ],
  });
}

function withErrors(beta: readonly number[], se: readonly number[]): RowCells {
  return Object.fromEntries(beta.map((value, j) => [`beta-${j}`, Number.isNaN(value) ? null : { value, aside: se[j] }]));
}

function numbered(id: string, values: readonly number[]): RowCells {
  return Object.fromEntries(values.map((value, j) => [`${id}-${j}`, known(value)]));
}

function known(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
