import { expandFormula, parseFormula, printExpression, type ExpandedFormula, type Term } from '../../engine/formula/index.ts';
import type { FactorContrast, ModelSpec } from '../../engine/contract/index.ts';
import { referenceOf } from '../../engine/text/words.ts';
import { modelText as text } from '../text/model.ts';
import { kindOf } from './factorCoding.ts';
import { shownFactors, termKey } from './terms.ts';

/** What a model has, for saying what it has that another has not. */
interface Parts {
  readonly outcome: string;
  readonly fixed: readonly Part[];
  readonly random: readonly Part[];
  readonly slopes: readonly Part[];
  /** Factors coded otherwise than usual. */
  readonly codings: readonly Part[];
  readonly criterion: ModelSpec['criterion'] | null;
}

interface Part {
  /** Equal for equal parts, whatever the order of an interaction's variables. */
  readonly key: string;
  readonly name: string;
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

function nameByContent({ fixed, slopes }: Parts): string {
  const names = [...fixed, ...slopes].map(({ name }) => name);
  return (fixed.length ? names : [text.names.null, ...names]).join(' + ');
}

function nameByChange(parts: Parts, before: Parts): string {
  const all = ({ fixed, random, slopes, codings }: Parts) => [...fixed, ...random, ...slopes, ...codings];
  const added = missingFrom(all(before), all(parts)).map(({ name }) => `+ ${name}`);
  const removed = missingFrom(all(parts), all(before)).map(({ name }) => `− ${name}`);
  const criterion =
    parts.criterion && before.criterion && parts.criterion !== before.criterion ? [text.names.by(parts.criterion)] : [];
  return [...added, ...removed, ...criterion].join(' ') || text.names.same;
}

function missingFrom(list: readonly Part[], parts: readonly Part[]): Part[] {
  return parts.filter(({ key }) => !list.some((other) => other.key === key));
}

function partsOf({ formula, criterion, contrasts = {} }: ModelSpec, columnNames: readonly string[]): Parts | null {
  try {
    const expanded = expandFormula(parseFormula(formula), columnNames);
    const outcome = expanded.outcome ? printExpression(expanded.outcome) : '';
    return {
      outcome,
      fixed: fixedParts(expanded),
      ...randomParts(expanded),
      codings: Object.entries(contrasts).map(([name, contrast]) => codingPart(name, contrast)),
      criterion: expanded.random.length ? criterion : null,
    };
  } catch {
    return null;
  }
}

function codingPart(name: string, contrast: FactorContrast): Part {
  const reference = referenceOf({ levels: [], contrast });
  const how = reference === null ? text.coding.short[kindOf(contrast)] : text.coding.against(reference);
  return { key: `${name} by ${JSON.stringify(contrast)}`, name: `${name} ${how}` };
}

function fixedParts({ intercept, terms }: ExpandedFormula): Part[] {
  const none = { key: '0', name: text.names.noIntercept };
  return [
    ...(intercept ? [] : [none]),
    ...terms.map(({ label, factors }) => ({ key: termKey(label), name: shownFactors(factors) })),
  ];
}

/** Grouping factors by name, slopes by what varies; where a slope varies is told only where there are several factors. */
function randomParts({ random }: ExpandedFormula): Pick<Parts, 'random' | 'slopes'> {
  const several = new Set(random.map(({ group }) => group.name)).size > 1;
  const slopeName = (term: Term, group: string) =>
    text.names.slope(shownFactors(term.factors)) + (several ? ` ${text.names.by(group)}` : '');
  return {
    random: random.filter(({ intercept }) => intercept).map(({ group }) => ({ key: `1 | ${group.name}`, name: group.name })),
    slopes: random.flatMap(({ group, terms }) =>
      terms.map((term) => ({ key: `${termKey(term.label)} | ${group.name}`, name: slopeName(term, group.name) })),
    ),
  };
}
