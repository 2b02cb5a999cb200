import { ChunkCache } from './chunks.ts';
import { one, openDatabase } from './database.ts';
import type { Db } from './database.ts';
import { levelLabels } from './rowsAndColumns.ts';
import type { Surroundings } from './types.ts';

/** An open working database with what is remembered of it. */
export interface Store {
  readonly file: string;
  readonly db: Db;
  readonly chunks: ChunkCache;
  readonly levels: LevelCache;
  readonly around: Surroundings;
}

export function openStore(file: string, around: Surroundings): Store {
  return { file, db: openDatabase(file), chunks: new ChunkCache(), levels: new LevelCache(), around };
}

/** ISO 8601. */
export function timeOf(around: Surroundings): string {
  return new Date(around.clock.now()).toISOString();
}

/** Labels of columns with few levels are held; those of columns with many are looked up. */
export class LevelCache {
  private readonly kept = new Map<number, readonly string[]>();

  label(db: Db, columnId: number, levelCount: number, code: number): string {
    if (levelCount > 20_000) return lookUp(db, columnId, code);
    const labels = this.kept.get(columnId) ?? levelLabels(db, columnId);
    this.kept.set(columnId, labels);
    return labels[code];
  }

  forget(columnId: number): void {
    this.kept.delete(columnId);
  }

  clear(): void {
    this.kept.clear();
  }
}

function lookUp(db: Db, columnId: number, code: number): string {
  return one<{ label: string }>(db, 'SELECT label FROM levels WHERE column_id = ? AND code = ?', columnId, code)!.label;
}
