import type { ColumnMatch, MatchReason } from '../../../api.ts';

/** A column by what it may be known by. */
export interface NamedColumn {
  readonly name: string;
  readonly label: string;
  readonly kind: 'number' | 'factor';
}

export interface ProposedMatch extends ColumnMatch {
  readonly reason: MatchReason | null;
}

type Alike = (file: NamedColumn, table: NamedColumn) => boolean;

/** `Math Score`, `math_score` and `MathScore` are one name. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_.-]+/g, '');

const ways: readonly (readonly [MatchReason, Alike])[] = [
  ['name', (file, table) => file.name === table.name],
  ['spelling', (file, table) => plain(file.name) === plain(table.name)],
  ['label', (file, table) => sharesLabel(file, table)],
];

function sharesLabel(file: NamedColumn, table: NamedColumn): boolean {
  const known = [table.label, table.name].filter(Boolean).map(plain);
  return [file.label, file.name].filter(Boolean).some((text) => known.includes(plain(text)));
}

/**
 * Which column of a file is which of a table: by name, by the same letters, by label; and where nothing at all was found that way and there
 * are as many columns of the same kinds, by their order. A column that is none of the table's comes as a new one.
 */
export function proposeMatches(file: readonly NamedColumn[], table: readonly NamedColumn[]): ProposedMatch[] {
  const found = new Map<string, { to: string; reason: MatchReason }>();
  const taken = new Set<string>();
  for (const [reason, alike] of ways) matchBy(reason, alike, file, table, found, taken);
  if (found.size === 0 && isSameShape(file, table))
    file.forEach(({ name }, j) => found.set(name, { to: table[j].name, reason: 'order' }));
  return file.map(({ name }) => {
    const match = found.get(name);
    return { file: name, to: match?.to ?? name, reason: match?.reason ?? null };
  });
}

function matchBy(
  reason: MatchReason,
  alike: Alike,
  file: readonly NamedColumn[],
  table: readonly NamedColumn[],
  found: Map<string, { to: string; reason: MatchReason }>,
  taken: Set<string>,
): void {
  const index = reason === 'name' ? new Map(table.map((column) => [column.name, column])) : null;
  const free = reason === 'name' ? [] : table.filter(({ name }) => !taken.has(name));
  for (const column of file) {
    if (found.has(column.name)) continue;
    const match = index ? index.get(column.name) : free.find((other) => !taken.has(other.name) && alike(column, other));
    if (!match || taken.has(match.name)) continue;
    found.set(column.name, { to: match.name, reason });
    taken.add(match.name);
  }
}

const isSameShape = (file: readonly NamedColumn[], table: readonly NamedColumn[]): boolean =>
  file.length === table.length && file.every(({ kind }, j) => kind === table[j].kind);

/** What the person chose, told from what was proposed. */
export function withReasons(
  chosen: readonly ColumnMatch[],
  proposed: readonly ProposedMatch[],
  table: readonly NamedColumn[],
): ProposedMatch[] {
  const names = new Set(table.map(({ name }) => name));
  const reasons = new Map(proposed.map(({ file, to, reason }) => [file, { to, reason }]));
  return chosen.map((match) => {
    const found = reasons.get(match.file);
    if (match.to === null || !names.has(match.to)) return { ...match, reason: null };
    return { ...match, reason: found?.to === match.to ? found.reason : 'chosen' };
  });
}
