import type { Notice } from '../../../../engine/contract/index.ts';
import { writeWords as words } from '../../../../engine/text/writeFiles.ts';
import { notice } from '../notice.ts';

/** Columns that another program does not take by their names. */
export function renamedNotice(columns: readonly string[], names: readonly string[], program: string): Notice[] {
  const renamed = columns.flatMap((column, j) => (names[j] === column ? [] : [{ column, name: names[j] }]));
  if (renamed.length === 0) return [];
  return [notice('info', 'export.renamed', { renamed: renamed.slice(0, 100) }, words.renamed(renamed, program))];
}
