import type { MissingCodes, VariableProperties } from '../../api.ts';
import type { Values } from './chunks.ts';
import type { Db } from './database.ts';
import { levelLabels } from './rowsAndColumns.ts';
import type { KeptColumn } from './rowsAndColumns.ts';

/** Turns values as they are kept into values as they count: missing codes become missing. The values given stay as they are. */
export type Mask = (values: Values) => Values;

/** null for a column without missing codes. */
export function maskOf(db: Db, column: KeptColumn): Mask | null {
  return maskFor(column, () => levelLabels(db, column.id));
}

/** The same for a column whose levels are not in the database yet. */
export function maskFor(
  { kind, properties }: Pick<KeptColumn, 'kind' | 'properties'>,
  labels: () => readonly string[],
): Mask | null {
  const { missingCodes } = properties;
  if (!missingCodes || isEmpty(missingCodes)) return null;
  if (kind === 'number') return numberMask(missingCodes);
  const recode = keptLevels(labels(), properties).map((kept, code) => (kept ? code : -1));
  return (codes) => Int32Array.from(codes, (code) => (code < 0 ? -1 : recode[code]));
}

export const isEmpty = ({ values, range }: MissingCodes): boolean => values.length === 0 && range === null;

/** Whether a number is one of the codes. */
export function isMissingNumber({ values, range }: MissingCodes, value: number): boolean {
  return values.includes(value) || (range !== null && value >= range[0] && value <= range[1]);
}

function numberMask(codes: MissingCodes): Mask {
  return (values) => (values as Float64Array).map((value) => (isMissingNumber(codes, value) ? NaN : value));
}

/** Which levels are no missing codes. A level is known by its label, by the number that this spells, or by the value that it labels. */
export function keptLevels(labels: readonly string[], { missingCodes, valueLabels = [] }: VariableProperties): boolean[] {
  if (!missingCodes || isEmpty(missingCodes)) return labels.map(() => true);
  const texts = new Set(missingCodes.values.map(String));
  const valueOf = new Map(valueLabels.map(({ value, label }) => [label, value]));
  const isCode = (value: number | string): boolean =>
    texts.has(String(value)) || (value !== '' && isMissingNumber({ ...missingCodes, values: [] }, Number(value)));
  return labels.map((label) => !isCode(label) && !isCode(valueOf.get(label) ?? label));
}
