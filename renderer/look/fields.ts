import type { Look } from '../../engine/contract/index.ts';
import { lookText as text } from '../text/look.ts';
import type { Accepts } from './variables.ts';

/** One thing to choose about a look, drawn by its kind; `id` is the look's own field. */
export type Field =
  | { readonly kind: 'one'; readonly id: string; readonly label: string; readonly accepts: Accepts; readonly optional: boolean }
  | { readonly kind: 'many'; readonly id: string; readonly label: string; readonly accepts: Accepts; readonly least: number }
  | { readonly kind: 'options'; readonly id: string; readonly label: string; readonly options: Readonly<Record<string, string>> }
  | { readonly kind: 'yes'; readonly id: string; readonly label: string }
  | { readonly kind: 'whole'; readonly id: string; readonly label: string }
  /** Some of the variables that another field has. */
  | { readonly kind: 'among'; readonly id: string; readonly label: string; readonly of: string };

const words = text.fields;
const one = (id: string, label: string, accepts: Accepts): Field => ({ kind: 'one', id, label, accepts, optional: false });
const maybe = (id: string, label: string, accepts: Accepts): Field => ({ kind: 'one', id, label, accepts, optional: true });
const many = (id: string, label: string, accepts: Accepts, least: number): Field => ({ kind: 'many', id, label, accepts, least });

export function fieldsOf(look: Look): readonly Field[] {
  switch (look.what) {
    case 'summary':
      return [many('columns', words.columns, 'number', 1), maybe('by', words.by, 'category')];
    case 'frequencies':
      return [many('columns', words.columns, 'group', 1)];
    case 'crosstab':
      return [one('rows', words.rows, 'category'), one('columns', words.crossColumns, 'category')];
    case 'correlations':
      return [many('columns', words.columns, 'number', 2), maybe('group', words.group, 'group')];
    case 'missing':
      return [many('columns', words.columns, 'any', 1)];
    case 'scale':
      return [many('items', words.items, 'number', 2), { kind: 'among', id: 'reversed', label: words.reversed, of: 'items' }];
    case 'histogram':
      return [
        one('column', words.column, 'number'),
        maybe('by', words.by, 'colour'),
        { kind: 'whole', id: 'bins', label: words.bins },
      ];
    case 'boxes':
      return [
        one('column', words.column, 'number'),
        one('by', words.by, 'category'),
        maybe('colour', words.colour, 'colour'),
        { kind: 'options', id: 'shape', label: words.shape, options: text.shapes },
      ];
    case 'scatter':
      return [
        one('x', words.x, 'number'),
        one('y', words.y, 'number'),
        maybe('colour', words.colour, 'colour'),
        { kind: 'options', id: 'line', label: words.line, options: text.lines },
        ...(look.line === 'groups' ? [one('group', words.linesOf, 'group')] : []),
        { kind: 'yes', id: 'jitter', label: words.jitter },
      ];
    case 'spaghetti':
      return [
        one('time', words.time, 'time'),
        one('y', words.y, 'number'),
        one('group', words.linesOf, 'group'),
        maybe('colour', words.colour, 'colour'),
      ];
  }
}

/** The values of a look by the ids of its fields. */
export const valueOf = (look: Look, id: string): unknown => (look as unknown as Readonly<Record<string, unknown>>)[id];

export const withValue = (look: Look, id: string, value: unknown): Look => ({ ...look, [id]: value }) as Look;

/** The fields that still lack what they need. */
export function lacking(look: Look): Field[] {
  return fieldsOf(look).filter((field) => {
    const value = valueOf(look, field.id);
    if (field.kind === 'one') return !field.optional && !value;
    return field.kind === 'many' && (value as readonly string[]).length < field.least;
  });
}
