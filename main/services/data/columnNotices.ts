import type { Notice } from '../../../engine/contract/index.ts';
import { codedWords } from '../../../engine/text/codedFiles.ts';
import * as words from '../../../engine/text/dataNotices.ts';
import type { ColumnFacts, FinishedColumn } from './columns/finishColumn.ts';
import { notice } from './notice.ts';

interface Named<T> {
  readonly name: string;
  readonly fact: T;
}

/** What a person should know of how the columns were read: one notice a cause where the columns can share it. */
export function columnNotices(columns: readonly FinishedColumn[]): Notice[] {
  return [
    ...markNotices(columns),
    ...declaredNotices(columns),
    ...having(columns, (facts) => facts.suspect).map(({ name, fact }) =>
      notice('caution', 'import.suspect-code', { column: name, ...fact }, words.suspectCode(fact.value, fact.count, name)),
    ),
    ...thousandsNotices(columns),
    ...infiniteNotices(columns),
    ...having(
      columns,
      (facts) => facts.refused,
      (refused) => refused.count > 0,
    ).map(({ name, fact }) =>
      notice('caution', 'import.not-numbers', { column: name, ...fact }, words.refusedCells(fact.count, fact.first, name)),
    ),
    ...having(columns, (facts) => facts.strays).map(({ name, fact }) =>
      notice('caution', 'import.stray-cells', { column: name, ...fact }, words.strayCells(fact.count, fact.cell, fact.row, name)),
    ),
    ...keptNotices(columns),
    ...dateNotices(columns),
    ...having(
      columns,
      (facts) => facts.merged,
      (merged) => merged.length > 0,
    ).map(({ name, fact }) =>
      notice('info', 'import.labels-merged', { column: name, labels: fact.slice(0, 100) }, words.labelsMerged(fact, name)),
    ),
    ...emptyNotices(columns),
  ];
}

function having<T>(
  columns: readonly FinishedColumn[],
  pick: (facts: ColumnFacts) => T | null | undefined,
  holds: (fact: T) => boolean = () => true,
): Named<T>[] {
  return columns.flatMap(({ column, facts }) => {
    const fact = pick(facts);
    return fact !== null && fact !== undefined && holds(fact) ? [{ name: column.name, fact }] : [];
  });
}

const names = (found: readonly Named<unknown>[]): string[] => found.map(({ name }) => name);

function markNotices(columns: readonly FinishedColumn[]): Notice[] {
  const byMark = new Map<string, Named<number>[]>();
  for (const { column, facts } of columns) {
    for (const [mark, cells] of facts.marks ?? [])
      byMark.set(mark, [...(byMark.get(mark) ?? []), { name: column.name, fact: cells }]);
  }
  return [...byMark].map(([mark, found]) => {
    const cells = found.reduce((sum, { fact }) => sum + fact, 0);
    return notice(
      'info',
      'import.missing-mark',
      { mark, cells, columns: names(found) },
      words.marksFound(mark, cells, names(found)),
    );
  });
}

/** All in one: a survey declares the same codes in every column. */
function declaredNotices(columns: readonly FinishedColumn[]): Notice[] {
  const found = having(
    columns,
    (facts) => facts.declaredMissing,
    (codes) => codes.size > 0,
  );
  if (found.length === 0) return [];
  const cells = found.reduce((sum, { fact }) => sum + [...fact.values()].reduce((all, one) => all + one, 0), 0);
  const codes = [...new Set(found.flatMap(({ fact }) => [...fact.keys()]))];
  const details = { cells, columns: names(found).slice(0, 100), codes: codes.slice(0, 100) };
  return [
    notice(
      'info',
      'import.declared-missing',
      details,
      codedWords.declaredMissing(cells, shortened(names(found)), shortened(codes)),
    ),
  ];
}

const shortened = (list: readonly string[]): string[] => (list.length > 8 ? [...list.slice(0, 7), '…'] : [...list]);

function thousandsNotices(columns: readonly FinishedColumn[]): Notice[] {
  const found = having(
    columns,
    (facts) => facts.thousands,
    ({ count }) => count > 0,
  );
  if (found.length === 0) return [];
  const cells = found.reduce((sum, { fact }) => sum + fact.count, 0);
  return [
    notice(
      'caution',
      'import.thousands',
      { cells, columns: names(found) },
      words.thousandsFound(found[0].fact.first, cells, names(found)),
    ),
  ];
}

function infiniteNotices(columns: readonly FinishedColumn[]): Notice[] {
  const found = having(
    columns,
    (facts) => facts.infinite,
    (cells) => cells > 0,
  );
  if (found.length === 0) return [];
  const cells = found.reduce((sum, { fact }) => sum + fact, 0);
  return [notice('caution', 'import.infinite', { cells, columns: names(found) }, words.infiniteFound(cells, names(found)))];
}

function keptNotices(columns: readonly FinishedColumn[]): Notice[] {
  return (['padded', 'long'] as const).flatMap((why) => {
    const found = having(
      columns,
      (facts) => facts.kept,
      (kept) => kept.why === why,
    );
    if (found.length === 0) return [];
    return [
      notice(
        'info',
        'import.kept-as-text',
        { why, columns: names(found) },
        words.keptAsText(why, found[0].fact.cell, names(found)),
      ),
    ];
  });
}

function dateNotices(columns: readonly FinishedColumn[]): Notice[] {
  const found = having(columns, (facts) => facts.dates);
  if (found.length === 0) return [];
  return [notice('info', 'import.dates', { columns: names(found) }, words.datesKept(found[0].fact, names(found)))];
}

function emptyNotices(columns: readonly FinishedColumn[]): Notice[] {
  const found = having(
    columns,
    (facts) => facts.allMissing,
    (allMissing) => allMissing,
  );
  if (found.length === 0) return [];
  return [notice('caution', 'import.empty-columns', { columns: names(found) }, words.nothingInColumns(names(found)))];
}
