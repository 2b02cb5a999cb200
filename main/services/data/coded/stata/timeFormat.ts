import type { TimeFormat } from '../codedFile.ts';

/** Days from 1970-01-01 to 1960-01-01, from which Stata counts. */
const origin = -3653;

const formats: Readonly<Record<string, TimeFormat>> = {
  d: { unit: 'day', origin, shows: 'date' },
  c: { unit: 'millisecond', origin, shows: 'dateTime' },
  C: { unit: 'millisecond', origin, shows: 'dateTime' },
  w: { unit: 'week', origin, shows: 'period' },
  m: { unit: 'month', origin, shows: 'period' },
  q: { unit: 'quarter', origin, shows: 'period' },
  h: { unit: 'half', origin, shows: 'period' },
};

/** What a display format such as `%td` or `%tcCCYY-NN-DD` says of the numbers; years are numbers as they are. */
export function timeOf(format: string): TimeFormat | null {
  if (/^%-?d/.test(format)) return formats.d;
  const letter = /^%-?t([a-zA-Z])/.exec(format)?.[1];
  return letter === undefined ? null : (formats[letter] ?? null);
}
