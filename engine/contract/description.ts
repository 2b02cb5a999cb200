/**
 * Data looked at without a model. Columns by name; `by` tells apart what is compared, `group` is a grouping of the data.
 */
export interface DescriptionRequest {
  readonly kind: 'description';
  readonly look: Look;
}

export type Look =
  | { readonly what: 'summary'; readonly columns: readonly string[]; readonly by: string | null }
  | { readonly what: 'frequencies'; readonly columns: readonly string[] }
  | { readonly what: 'crosstab'; readonly rows: string; readonly columns: string }
  | { readonly what: 'correlations'; readonly columns: readonly string[]; readonly group: string | null }
  | { readonly what: 'missing'; readonly columns: readonly string[] }
  | { readonly what: 'scale'; readonly items: readonly string[]; readonly reversed: readonly string[] }
  | { readonly what: 'histogram'; readonly column: string; readonly by: string | null; readonly bins: number | null }
  | {
      readonly what: 'boxes';
      readonly column: string;
      readonly by: string;
      readonly colour: string | null;
      readonly shape: 'box' | 'violin';
    }
  | {
      readonly what: 'scatter';
      readonly x: string;
      readonly y: string;
      readonly colour: string | null;
      readonly line: 'none' | 'straight' | 'smooth' | 'groups';
      /** Whose lines they are where `line` is 'groups'. */
      readonly group: string | null;
      /** Whether points that lie on each other are moved a little. */
      readonly jitter: boolean;
    }
  | {
      readonly what: 'spaghetti';
      readonly time: string;
      readonly y: string;
      readonly group: string;
      readonly colour: string | null;
    };

/** The columns that a look reads. */
export function columnsOfLook(look: Look): string[] {
  const named = Object.entries(look).flatMap(([field, value]) => (columnFields.has(field) ? value : [])) as (string | null)[];
  return [...new Set(named.filter((name) => name !== null))];
}

const columnFields = new Set(['columns', 'column', 'rows', 'by', 'group', 'items', 'x', 'y', 'colour', 'time']);
