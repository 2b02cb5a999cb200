import type { GroupingFactor, ModelFrame, RandomTerm } from '../../engine/frame/types.ts';

/** A model stated as numbers, for tests of the fitting code alone. */
export interface HandMade {
  readonly y: ArrayLike<number>;
  /** Columns of X by name, in order. */
  readonly fixed: Readonly<Record<string, ArrayLike<number>>>;
  readonly groups: readonly { readonly name: string; readonly codes: ArrayLike<number | string> }[];
  /** Terms with their group's name and their columns by name. */
  readonly random: readonly { readonly group: string; readonly columns: Readonly<Record<string, ArrayLike<number>>> }[];
  readonly weights?: ArrayLike<number>;
  readonly offset?: ArrayLike<number>;
}

/** The frame formula and table would give: groups by number of levels, terms in the order of their groups. */
export function handMadeFrame(made: HandMade): ModelFrame {
  const n = made.y.length;
  const coefNames = Object.keys(made.fixed);
  const groups = made.groups
    .map(({ name, codes }) => groupingFactor(name, codes))
    .sort((a, b) => b.levels.length - a.levels.length);
  const unordered = made.random.map(({ group, columns }) => ({ group: groups.findIndex(({ name }) => name === group), columns }));
  const ordered = [...unordered].sort((a, b) => a.group - b.group);
  return {
    n,
    rows: Int32Array.from({ length: n }, (_, i) => i),
    droppedRows: 0,
    droppedBy: {},
    outcome: 'y',
    y: Float64Array.from(made.y),
    X: joinColumns(Object.values(made.fixed), n),
    p: coefNames.length,
    coefNames,
    hasIntercept: coefNames.includes('(Intercept)'),
    terms: coefNames.filter((name) => name !== '(Intercept)'),
    assign: coefNames.map((_, j) => j),
    droppedColumns: [],
    weights: made.weights ? Float64Array.from(made.weights) : null,
    offset: made.offset ? Float64Array.from(made.offset) : null,
    groups,
    random: ordered.map((term, i) =>
      randomTerm(term, groups, ordered.slice(0, i).filter(({ group }) => group === term.group).length, n),
    ),
    schema: { variables: [] },
  };
}

export const ones = (n: number): Float64Array => new Float64Array(n).fill(1);

function groupingFactor(name: string, values: ArrayLike<number | string>): GroupingFactor {
  const levels = [...new Set(Array.from(values))].sort((a, b) => (a < b ? -1 : 1));
  const codeOf = new Map(levels.map((level, code) => [level, code]));
  return { name, levels: levels.map(String), codes: Int32Array.from(Array.from(values), (value) => codeOf.get(value)!) };
}

function randomTerm(
  { group, columns }: { group: number; columns: Readonly<Record<string, ArrayLike<number>>> },
  groups: readonly GroupingFactor[],
  before: number,
  n: number,
): RandomTerm {
  const names = Object.keys(columns);
  const Z = new Float64Array(n * names.length);
  names.forEach((name, j) => {
    for (let i = 0; i < n; i++) Z[i * names.length + j] = columns[name][i];
  });
  return { group, name: groups[group].name + (before > 0 ? `.${before}` : ''), columns: names, Z };
}

function joinColumns(columns: readonly ArrayLike<number>[], n: number): Float64Array {
  const X = new Float64Array(n * columns.length);
  columns.forEach((column, j) => X.set(Array.from(column), j * n));
  return X;
}
