import { failure } from '../../../../engine/contract/index.ts';
import { projectFailures } from '../../../../engine/text/projectFailures.ts';
import type { Values } from '../chunks.ts';
import { all } from '../database.ts';
import type { Db } from '../database.ts';
import type { KeptColumn } from '../rowsAndColumns.ts';

/** Typed cells of one column as values, and the labels that its levels have to be extended by. */
export interface ParsedCells {
  readonly values: Values;
  readonly newLabels: readonly string[];
}

/**
 * Reads cells as they were typed or pasted: '' is missing, and so is NA among numbers.
 *
 * @throws Failure 'table.not-a-number', 'table.not-logical'
 */
export function parseCells(db: Db, column: KeptColumn, texts: readonly string[], decimal: '.' | ','): ParsedCells {
  const trimmed = texts.map((text) => text.trim());
  if (column.kind === 'number') return { values: parseNumbers(column, trimmed, decimal), newLabels: [] };
  if (column.scale === 'logical') return { values: parseLogicals(column, trimmed), newLabels: [] };
  return parseLabels(db, column, trimmed);
}

function parseNumbers(column: KeptColumn, texts: readonly string[], decimal: '.' | ','): Float64Array {
  return Float64Array.from(texts, (text) => {
    if (text === '' || text === 'NA') return NaN;
    const value = parseNumber(text, decimal);
    if (value !== null) return value;
    throw failure('table.not-a-number', { column: column.name, text }, projectFailures.notANumber(text, column.name, decimal));
  });
}

/** The number that a text spells with that decimal mark; null when it spells none. */
export function parseNumber(text: string, decimal: '.' | ','): number | null {
  const plain = text.replace(/^[−–]/, '-');
  if (decimal === ',' && plain.includes('.')) return null;
  const pointed = decimal === ',' ? plain.replace(',', '.') : plain;
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(pointed) ? Number(pointed) : null;
}

const spellings: Readonly<Record<string, 0 | 1>> = { true: 1, t: 1, '1': 1, false: 0, f: 0, '0': 0 };

/** 1 for a spelling of TRUE, 0 for one of FALSE, null otherwise. */
export function parseLogical(text: string): 0 | 1 | null {
  return spellings[text.toLowerCase()] ?? null;
}

function parseLogicals(column: KeptColumn, texts: readonly string[]): Int32Array {
  return Int32Array.from(texts, (text) => {
    const value = text === '' ? -1 : parseLogical(text);
    if (value !== null) return value;
    throw failure('table.not-logical', { column: column.name, text }, projectFailures.notLogical(text, column.name));
  });
}

function parseLabels(db: Db, column: KeptColumn, texts: readonly string[]): ParsedCells {
  const codes = codesOf(db, column.id, new Set(texts));
  const newLabels: string[] = [];
  const values = Int32Array.from(texts, (text) => {
    if (text === '') return -1;
    if (!codes.has(text)) codes.set(text, column.levelCount + newLabels.push(text) - 1);
    return codes.get(text)!;
  });
  return { values, newLabels };
}

/** The codes of those labels that are levels already. */
function codesOf(db: Db, columnId: number, labels: ReadonlySet<string>): Map<string, number> {
  const text = 'SELECT code, label FROM levels WHERE column_id = ? AND label IN (SELECT value FROM json_each(?))';
  const known = all<{ code: number; label: string }>(db, text, columnId, JSON.stringify([...labels]));
  return new Map(known.map(({ code, label }) => [label, code]));
}
