import { crc32 } from 'node:zlib';
import { failure } from '../../../engine/contract/index.ts';
import { projectFailures } from '../../../engine/text/projectFailures.ts';
import { breath } from './breath.ts';
import { all, one } from './database.ts';
import type { Db } from './database.ts';

/**
 * Looks for damage in a database of our own: SQLite's own check, the checksum of every chunk, and that every column has its chunks.
 *
 * @throws Failure 'project.damaged' naming `path`, the file it was copied from
 */
export async function checkHealth(db: Db, path: string): Promise<void> {
  const trouble = await findTrouble(db).catch((thrown: unknown) => String(thrown));
  if (trouble !== null) throw failure('project.damaged', { path, trouble }, projectFailures.damaged(path));
}

async function findTrouble(db: Db): Promise<string | null> {
  const verdict = db.pragma('integrity_check(1)', { simple: true });
  if (verdict !== 'ok') return String(verdict);
  if (!one(db, 'SELECT 1 FROM project') || !one(db, 'SELECT 1 FROM publication')) return 'no project row';
  return incompleteColumn(db) ?? (await wrongChunk(db));
}

async function wrongChunk(db: Db): Promise<string | null> {
  for (const { id } of all<{ id: number }>(db, 'SELECT id FROM chunks')) {
    const { data, crc } = one<{ data: Uint8Array; crc: number }>(db, 'SELECT data, crc FROM chunks WHERE id = ?', id)!;
    if (crc32(data) !== crc) return `chunk ${id}`;
    await breath();
  }
  return null;
}

/** Only columns that are in a table count: a copy cut short may have left others that are incomplete. */
function incompleteColumn(db: Db): string | null {
  const text = `SELECT c.id AS id FROM columns c JOIN tables t ON t.id = c.table_id, json_each(t.layout, '$.chunks') s
    LEFT JOIN chunks k ON k.id = json_extract(c.chunks, '$[' || s.key || ']')
    WHERE c.position IS NOT NULL AND length(k.data) IS NOT json_extract(s.value, '$[0]') * CASE c.kind WHEN 'number' THEN 8 ELSE 4 END
    UNION ALL SELECT c.id FROM columns c
    WHERE c.position IS NOT NULL AND c.level_count <> (SELECT count(*) FROM levels l WHERE l.column_id = c.id) LIMIT 1`;
  const found = one<{ id: number }>(db, text);
  return found ? `column ${found.id}` : null;
}
