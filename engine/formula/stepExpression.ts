import type {
  BinWork,
  CentreWork,
  DateWork,
  RecodeMatch,
  RecodeWork,
  SampleWork,
  StepWork,
  TextWork,
} from '../contract/index.ts';
import { rangeWords } from '../text/dataSteps.ts';
import { nameText } from './names.ts';
import { textLiteral } from './print.ts';

/** What a step does as an expression: the one form in which all steps are worked out. Columns are named as in formulas. */
export function stepExpression(work: StepWork): string {
  switch (work.kind) {
    case 'compute':
      return work.expression;
    case 'filter':
      return work.condition;
    case 'recode':
      return recoded(work);
    case 'bin':
      return binned(work);
    case 'centre':
      return centred(work);
    case 'date':
      return partOfDate(work);
    case 'text':
      return changedText(work);
    case 'sample':
      return sampled(work);
  }
}

function recoded({ from, numeric, rules, otherwise }: RecodeWork): string {
  const x = nameText(from);
  const isNumber = rules.every(({ to }) => to === null || spellsNumber(to)) && (otherwise === 'missing' || numeric);
  const outcome = (to: string | null): string => (to === null ? 'NA' : isNumber ? String(Number(to)) : textLiteral(to));
  const pairs = rules.map(({ match, to }) => `${condition(x, numeric, match)}, ${outcome(to)}`);
  return call('cases', ...pairs, `otherwise = ${otherwise === 'keep' ? x : 'NA'}`);
}

function condition(x: string, numeric: boolean, match: RecodeMatch): string {
  if (match.kind === 'missing') return `is.na(${x})`;
  if (match.kind === 'values') return `${x} %in% ${call('c', ...match.values.map((value) => item(value, numeric)))}`;
  const ends = [
    ...(match.low === null ? [] : [`${x} >= ${match.low}`]),
    ...(match.high === null ? [] : [`${x} <= ${match.high}`]),
  ];
  return ends.length > 0 ? ends.join(' & ') : `!is.na(${x})`;
}

const item = (value: string, numeric: boolean): string =>
  numeric && spellsNumber(value) ? String(Number(value)) : textLiteral(value);

const spellsNumber = (text: string): boolean => text.trim() !== '' && Number.isFinite(Number(text));

/** Cut points written down have open ends: a value outside them is in the first or last category, not missing. */
function binned({ from, by, labels }: BinWork): string {
  const x = nameText(from);
  if (by.kind !== 'breaks') {
    const names = labels.length > 0 ? [`labels = ${texts(labels)}`] : [];
    return call('cut', x, `${by.kind === 'quantiles' ? 'quantiles' : 'bins'} = ${by.groups}`, ...names);
  }
  const ends = call('c', '-Inf', ...by.breaks.map(String), 'Inf');
  return call('cut', x, ends, `labels = ${texts(labels.length > 0 ? labels : rangeNames(by.breaks))}`, 'right = FALSE');
}

/** `below 10`, `10 to below 20`, `20 or more`. */
function rangeNames(breaks: readonly number[]): string[] {
  const between = breaks.slice(1).map((high, i) => rangeWords.between(breaks[i], high));
  return [rangeWords.below(breaks[0]), ...between, rangeWords.above(breaks[breaks.length - 1])];
}

const texts = (items: readonly string[]): string => call('c', ...items.map(textLiteral));

function centred({ from, groups, as }: CentreWork): string {
  const x = nameText(from);
  const by = inGroups(groups);
  const mean = call('mean', x, ...by);
  if (as === 'mean') return mean;
  return as === 'deviation' ? `${x} - ${mean}` : `(${x} - ${mean}) / ${call('sd', x, ...by)}`;
}

function inGroups(groups: readonly string[]): string[] {
  if (groups.length === 0) return [];
  return [`by = ${groups.length === 1 ? nameText(groups[0]) : call('c', ...groups.map(nameText))}`];
}

function partOfDate({ from, part, since }: DateWork): string {
  return part === 'days' ? call('days_between', textLiteral(since), nameText(from)) : call(part, nameText(from));
}

const TEXT_FUNCTIONS = { upper: 'toupper', lower: 'tolower', trim: 'trim', length: 'nchar' } as const;

function changedText({ from, change }: TextWork): string {
  const x = nameText(from);
  if (change.kind === 'part') return call('substr', x, String(change.first), String(change.last));
  if (change.kind === 'replace') return call('replace', x, textLiteral(change.find), textLiteral(change.by));
  if (change.kind === 'join') return call('paste', x, ...change.with.map(nameText), `sep = ${textLiteral(change.separator)}`);
  return call(TEXT_FUNCTIONS[change.kind], x);
}

/** The rows whose random number is among the smallest. */
function sampled({ size, groups, seed }: SampleWork): string {
  const by = inGroups(groups);
  const place = call('rank', `uniform(seed = ${seed})`, ...by);
  return size.kind === 'rows' ? `${place} <= ${size.rows}` : `${place} <= round(${size.share} * ${call('n', ...by)})`;
}

function call(name: string, ...args: readonly string[]): string {
  return `${name}(${args.join(', ')})`;
}
