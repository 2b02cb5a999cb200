/**
 * A model's equations by level, as text and as MathML.
 *
 * Level 1 holds the predictors that vary between rows; a coefficient that varies between groups, or that a group-level predictor
 * explains, gets an equation of its own. Crossed and nested factors add their deviations in the same equation.
 *
 * @see Raudenbush & Bryk (2002), Hierarchical Linear Models, 2nd ed., ch. 2, on the notation
 */
import type { FitResult } from '../contract/index.ts';
import { termParts } from '../text/words.ts';
import { escapeHtml } from './tableToHtml.ts';

export interface EquationLine {
  /** Level of the data that the line belongs to; 2 for all coefficients' equations. */
  readonly level: number;
  readonly label: string;
  readonly text: string;
  /** The same as one `<math>` element. */
  readonly mathml: string;
}

/** One addend of an equation: symbols with an index, and the variable they multiply. */
interface Addend {
  readonly symbol: string;
  readonly index: string;
  readonly variable?: string;
}

/** Equations of the model: the rows', then one per coefficient that needs one, then the distributions. */
export function levelEquations(fit: FitResult): EquationLine[] {
  const slopes = levelOneCoefficients(fit);
  const rows = sum([
    ...slopes.map(({ symbol, name }) => ({ ...symbol, variable: name === '(Intercept)' ? undefined : name })),
    { symbol: 'ε', index: '' },
  ]);
  return [
    line(1, 'rows', { symbol: fit.outcome, index: '' }, rows),
    ...slopes.flatMap((slope) => coefficientLine(fit, slope)),
    line(1, '', { symbol: 'ε', index: '' }, distribution('σ²'), '~'),
  ];
}

interface Slope {
  readonly name: string;
  readonly symbol: Addend;
  /** Predictors of this coefficient: names of group-level variables. */
  readonly explainedBy: readonly string[];
  readonly groups: readonly string[];
}

function levelOneCoefficients(fit: FitResult): Slope[] {
  const names = [...new Set(['(Intercept)', ...randomColumns(fit), ...fit.coefNames])].filter((name) => isLevelOne(fit, name));
  return names.map((name, index) => ({
    name,
    symbol: { symbol: 'β', index: String(index) },
    explainedBy: fit.coefNames
      .filter((other) => other !== name && moderatorOf(fit, other, name) !== null)
      .map((other) => moderatorOf(fit, other, name) as string),
    groups: fit.varCorr.filter(({ var1, var2 }) => var1 === name && var2 === null).map(({ grp }) => grp),
  }));
}

function randomColumns(fit: FitResult): string[] {
  return fit.varCorr.flatMap(({ var1, var2 }) => (var1 !== null && var2 === null ? [var1] : []));
}

/** The intercept (where the model has one, fixed or random), and what neither lives on a group level nor is moderated by one. */
function isLevelOne(fit: FitResult, name: string): boolean {
  if (randomColumns(fit).includes(name)) return true;
  if (name === '(Intercept)') return fit.coefNames.includes(name);
  return !fit.coefNames.some((base) => base !== name && isLevelOneMain(fit, base) && moderatorOf(fit, name, base) !== null);
}

function isLevelOneMain(fit: FitResult, name: string): boolean {
  return name === '(Intercept)' || levelOf(fit, name) === 1;
}

/** The group-level variable by which `name` changes the coefficient of `base`: itself for the intercept, the rest of a product else. */
function moderatorOf(fit: FitResult, name: string, base: string): string | null {
  if (base === '(Intercept)') return (levelOf(fit, name) ?? 1) > 1 ? name : null;
  const parts = termParts(name);
  const rest = parts.filter((part) => part !== base);
  const moderator = rest.join(':');
  return rest.length === parts.length - 1 && rest.length > 0 && (levelOf(fit, moderator) ?? 1) > 1 ? moderator : null;
}

function levelOf(fit: FitResult, name: string): number | null {
  const at = fit.coefNames.indexOf(name);
  return at < 0 ? null : fit.coefLevels[at];
}

function coefficientLine(fit: FitResult, slope: Slope): EquationLine[] {
  if (!slope.groups.length && !slope.explainedBy.length) return [];
  const k = slope.symbol.index;
  const fixed: Addend[] = fit.coefNames.includes(slope.name) ? [{ symbol: 'γ', index: `${k}0` }] : [];
  const predictors = slope.explainedBy.map((variable, index) => ({ symbol: 'γ', index: `${k}${index + 1}`, variable }));
  const deviations = slope.groups.map((group) => ({ symbol: 'u', index: `${k}, ${group}` }));
  return [line(2, slope.groups.join(', '), slope.symbol, sum([...fixed, ...predictors, ...deviations]))];
}

interface Side {
  readonly text: string;
  readonly mathml: string;
}

function line(level: number, label: string, left: Addend, right: Side, relation = '='): EquationLine {
  const start = addend(left);
  return {
    level,
    label,
    text: `${start.text} ${relation} ${right.text}`,
    mathml: `<math xmlns="http://www.w3.org/1998/Math/MathML">${start.mathml}<mo>${relation}</mo>${right.mathml}</math>`,
  };
}

function sum(addends: readonly Addend[]): Side {
  const sides = addends.map(addend);
  return { text: sides.map(({ text }) => text).join(' + '), mathml: sides.map(({ mathml }) => mathml).join('<mo>+</mo>') };
}

function distribution(variance: string): Side {
  return { text: `N(0, ${variance})`, mathml: `<mi>N</mi><mo>(</mo><mn>0</mn><mo>,</mo><mi>${variance}</mi><mo>)</mo>` };
}

function addend({ symbol, index, variable }: Addend): Side {
  const name = escapeHtml(symbol);
  const base = symbol.length > 1 ? `<mtext>${name}</mtext>` : `<mi>${name}</mi>`;
  const indexed = index ? `<msub>${base}<mtext>${escapeHtml(index)}</mtext></msub>` : base;
  return {
    text: `${symbol}${index ? subscript(index) : ''}${variable ? ` ${variable}` : ''}`,
    mathml: variable ? `<mrow>${indexed}<mtext>&#160;${escapeHtml(variable)}</mtext></mrow>` : indexed,
  };
}

/** Digits as subscripts; a group's name in brackets. */
function subscript(index: string): string {
  const [digits, group] = index.split(', ');
  const low = [...digits].map((digit) => String.fromCharCode(0x2080 + Number(digit))).join('');
  return group ? `${low}[${group}]` : low;
}
