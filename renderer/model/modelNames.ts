import {
  expandFormula,
  nameFromText,
  parseFormula,
  printExpression,
  type ExpandedFormula,
  type Expression,
} from '../../engine/formula/index.ts';
import type { ModelSpec } from '../../engine/contract/index.ts';
import { modelText as text } from '../text/model.ts';

/** What a model has, as short words, for saying what it has that another has not. */
interface Parts {
  readonly outcome: string;
  readonly fixed: readonly string[];
  readonly random: readonly string[];
  readonly criterion: ModelSpec['criterion'] | null;
}

/**
 * A short name for a model beside the one at its left: “Null”, “+ SES”, “+ slope of SES − Sector”.
 *
 * Without a neighbour, or with another outcome, the name says all that is in the model.
 */
export function automaticName(spec: ModelSpec, previous: ModelSpec | null, columnNames: readonly string[]): string {
  const parts = partsOf(spec, columnNames);
  if (!parts) return spec.formula;
  const before = previous && partsOf(previous, columnNames);
  return before && before.outcome === parts.outcome ? nameByChange(parts, before) : nameByContent(parts);
}

function nameByContent({ fixed, random }: Parts): string {
  const slopes = random.filter((name) => name.startsWith(text.names.slope('')));
  if (fixed.length === 0) return [text.names.null, ...slopes].join(' + ');
  return [...fixed, ...slopes].join(' + ');
}

function nameByChange(parts: Parts, before: Parts): string {
  const all = ({ fixed, random }: Parts) => [...fixed, ...random];
  const added = missingFrom(all(before), all(parts)).map((name) => `+ ${name}`);
  const removed = missingFrom(all(parts), all(before)).map((name) => `− ${name}`);
  const criterion = parts.criterion && before.criterion && parts.criterion !== before.criterion ? [text.names.by(parts.criterion)] : [];
  return [...added, ...removed, ...criterion].join(' ') || text.names.same;
}

function missingFrom(list: readonly string[], names: readonly string[]): string[] {
  return names.filter((name) => !list.includes(name));
}

function partsOf({ formula, criterion }: ModelSpec, columnNames: readonly string[]): Parts | null {
  try {
    const expanded = expandFormula(parseFormula(formula), columnNames);
    const outcome = expanded.outcome ? printExpression(expanded.outcome) : '';
    return { outcome, fixed: fixedParts(expanded), random: randomParts(expanded), criterion: expanded.random.length ? criterion : null };
  } catch {
    return null;
  }
}

function fixedParts({ intercept, terms }: ExpandedFormula): string[] {
  return [...(intercept ? [] : [text.names.noIntercept]), ...terms.map(({ factors }) => shownTerm(factors))];
}

/** Grouping factors by name, slopes by what varies; where a slope varies is told only where there are several factors. */
function randomParts({ random }: ExpandedFormula): string[] {
  const groups = new Set(random.map(({ group }) => group.name));
  const where = (name: string) => (groups.size > 1 ? ` ${text.names.by(name)}` : '');
  return random.flatMap(({ group, intercept, terms }) => [
    ...(intercept ? [group.name] : []),
    ...terms.map(({ factors }) => text.names.slope(shownTerm(factors)) + where(group.name)),
  ]);
}

/** A term as it is read: `SES × Sector` for `SES:Sector`, names without their backticks. */
export function shownTerm(factors: readonly Expression[]): string {
  return factors.map((factor) => nameFromText(printExpression(factor))).join(' × ');
}
