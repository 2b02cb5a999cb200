import type { FitResult, Report } from '../../../engine/contract/index.ts';
import { one, run } from './database.ts';
import type { Db } from './database.ts';
import { changing } from './history.ts';
import { fromJson, toJson } from './numbersInJson.ts';
import { timeOf } from './store.ts';
import type { Store } from './store.ts';

/** Where the maximum-likelihood fit is kept that belongs to a REML fit, for comparisons. */
export const mlKeyOf = (fitKey: string): string => `${fitKey}/ML`;

/** Keeps a fit under its key; `modelId` shows it from now on. */
export function keepFit(store: Store, key: string, result: FitResult, modelId: string | null): void {
  changing(store, () => {
    const text = `INSERT INTO fits (key, result, notices, ms, engine, created) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (key) DO UPDATE SET result = excluded.result, notices = excluded.notices, ms = excluded.ms, engine = excluded.engine`;
    const { notices, log, engineVersion } = result;
    run(store.db, text, key, toJson(result), toJson(notices), log.ms.total, engineVersion, timeOf(store.around));
    if (modelId !== null) run(store.db, 'UPDATE models SET last_fit = ? WHERE id = ?', key, modelId);
  });
}

/** Lets a model show a fit that is kept already. */
export function showFit(store: Store, modelId: string, key: string): void {
  const shown = one<{ last_fit: string | null }>(store.db, 'SELECT last_fit FROM models WHERE id = ?', modelId);
  if (shown && shown.last_fit !== key)
    changing(store, () => run(store.db, 'UPDATE models SET last_fit = ? WHERE id = ?', key, modelId));
}

export function hasFit(db: Db, key: string): boolean {
  return one(db, 'SELECT 1 FROM fits WHERE key = ?', key) !== undefined;
}

export function keptFit(db: Db, key: string): FitResult | null {
  const row = one<{ result: string }>(db, 'SELECT result FROM fits WHERE key = ?', key);
  return row ? (fromJson(row.result) as FitResult) : null;
}

export function keepReport(store: Store, key: string, report: Report, engine: string): void {
  const text = 'INSERT OR REPLACE INTO reports (key, report, engine) VALUES (?, ?, ?)';
  changing(store, () => run(store.db, text, key, toJson(report), engine));
}

export function keptReport(db: Db, key: string): Report | null {
  const row = one<{ report: string }>(db, 'SELECT report FROM reports WHERE key = ?', key);
  return row ? (fromJson(row.report) as Report) : null;
}
