/**
 * Tables of data: summaries, frequencies, crosstabs, correlations, what is missing, how a scale holds together.
 */
import type { Block, CellFormat, ColumnTable, FactorColumn, TableColumn } from '../../contract/index.ts';
import { correlationsByLevel, overallCorrelation, type CorrelationEstimate } from '../../describe/correlations.ts';
import { crosstab, type Crosstab } from '../../describe/crosstab.ts';
import { frequencies } from '../../describe/frequencies.ts';
import { missingPatterns } from '../../describe/missingPattern.ts';
import { scaleReliability } from '../../describe/reliability.ts';
import { numberSummary } from '../../describe/summary.ts';
import { lookWords as words } from '../../text/look.ts';
import { table, type FilledTable } from '../onDemand/table.ts';
import {
  categoriesNamed,
  columnNamed,
  fewCategoriesNamed,
  groupsNamed,
  numbersNamed,
  valuesByCategory,
  type LookAt,
  type LookHooks,
} from './columns.ts';

const column = (id: string, title: string, format: CellFormat): TableColumn => ({ id, title, format });

const figures = [
  column('n', 'n', 'count'),
  column('missing', words.missing, 'count'),
  column('mean', 'Mean', 'estimate'),
  column('sd', 'SD', 'estimate'),
  column('median', 'Median', 'estimate'),
  column('trimmed', words.trimmed, 'estimate'),
  column('mad', 'MAD', 'estimate'),
  column('min', 'Min', 'estimate'),
  column('max', 'Max', 'estimate'),
  column('range', 'Range', 'estimate'),
  column('skew', 'Skew', 'estimate'),
  column('kurtosis', 'Kurtosis', 'estimate'),
  column('se', 'SE', 'estimate'),
];

/** One row a variable, or a row for each of its parts. */
export function summaryTable(data: ColumnTable, { columns, by }: LookAt<'summary'>, hooks: LookHooks): Block[] {
  const parts = by === null ? null : groupsNamed(data, by);
  const rows = columns.flatMap((name, j) => {
    step(hooks, j, columns.length);
    const { values } = numbersNamed(data, name);
    if (!parts) return [summaryRow(name, name, values)];
    const byPart = valuesByCategory(values, parts);
    const own = parts.levels.map((level, code) => summaryRow(`${name}/${level}`, level, byPart[code]));
    return [{ id: name, heading: name }, ...own];
  });
  const first = column('name', by ?? 'Variable', 'text');
  return [table({ id: 'summary', title: words.summary, columns: [first, ...figures], rows, notes: [words.summaryNote] })];
}

function summaryRow(id: string, label: string, values: Float64Array): FilledTable['rows'][number] {
  return { id, label, cells: known({ ...numberSummary(values) }) };
}

export function frequencyTables(data: ColumnTable, { columns }: LookAt<'frequencies'>): Block[] {
  return columns.map((name) => frequencyTable(categoriesNamed(data, name)));
}

function frequencyTable(factor: FactorColumn): Block {
  const { levels, missing } = frequencies(factor);
  const valid = levels.reduce((sum, { count }) => sum + count, 0);
  let upTo = 0;
  const rows = levels.map(({ label, count }) => {
    upTo += count;
    return { id: label, label, cells: { count, share: count / (valid + missing), valid: count / valid, upTo: upTo / valid } };
  });
  const last = { id: '/missing', label: words.missing, cells: { count: missing, share: missing / (valid + missing) } };
  return table({
    id: `frequencies-${factor.name}`,
    title: factor.name,
    columns: [
      column('label', factor.name, 'text'),
      column('count', words.rows, 'count'),
      column('share', words.share, 'share'),
      column('valid', words.validShare, 'share'),
      column('upTo', words.cumulative, 'share'),
    ],
    rows: missing > 0 ? [...rows, last] : rows,
  });
}

/** Of a crosstab: more would be a table that nobody reads. */
const MOST_ROWS = 500;
const MOST_COLUMNS = 60;

export function crosstabTables(data: ColumnTable, look: LookAt<'crosstab'>): Block[] {
  const rows = fewCategoriesNamed(data, look.rows, MOST_ROWS);
  const columns = fewCategoriesNamed(data, look.columns, MOST_COLUMNS);
  const tab = crosstab(rows.codes, columns.codes, rows.levels.length, columns.levels.length);
  const notes = tab.missing > 0 ? [words.leftOut(tab.missing)] : [];
  const shares: [string, string, (i: number, j: number) => number][] = [
    ['row-shares', words.rowShares(look.rows), (i) => tab.rowTotals[i]],
    ['column-shares', words.columnShares(look.columns), (_, j) => tab.columnTotals[j]],
  ];
  return [
    countTable(tab, rows, columns, notes),
    ...shares.map(([id, title, of]) => shareTable(id, title, tab, rows, columns, of)),
    ...independenceTable(tab),
  ];
}

function countTable(tab: Crosstab, rows: FactorColumn, columns: FactorColumn, notes: readonly string[]): Block {
  const cellsOf = (counts: readonly number[], total: number) => ({
    ...Object.fromEntries(counts.map((count, j) => [String(j), count])),
    total,
  });
  return table({
    id: 'counts',
    title: words.counts(rows.name, columns.name),
    columns: [...headOf(rows, columns, 'count'), column('total', words.total, 'count')],
    rows: [
      ...rows.levels.map((label, i) => ({ id: label, label, cells: cellsOf(tab.counts[i], tab.rowTotals[i]) })),
      { id: '/total', label: words.total, cells: cellsOf(tab.columnTotals, tab.total) },
    ],
    notes,
  });
}

function shareTable(
  id: string,
  title: string,
  tab: Crosstab,
  rows: FactorColumn,
  columns: FactorColumn,
  of: (i: number, j: number) => number,
): Block {
  const cells = (i: number) =>
    Object.fromEntries(columns.levels.map((_, j) => [String(j), known({ s: tab.counts[i][j] / of(i, j) }).s]));
  const lines = rows.levels.map((label, i) => ({ id: label, label, cells: cells(i) }));
  return table({ id, title, columns: headOf(rows, columns, 'share'), rows: lines });
}

const headOf = (rows: FactorColumn, columns: FactorColumn, format: CellFormat): TableColumn[] => [
  column('label', rows.name, 'text'),
  ...columns.levels.map((level, j) => ({ ...column(String(j), level, format), over: columns.name })),
];

function independenceTable({ test }: Crosstab): Block[] {
  if (!test) return [];
  const { chisq, df, p, corrected, cramersV, leastExpected } = test;
  const rows: FilledTable['rows'] = [
    { id: 'pearson', label: words.pearson, cells: { chisq, df, p, v: cramersV } },
    ...(corrected ? [{ id: 'yates', label: words.yates, cells: { chisq: corrected.chisq, df, p: corrected.p } }] : []),
  ];
  return [
    table({
      id: 'independence',
      title: words.independence,
      columns: [
        column('name', 'Test', 'text'),
        column('chisq', 'χ²', 'estimate'),
        column('df', 'df', 'df'),
        column('p', 'p', 'p'),
        column('v', 'Cramér’s V', 'correlation'),
      ],
      rows,
      notes: leastExpected < 5 ? [words.fewExpected(leastExpected)] : [],
    }),
  ];
}

export function correlationTables(data: ColumnTable, { columns, group }: LookAt<'correlations'>, hooks: LookHooks): Block[] {
  const groups = group === null ? null : groupsNamed(data, group);
  const pairs = columns.flatMap((first, i) => columns.slice(i + 1).map((second) => [first, second] as const));
  const rows = pairs.flatMap(([first, second], k) => {
    step(hooks, k, pairs.length);
    const [x, y] = [first, second].map((name) => numbersNamed(data, name).values);
    const id = `${first}/${second}`;
    const label = words.pair(first, second);
    const overall = { id, label, cells: correlationCells(overallCorrelation(x, y), words.overall) };
    if (!groups) return [overall];
    const { within, between } = correlationsByLevel(x, y, groups.codes, groups.levels.length);
    return [
      overall,
      { id: `${id}/within`, label, level: 1, cells: correlationCells(within, words.within(groups.name)) },
      { id: `${id}/between`, label, level: 2, cells: correlationCells(between, words.between(groups.name)) },
    ];
  });
  return [
    table({
      id: 'correlations',
      title: words.correlations,
      columns: [
        column('pair', words.variables, 'text'),
        column('level', words.where, 'text'),
        column('r', 'r', 'correlation'),
        column('lower', 'Lower', 'correlation'),
        column('upper', 'Upper', 'correlation'),
        column('n', 'n', 'count'),
        column('df', 'df', 'df'),
        column('p', 'p', 'p'),
      ],
      rows,
      notes: groups ? [words.correlationNote, words.levelNote] : [words.correlationNote],
    }),
  ];
}

function correlationCells({ r, lower, upper, n, df, p }: CorrelationEstimate, level: string) {
  return { level, ...known({ r, lower, upper, n, df, p }) };
}

export function missingTables(data: ColumnTable, { columns }: LookAt<'missing'>): Block[] {
  const chosen = columns.map((name) => columnNamed(data, name));
  const { complete, patterns } = missingPatterns(chosen, data.rows);
  const counts = chosen.map((_, j) => patterns.reduce((sum, { missing, rows }) => sum + (missing.includes(j) ? rows : 0), 0));
  return [
    table({
      id: 'missing',
      title: words.missingByVariable,
      columns: [
        column('name', 'Variable', 'text'),
        column('count', words.missing, 'count'),
        column('share', words.share, 'share'),
      ],
      rows: chosen.map(({ name }, j) => ({ id: name, label: name, cells: { count: counts[j], share: counts[j] / data.rows } })),
    }),
    table({
      id: 'patterns',
      title: words.missingTogether,
      columns: [
        column('name', words.together, 'text'),
        column('count', words.rows, 'count'),
        column('share', words.share, 'share'),
      ],
      rows: [
        { id: '/complete', label: words.nothingMissing, cells: { count: complete, share: complete / data.rows } },
        ...patterns.map(({ missing, rows }) => {
          const label = missing.map((j) => chosen[j].name).join(', ');
          return { id: missing.join(), label, cells: { count: rows, share: rows / data.rows } };
        }),
      ],
    }),
  ];
}

export function scaleTables(data: ColumnTable, { items, reversed }: LookAt<'scale'>): Block[] {
  const values = items.map((name) => {
    const own = numbersNamed(data, name).values;
    return reversed.includes(name) ? own.map((value) => -value) : own;
  });
  const { n, alpha, standardizedAlpha, omega, meanCorrelation, items: statistics } = scaleReliability(values);
  return [
    table({
      id: 'reliability',
      title: words.reliability,
      columns: [
        column('n', 'n', 'count'),
        column('alpha', 'Cronbach’s α', 'correlation'),
        column('standardized', words.standardizedAlpha, 'correlation'),
        column('omega', 'McDonald’s ω', 'correlation'),
        column('mean', words.meanCorrelation, 'correlation'),
      ],
      rows: [{ id: 'scale', cells: known({ n, alpha, standardized: standardizedAlpha, omega, mean: meanCorrelation }) }],
      notes: [words.reliabilityNote, ...(omega === null ? [words.noOmega] : [])],
    }),
    table({
      id: 'items',
      title: words.items,
      columns: [
        column('name', words.item, 'text'),
        column('rest', words.restCorrelation, 'correlation'),
        column('without', words.alphaWithout, 'correlation'),
        column('loading', words.loading, 'correlation'),
      ],
      rows: statistics.map(({ restCorrelation, alphaWithout, loading }, i) => ({
        id: items[i],
        label: reversed.includes(items[i]) ? words.reversedItem(items[i]) : items[i],
        cells: known({ rest: restCorrelation, without: alphaWithout, loading }),
      })),
    }),
  ];
}

function step(hooks: LookHooks, done: number, total: number): void {
  hooks.checkCancelled();
  hooks.onProgress({ stage: 'look', done, total });
}

/** Cells without a number stay empty. */
function known<Key extends string>(cells: Readonly<Record<Key, number | null>>): Record<Key, number | null> {
  const entries = Object.entries(cells) as [Key, number | null][];
  return Object.fromEntries(entries.map(([key, value]) => [key, Number.isNaN(value) ? null : value])) as Record<
    Key,
    number | null
  >;
}
