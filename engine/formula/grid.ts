import { failureOf } from '../contract/index.ts';
import { noGrid } from '../text/formulaFailures.ts';
import { expand, type RandomGroup, type RandomPart } from './expand.ts';
import { printExpression } from './print.ts';
import { nestedOrder } from './nesting.ts';
import type { Formula } from './syntax.ts';
import { walk } from './walk.ts';

/**
 * A formula as a grid of toggles: terms down, *fixed* and each grouping factor across.
 *
 * Every string is formula text: a column whose name R cannot read stands in backticks (`nameText`, `nameFromText`).
 */
export interface GridModel {
  readonly outcome: string;
  readonly intercept: boolean;
  /** Labels of the fixed terms, main effects before interactions. */
  readonly fixed: readonly string[];
  /** One entry per grouping factor; an outer one stands before those nested in it. */
  readonly random: readonly GridRandom[];
  /** Terms without toggles, kept as they are: offsets. */
  readonly rest: readonly string[];
}

export interface GridRandom {
  /** `school`, `class:school`. */
  readonly group: string;
  readonly intercept: boolean;
  readonly slopes: readonly string[];
  /** Whether intercept and slopes are correlated; true where there is one effect only. */
  readonly correlated: boolean;
}

/** The grid of a formula, or null where it has none; `whyNoGrid` says why. */
export function gridOf(formula: Formula): GridModel | null {
  return readGrid(formula).grid;
}

/** Why a formula cannot be shown as a grid, in a sentence; null where it can. */
export function whyNoGrid(formula: Formula): string | null {
  return readGrid(formula).reason;
}

type Reading = { readonly grid: GridModel; readonly reason: null } | { readonly grid: null; readonly reason: string };

function readGrid(formula: Formula): Reading {
  if (formula.outcome === null) return without(noGrid.noOutcome);
  if (hasDot(formula)) return without(noGrid.dot);
  try {
    return gridFrom(formula);
  } catch (thrown) {
    const failure = failureOf(thrown);
    if (failure) return without(failure.message);
    throw thrown;
  }
}

function gridFrom(formula: Formula): Reading {
  const { outcome, intercept, terms, random, offsets } = expand(formula, []);
  const readings = partsByGroup(random).map(readGroup);
  const unreadable = readings.find((reading) => typeof reading === 'string');
  if (unreadable !== undefined) return without(unreadable);
  const grid: GridModel = {
    outcome: printExpression(outcome!),
    intercept,
    fixed: terms.map(({ label }) => label),
    random: nestedOrder(readings.filter((reading) => typeof reading !== 'string')),
    rest: offsets.map((node) => `offset(${printExpression(node)})`),
  };
  return { grid, reason: null };
}

/** The parts of each grouping factor, groups in the order of the text, outer ones first. */
function partsByGroup(random: readonly RandomPart[]): RandomPart[][] {
  const byGroup = new Map<string, RandomPart[]>();
  for (const part of random) byGroup.set(groupText(part.group), [...(byGroup.get(groupText(part.group)) ?? []), part]);
  return [...byGroup.values()];
}

/** One block of correlated effects, or several of one effect each; anything else has no place in a grid. */
function readGroup(parts: readonly RandomPart[]): GridRandom | string {
  const group = groupText(parts[0].group);
  if (parts[0].group.factors.some((factor) => factor.kind === 'call')) return noGrid.groupCall(group);
  const effects = parts.map(({ intercept, terms }) => [...(intercept ? ['1'] : []), ...terms.map(({ label }) => label)]);
  const all = effects.flat();
  if (effects.length > 1 && effects.some((own) => own.length > 1)) return noGrid.blocks(group);
  if (new Set(all).size < all.length) return noGrid.repeated(group);
  return {
    group,
    intercept: all.includes('1'),
    slopes: all.filter((effect) => effect !== '1'),
    correlated: effects.length === 1,
  };
}

function groupText({ name, factors }: RandomGroup): string {
  return factors.length === 1 ? printExpression(factors[0]) : name;
}

function hasDot(formula: Formula): boolean {
  let found = false;
  walk(formula.right, (node) => {
    if (node.kind === 'name' && node.name === '.') found = true;
  });
  return found;
}

function without(reason: string): Reading {
  return { grid: null, reason };
}
