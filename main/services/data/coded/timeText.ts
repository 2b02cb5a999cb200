import type { TimeFormat } from './codedFile.ts';

const dayMs = 86_400_000;

/** A number of a date variable as text: ISO 8601 for dates and times, `2001q3` and the like for periods, '' where it is no date. */
export function timeText(value: number, { unit, origin, shows }: TimeFormat): string {
  if (shows === 'period') return periodText(value, unit);
  const ms = unit === 'day' ? value * dayMs : unit === 'second' ? value * 1000 : value;
  if (shows === 'time') return clockText(ms);
  const date = new Date(Math.round(ms) + origin * dayMs);
  if (Number.isNaN(date.getTime())) return '';
  const iso = date.toISOString();
  return shows === 'date' ? iso.replace(/T.*$/, '') : iso.replace(/\.000Z$|Z$/, '');
}

/** Hours may go beyond a day. */
function clockText(ms: number): string {
  const seconds = Math.abs(Math.round(ms / 1000));
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return (ms < 0 ? '-' : '') + parts.map((part) => String(part).padStart(2, '0')).join(':');
}

const periods = { week: 52, month: 12, quarter: 4, half: 2 } as const;

/** Periods are counted from the first of 1960. */
function periodText(value: number, unit: TimeFormat['unit']): string {
  if (!(unit in periods)) return String(value);
  const perYear = periods[unit as keyof typeof periods];
  const whole = Math.round(value);
  const year = 1960 + Math.floor(whole / perYear);
  const part = (((whole % perYear) + perYear) % perYear) + 1;
  return unit === 'month'
    ? `${year}-${String(part).padStart(2, '0')}`
    : `${year}${unit[0]}${String(part).padStart(perYear > 9 ? 2 : 1, '0')}`;
}
