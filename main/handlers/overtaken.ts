import { failureOf } from '../../engine/contract/index.ts';

const codes = new Set(['job.cancelled', 'table.moved-on', 'table.gone', 'table.no-column', 'model.gone', 'project.closed']);

/** Whether work that nobody waits for failed only because the person went on meanwhile: what it was about is not there any more. */
export function wasOvertaken(thrown: unknown): boolean {
  return codes.has(failureOf(thrown)?.code ?? '');
}
