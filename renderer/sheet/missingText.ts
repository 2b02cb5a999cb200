import type { MissingCodes } from '../../main/api.ts';

/** Missing codes as they are read and typed: values with semicolons between, a range as “-9 to -1”. */
export function missingText(codes: MissingCodes | undefined): string {
  if (!codes) return '';
  const range = codes.range ? [`${endText(codes.range[0])} to ${endText(codes.range[1])}`] : [];
  return [...codes.values.map(String), ...range].join('; ');
}

const endText = (end: number): string =>
  end === -Number.MAX_VALUE ? 'lowest' : end === Number.MAX_VALUE ? 'highest' : String(end);

/** null where that cannot be read; no codes at all come out as `undefined`. Among numbers a comma separates values, too. */
export function parseMissing(text: string, numbers: boolean): MissingCodes | undefined | null {
  const parts = text
    .split(numbers ? /[;,]|\s{2,}/ : /;/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const values: (number | string)[] = [];
  let range: readonly [number, number] | null = null;
  for (const part of parts) {
    const ends = numbers || /\bto\b|–|\.\./.test(part) ? rangeOf(part) : null;
    const number = Number(part.replace('−', '-'));
    if (ends && range === null) range = ends;
    else if (numbers && !Number.isFinite(number)) return null;
    else values.push(numbers ? number : part);
  }
  return parts.length === 0 ? undefined : { values, range };
}

function rangeOf(part: string): readonly [number, number] | null {
  const [, low, high] = /^(\S+?)\s*(?:to|–|\.\.|thru)\s*(\S+)$/.exec(part) ?? [];
  if (low === undefined) return null;
  const ends = [
    /^(lo|lowest)$/i.test(low) ? -Number.MAX_VALUE : Number(low.replace('−', '-')),
    /^(hi|highest)$/i.test(high) ? Number.MAX_VALUE : Number(high.replace('−', '-')),
  ] as const;
  return ends.some(Number.isNaN) || ends[0] > ends[1] ? null : ends;
}
