import type { Look } from '../../engine/contract/index.ts';
import { lookText as text } from '../text/look.ts';

/** Names of a list that are said; the others are counted. */
const SAID = 3;

/** What a look is of, in one line: “Scatter: SES, MathAch”. */
export function titleOf(look: Look): string {
  const names = namesIn(look);
  const more = names.length - SAID;
  const said = more > 1 ? [...names.slice(0, SAID), `+ ${more}`] : names;
  return `${text.views[look.what]}: ${said.join(', ')}`;
}

const settings = new Set(['what', 'line', 'shape', 'reversed']);

export function namesIn(look: Look): string[] {
  const values = Object.entries(look).flatMap(([field, value]: [string, unknown]) => (settings.has(field) ? [] : value));
  return [...new Set(values.filter((value): value is string => typeof value === 'string' && value !== ''))];
}
