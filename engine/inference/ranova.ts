/**
 * Which smaller models a test of the random effects compares with: each intercept left out, each slope taken from its term.
 *
 * @see Kuznetsova, Brockhoff & Christensen (2017), J. Stat. Softw. 82(13), on ranova
 */
import type { Criterion } from '../contract/index.ts';
import type { RandomPart } from '../formula/index.ts';
import type { LinearFit } from '../glm/lm.ts';

export interface ReducedRandom {
  /** `(1 | g)` left out whole, or `x in (x | g)`. */
  readonly label: string;
  readonly random: readonly RandomPart[];
}

export function reducedRandomParts(parts: readonly RandomPart[]): ReducedRandom[] {
  return parts.flatMap((part) => {
    const others = parts.filter((other) => other !== part);
    if (!part.terms.length) return [{ label: `(${part.label})`, random: others }];
    return part.terms.map(({ label }) => ({
      label: `${label} in (${part.label})`,
      random: replaced(parts, part, withoutTerm(part, label)),
    }));
  });
}

/** A part without one of its terms; an intercept is left where nothing else would be. */
function withoutTerm(part: RandomPart, label: string): RandomPart {
  const terms = part.terms.filter((term) => term.label !== label);
  return { ...part, terms, intercept: part.intercept || terms.length === 0 };
}

/** The parts with one replaced, without it where another says the same already. */
function replaced(parts: readonly RandomPart[], part: RandomPart, by: RandomPart): RandomPart[] {
  const isThere = parts.some((other) => other !== part && saysSame(other, by));
  return parts.flatMap((other) => (other !== part ? [other] : isThere ? [] : [by]));
}

function saysSame(one: RandomPart, other: RandomPart): boolean {
  const meaning = ({ group, intercept, terms }: RandomPart) =>
    [group.name, intercept, ...terms.map(({ label }) => label)].join('\n');
  return meaning(one) === meaning(other);
}

/** (Restricted) log-likelihood of a model that has lost its last random effect. */
export function linearLogLik({ n, p, rss, qr, logLik, weights }: LinearFit, criterion: Criterion): number {
  if (criterion === 'ML') return logLik;
  const df = n - p;
  const logWeights = weights?.reduce((sum, w) => sum + Math.log(w), 0) ?? 0;
  let logDet = 0;
  for (let j = 0; j < p; j++) logDet += Math.log(Math.abs(qr.R[j * p + j]));
  return 0.5 * (logWeights - df * (Math.log(2 * Math.PI) + 1 - Math.log(df) + Math.log(rss))) - logDet;
}
