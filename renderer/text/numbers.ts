/** Numbers in sentences and panels. Tables of results are laid out by engine/report. */

/** Grouped by thin spaces: 7 185. */
export const count = (n: number): string => n.toLocaleString('en').replace(/,/g, '\u202f');

/** `count` with its noun: 1 row, 7 185 rows. */
export const counted = (n: number, one: string, many = `${one}s`): string => `${count(n)}\u00a0${n === 1 ? one : many}`;

/** A measured value with about four significant digits and a true minus sign. */
export function measured(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e9 || size < 1e-4)) return value.toExponential(2).replace('e+', 'e').replace(/-/g, '−');
  const decimals = Number.isInteger(value) || size >= 1000 ? 0 : size >= 100 ? 1 : size >= 1 ? 2 : 3;
  const [whole, fraction] = size.toFixed(decimals).split('.');
  return (value < 0 ? '−' : '') + count(Number(whole)) + (fraction ? `.${fraction}` : '');
}

/** A share as whole percent, with `< 1 %` and `> 99 %` where rounding would say none or all. */
export function percent(share: number): string {
  if (share > 0 && share < 0.005) return '< 1 %';
  if (share < 1 && share > 0.995) return '> 99 %';
  return `${Math.round(share * 100)} %`;
}

/** Bytes as a person reads them: 340 KB, 1.4 MB. */
export function fileSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1e6) return `${Math.round(bytes / 1000)} KB`;
  return `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
}

const dayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

export const day = (iso: string): string => dayFormat.format(new Date(iso));

const timeFormat = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** The day, or the time where it is today. */
export function lately(iso: string, now = new Date()): string {
  const then = new Date(iso);
  return then.toDateString() === now.toDateString() ? timeFormat.format(then) : dayFormat.format(then);
}
