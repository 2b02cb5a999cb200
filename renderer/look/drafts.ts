/**
 * A look to begin with: the chosen variables where they fit, then others of the table, and what was chosen before about the same view.
 */
import type { Look } from '../../engine/contract/index.ts';
import { fieldsOf, valueOf, withValue } from './fields.ts';
import type { What } from './offers.ts';
import { accepts, isMeasure, type Accepts, type Variable } from './variables.ts';

export function draftOf(what: What, wanted: readonly Variable[], all: readonly Variable[], before: Look | null = null): Look {
  const chosen = what === 'scatter' ? timeFirst(wanted) : wanted;
  const same = before?.what === what ? before : null;
  const draft = fieldsOf(emptyLook(what)).reduce((draft, field) => {
    const kept = same ? valueOf(same, field.id) : undefined;
    if (field.kind === 'many') return withValue(draft, field.id, manyFor(field.accepts, field.least, chosen, all));
    if (field.kind === 'one' && !field.optional)
      return withValue(draft, field.id, firstFor(field.accepts, chosen, all, usedBy(draft)) ?? '');
    if (field.kind === 'one') return withValue(draft, field.id, optionFor(field.accepts, chosen, all, usedBy(draft), kept));
    return kept === undefined ? draft : withValue(draft, field.id, kept);
  }, emptyLook(what));
  return withOwnLines(draft, chosen);
}

/** Time goes across. */
const timeFirst = (chosen: readonly Variable[]): Variable[] => [...chosen].sort((a, b) => Number(b.isTime) - Number(a.isTime));

/** Chosen groups that are too many for colours get a line each. */
function withOwnLines(look: Look, chosen: readonly Variable[]): Look {
  if (look.what !== 'scatter') return look;
  const groups = chosen.find((variable) => !isMeasure(variable) && accepts('group', variable) && !accepts('colour', variable));
  return groups ? { ...look, line: 'groups', group: groups.name } : look;
}

/** After a change: what has come to be needed is filled in, and what stands twice is let go. */
export function settled(look: Look, all: readonly Variable[]): Look {
  if (look.what === 'scatter' && look.line === 'groups' && !look.group) {
    const group = all.find(({ isGrouping }) => isGrouping) ?? all.find((variable) => accepts('group', variable));
    return { ...look, group: group?.name ?? '' };
  }
  if (look.what === 'scale') return { ...look, reversed: look.reversed.filter((item) => look.items.includes(item)) };
  return look;
}

function emptyLook(what: What): Look {
  switch (what) {
    case 'summary':
      return { what, columns: [], by: null };
    case 'frequencies':
    case 'missing':
      return { what, columns: [] };
    case 'crosstab':
      return { what, rows: '', columns: '' };
    case 'correlations':
      return { what, columns: [], group: null };
    case 'scale':
      return { what, items: [], reversed: [] };
    case 'histogram':
      return { what, column: '', by: null, bins: null };
    case 'boxes':
      return { what, column: '', by: '', colour: null, shape: 'box' };
    case 'scatter':
      return { what, x: '', y: '', colour: null, line: 'straight', group: null, jitter: true };
    case 'spaghetti':
      return { what, time: '', y: '', group: '', colour: null };
  }
}

const usedBy = (look: Look): readonly string[] =>
  Object.values(look).flatMap((value) => (typeof value === 'string' ? [value] : []));

/** How many variables a table of many begins with where nothing was chosen. */
const MOST = 20;

/** The chosen ones; where they are too few, all that fit. */
function manyFor(wanted: Accepts, least: number, chosen: readonly Variable[], all: readonly Variable[]): string[] {
  const fits = (variable: Variable): boolean => (wanted === 'number' ? isMeasure(variable) : accepts(wanted, variable));
  const own = chosen.filter(fits);
  const taken = own.length >= least ? own : [...own, ...all.filter((one) => fits(one) && !own.includes(one)).slice(0, MOST)];
  return taken.map(({ name }) => name);
}

function firstFor(
  wanted: Accepts,
  chosen: readonly Variable[],
  all: readonly Variable[],
  used: readonly string[],
): string | null {
  const suits = (variable: Variable): boolean => accepts(wanted, variable) && !used.includes(variable.name);
  const prefers = (variable: Variable): boolean => suits(variable) && preference(wanted, variable);
  const mayGuess = wanted !== 'time' || chosen.filter(isMeasure).length > 1;
  const found = chosen.find(prefers) ?? (mayGuess ? chosen.find(suits) : undefined) ?? all.find(prefers);
  return (found ?? (mayGuess ? all.find(suits) : undefined))?.name ?? null;
}

/** What a field would rather have, of all that it takes. */
function preference(wanted: Accepts, variable: Variable): boolean {
  if (wanted === 'time') return variable.isTime;
  if (wanted === 'number') return isMeasure(variable);
  if (wanted === 'group') return variable.isGrouping;
  return !variable.isNumber;
}

/** An optional field takes a chosen variable that nothing else has, or keeps what it had. */
function optionFor(
  wanted: Accepts,
  chosen: readonly Variable[],
  all: readonly Variable[],
  used: readonly string[],
  kept: unknown,
): string | null {
  const free = chosen.filter((variable) => !isMeasure(variable) && accepts(wanted, variable) && !used.includes(variable.name));
  if (free.length > 0) return (free.find(({ isGrouping }) => wanted === 'group' && isGrouping) ?? free[0]).name;
  const isKept = all.some((variable) => variable.name === kept && accepts(wanted, variable) && !used.includes(variable.name));
  return isKept ? (kept as string) : null;
}
