import type { TimeFormat } from '../codedFile.ts';

/** Days from 1970-01-01 to 1960-01-01, from which SAS counts. */
const origin = -3653;
const dates = /^(DATE|DAY|DDMMYY|MMDDYY|YYMMDD|JULIAN|WORDDAT|WEEKDAT|E8601DA|IS8601DA|B8601DA|MONYY|YYMM|YYQ|NLDATE)[A-Z]*$/;
const dateTimes = /^(DATETIME|DATEAMPM|E8601DT|IS8601DT|B8601DT|NLDATM|TOD)[A-Z]*$/;
const times = /^(TIME|HHMM|HOUR|MMSS|E8601TM|IS8601TM|B8601TM|TIMEAMPM)[A-Z]*$/;

/** What a format's name says of the numbers; dates count days, times seconds. */
export function timeOf(format: string): TimeFormat | null {
  const name = format.toUpperCase().replace(/[\d.]+$/, '');
  if (dateTimes.test(name)) return { unit: 'second', origin, shows: 'dateTime' };
  if (times.test(name)) return { unit: 'second', origin, shows: 'time' };
  return dates.test(name) ? { unit: 'day', origin, shows: 'date' } : null;
}
